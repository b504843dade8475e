package io.weir.engine.epoch.storage;

/** An object as a listing shows it. */
public record StoredObject(String name, long sizeBytes) {}
