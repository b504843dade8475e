package io.weir.connector.kafka;

import java.nio.ByteBuffer;

/**
 * Where a partition is read on: what an epoch keeps of a split.
 *
 * @param offset the offset of the next record, {@link KafkaSplit#FIRST_KEPT} if nothing was read of a new partition
 * @param end the offset behind the last record to read, {@link KafkaSplit#NO_END} for a stream without end
 */
record KafkaPosition(long offset, long end) {
    /** The offset, and the end where there is one. */
    byte[] toBytes() {
        if (end == KafkaSplit.NO_END) {
            return ByteBuffer.allocate(Long.BYTES).putLong(offset).array();
        }
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(offset).putLong(end).array();
    }

    static KafkaPosition of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long offset = buffer.getLong();
        return new KafkaPosition(offset, buffer.hasRemaining() ? buffer.getLong() : KafkaSplit.NO_END);
    }
}
