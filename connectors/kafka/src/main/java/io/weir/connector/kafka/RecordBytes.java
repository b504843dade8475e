package io.weir.connector.kafka;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one batch's keys, or values, in one array, as decoders want them.
 *
 * <p>Where the client left the records in the array in which they came over the network, that array is used as it is.
 * Where it unpacked them into small arrays of their own (compression), they are copied into a chunk one behind the
 * other.
 */
final class RecordBytes {
    private static final int CHUNK_BYTES_MIN = 64 << 10;
    private static final int CHUNK_BYTES_MAX = 4 << 20;

    private final Function<ConsumerRecord<ByteBuffer, ByteBuffer>, @Nullable ByteBuffer> part;
    private byte[] chunk = new byte[0];
    private int used;
    private boolean isInPlace;
    private boolean wasFull;

    private byte[] data = chunk;
    private int start;
    private int end;

    RecordBytes(Function<ConsumerRecord<ByteBuffer, ByteBuffer>, @Nullable ByteBuffer> part) {
        this.part = part;
    }

    /** Begins a batch with the record at this index; the batch before is forgotten. */
    @SuppressWarnings("ByteBufferBackingArray") // Arrays are only compared here; place() looks at the offset.
    void begin(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records, int index) {
        ByteBuffer first = part.apply(records.get(index));
        ByteBuffer second = index + 1 < records.size() ? part.apply(records.get(index + 1)) : first;
        isInPlace = first != null
                && second != null
                && first.hasArray()
                && second.hasArray()
                && first.array() == second.array();
        if (isInPlace) {
            data = first.array();
            return;
        }
        if (wasFull && chunk.length < CHUNK_BYTES_MAX) {
            chunk = new byte[Math.max(CHUNK_BYTES_MIN, 2 * chunk.length)];
        }
        wasFull = false;
        used = 0;
        data = chunk;
    }

    /**
     * Makes {@link #start()} to {@link #end()} the bytes of a record; false if they do not fit, so that the batch ends.
     */
    boolean place(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (isInPlace) {
            if (!bytes.hasArray() || bytes.array() != data) {
                return false;
            }
            start = bytes.arrayOffset() + bytes.position();
        } else {
            if (length > chunk.length - used) {
                wasFull = true;
                if (used > 0) {
                    return false;
                }
                chunk = new byte[Math.max(length, CHUNK_BYTES_MIN)];
                data = chunk;
            }
            start = used;
            bytes.get(bytes.position(), chunk, start, length);
            used += length;
        }
        end = start + length;
        return true;
    }

    byte[] data() {
        return data;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }
}
