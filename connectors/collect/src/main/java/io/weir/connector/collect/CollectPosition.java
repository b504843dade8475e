package io.weir.connector.collect;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.ByteBuffer;

/**
 * Where a reader goes on.
 *
 * @param log the id of the log, so that the position is not used for another one in the same folder
 * @param reader the id under which the log keeps for the reader what it has not read
 * @param offset of the frame
 * @param index of the record in the frame
 * @param record the number of records before
 */
record CollectPosition(long log, long reader, long offset, int index, long record) {
    private static final int SIZE = 4 * Long.BYTES + Integer.BYTES;

    byte[] toBytes() {
        return ByteBuffer.allocate(SIZE)
                .putLong(log)
                .putLong(reader)
                .putLong(offset)
                .putInt(index)
                .putLong(record)
                .array();
    }

    static CollectPosition of(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new WeirException(
                    ErrorCode.STATE_DAMAGED,
                    "A saved position of collected rows has " + bytes.length + " bytes instead of " + SIZE,
                    "",
                    "Begin anew without the saved epochs",
                    null);
        }
        ByteBuffer from = ByteBuffer.wrap(bytes);
        return new CollectPosition(from.getLong(), from.getLong(), from.getLong(), from.getInt(), from.getLong());
    }
}
