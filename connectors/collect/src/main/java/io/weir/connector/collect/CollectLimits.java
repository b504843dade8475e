package io.weir.connector.collect;

/**
 * How large a log may become.
 *
 * @param segmentBytes the size of a file at which the next one is begun; what has been read is deleted file by file
 * @param bytesMax the size of all files, above which nothing is taken
 * @param readerRetentionMillis how long what a reader has not read is kept for it while it does not run
 */
public record CollectLimits(long segmentBytes, long bytesMax, long readerRetentionMillis) {
    /** 16 MiB, 1 GiB, a week. */
    public static final CollectLimits DEFAULT = new CollectLimits(16L << 20, 1L << 30, 7L * 24 * 3600 * 1000);
}
