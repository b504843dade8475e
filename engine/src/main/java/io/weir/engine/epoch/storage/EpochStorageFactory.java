package io.weir.engine.epoch.storage;

import java.util.Map;

/** Opens storages of a kind; found as a service, so that the engine depends on no client. */
public interface EpochStorageFactory {
    /** What the locations begin with, before {@code ://}. */
    String scheme();

    /**
     * Opens a storage; nothing need be there yet.
     *
     * @param configuration by Flink's keys
     * @throws io.weir.plan.WeirException if the location or the configuration makes no sense
     */
    EpochStorage open(String location, Map<String, String> configuration);
}
