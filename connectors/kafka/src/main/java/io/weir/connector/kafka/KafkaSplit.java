package io.weir.connector.kafka;

import org.apache.kafka.common.TopicPartition;

/**
 * One partition as a split.
 *
 * @param index the split's number
 * @param partition topic and partition
 * @param start the offset of the first record to read, {@link #FIRST_KEPT} for the first one that there is
 * @param end the offset behind the last record to read, {@link #NO_END} for a stream without end
 * @param begin where the pipeline began with the partition, in this run or an earlier one
 */
record KafkaSplit(int index, TopicPartition partition, long start, long end, long begin) {
    static final long FIRST_KEPT = -1;
    static final long NO_END = Long.MAX_VALUE;

    /** A partition with which the pipeline begins. */
    KafkaSplit(int index, TopicPartition partition, long start, long end) {
        this(index, partition, start, end, start);
    }

    /** The split's name, the same from run to run: topic and partition. */
    String name() {
        return partition.toString();
    }

    /** The same partition, begun at this offset. */
    KafkaSplit from(long newStart, long newEnd) {
        return new KafkaSplit(index, partition, newStart, newEnd);
    }

    /** The same partition, begun earlier, and now read from another offset to another. */
    KafkaSplit on(long newStart, long newEnd, long begun) {
        return new KafkaSplit(index, partition, newStart, newEnd, begun);
    }

    boolean isBounded() {
        return end != NO_END;
    }
}
