package io.weir.engine.spi;

/**
 * How far a reader is in one split; what is not known is -1.
 *
 * @param split the split's name
 * @param position the number of the record that is read next, in the split's own count
 * @param lagRecords the records known to wait
 * @param newestRecordMillis when the newest record that was read was made
 * @param bytes the bytes read
 */
public record SplitProgress(String split, long position, long lagRecords, long newestRecordMillis, long bytes) {}
