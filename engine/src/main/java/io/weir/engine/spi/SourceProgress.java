package io.weir.engine.spi;

/**
 * How far a reader is.
 *
 * @param bytes the bytes read
 * @param skippedRecords the records that could not be decoded and were skipped, as the options ask
 * @param lagRecords the records known to wait, or -1 if that is unknown
 */
public record SourceProgress(long bytes, long skippedRecords, long lagRecords) {}
