package io.weir.connector.kafka;

import java.nio.ByteBuffer;

/**
 * Where a partition is read on: what an epoch keeps of a split.
 *
 * @param offset the offset of the next record, {@link #FIRST_KEPT} if nothing was read of a new partition
 * @param end the offset behind the last record to read, {@link #NO_END} for a stream without end
 * @param begin where the pipeline began with the partition, long ago perhaps: {@link #FIRST_KEPT} if at its first
 *     record, {@link #UNKNOWN} if an older Weir did not keep it
 */
public record KafkaPosition(long offset, long end, long begin) {
    public static final long FIRST_KEPT = KafkaSplit.FIRST_KEPT;
    public static final long NO_END = KafkaSplit.NO_END;
    public static final long UNKNOWN = -2;

    private static final int WITH_BEGIN = 3 * Long.BYTES;

    KafkaPosition(long offset, long end) {
        this(offset, end, UNKNOWN);
    }

    /** The offset; and the end, where there is one; and the begin. */
    byte[] toBytes() {
        if (begin != UNKNOWN) {
            return ByteBuffer.allocate(WITH_BEGIN)
                    .putLong(offset)
                    .putLong(end)
                    .putLong(begin)
                    .array();
        }
        if (end == NO_END) {
            return ByteBuffer.allocate(Long.BYTES).putLong(offset).array();
        }
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(offset).putLong(end).array();
    }

    /** Reads what an epoch has kept. */
    public static KafkaPosition of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long offset = buffer.getLong();
        long end = buffer.hasRemaining() ? buffer.getLong() : NO_END;
        return new KafkaPosition(offset, end, buffer.hasRemaining() ? buffer.getLong() : UNKNOWN);
    }
}
