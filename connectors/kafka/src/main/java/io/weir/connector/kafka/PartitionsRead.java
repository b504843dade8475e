package io.weir.connector.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What a reader has read of each of its partitions: bytes, and how new the newest record was. */
final class PartitionsRead {
    private static final long UNKNOWN = -1;

    private static final class Read {
        private long bytes;
        private long newestMillis = UNKNOWN;
    }

    private final Map<TopicPartition, Read> reads = new HashMap<>();

    /** Records have been read, the newest of which says that it was made then. */
    void add(TopicPartition partition, long bytes, long newestMillis) {
        Read read = reads.computeIfAbsent(partition, unused -> new Read());
        read.bytes += bytes;
        read.newestMillis = Math.max(read.newestMillis, newestMillis);
    }

    long bytes(TopicPartition partition) {
        Read read = reads.get(partition);
        return read == null ? 0 : read.bytes;
    }

    /** In milliseconds since 1970, -1 if nothing was read. */
    long newestMillis(TopicPartition partition) {
        Read read = reads.get(partition);
        return read == null ? UNKNOWN : read.newestMillis;
    }
}
