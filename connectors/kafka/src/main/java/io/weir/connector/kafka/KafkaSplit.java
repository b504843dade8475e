package io.weir.connector.kafka;

import org.apache.kafka.common.TopicPartition;

/**
 * One partition as a split.
 *
 * @param index the split's number
 * @param partition topic and partition
 * @param start the offset of the first record to read, {@link #FIRST_KEPT} for the first one that there is
 * @param end the offset behind the last record to read, {@link #NO_END} for a stream without end
 */
record KafkaSplit(int index, TopicPartition partition, long start, long end) {
    static final long FIRST_KEPT = -1;
    static final long NO_END = Long.MAX_VALUE;

    boolean isBounded() {
        return end != NO_END;
    }
}
