package io.weir.engine.connector;

import io.weir.engine.spi.Decoder;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into chunks of whole records, in order. For streams that cannot be read from the middle: a
 * pipe, a compressed file, records that may hold line feeds. Not thread-safe: whoever shares it locks.
 *
 * <p>A chunk is given out as soon as there is a whole record and reading on would have to wait, so that a slow writer's
 * record is not held back; a fast writer's chunks are as large as the limits allow. A byte order mark at the beginning
 * is skipped.
 */
public final class RecordCutter {
    private final ByteInput input;
    private final String name;
    private final Decoder decoder;
    private final int chunkBytesMax;
    private final int recordsMax;
    private final int recordBytesMax;

    private byte[] buffer;
    /** The first byte that was not given out yet. */
    private int start;
    /** The end of what was read. */
    private int end;
    /** Where in the stream buffer[start] stands. */
    private long position;

    private boolean ended;
    private boolean begun;

    /**
     * Makes a cutter.
     *
     * @param input the stream
     * @param name how messages name the stream, such as {@code file /data/a.csv}
     * @param decoder knows where a record ends; it decodes nothing here
     * @param chunkBytesMax the size of a chunk, which a single record may exceed
     * @param recordsMax the number of records in a chunk
     * @param recordBytesMax the size of a record beyond which the stream is refused
     */
    public RecordCutter(
            ByteInput input, String name, Decoder decoder, int chunkBytesMax, int recordsMax, int recordBytesMax) {
        this.input = input;
        this.name = name;
        this.decoder = decoder;
        this.chunkBytesMax = chunkBytesMax;
        this.recordsMax = recordsMax;
        this.recordBytesMax = recordBytesMax;
        buffer = new byte[2 * chunkBytesMax];
    }

    /** Says where the stream begins, if that is not its beginning; to be called before anything is read. */
    public void beginAt(long bytes) {
        position = bytes;
        begun = bytes > 0;
    }

    /** Where in the stream the next record begins. */
    public long position() {
        return position;
    }

    /**
     * Fills the chunk with the next records, waiting for them if need be; false at the end of the stream.
     *
     * @throws WeirException for a record that is too long
     */
    public boolean next(Chunk chunk) throws IOException {
        fill(chunkBytesMax);
        while (true) {
            int cut = cut();
            if (cut > start) {
                chunk.set(buffer, start, cut, position);
                position += cut - start;
                start = cut;
                begun = true;
                return true;
            }
            if (ended) {
                return false;
            }
            // Twice as much each time, so that a long record is not searched over and over again.
            read();
            fill(2 * (end - start));
        }
    }

    /** Reads what is there without waiting, up to a size, and waits only if there is nothing at all. */
    private void fill(int bytes) throws IOException {
        while (!ended && end - start < bytes && end - start <= recordBytesMax && (end == start || input.isReady())) {
            read();
        }
    }

    private void read() throws IOException {
        makeRoom();
        int read = input.read(buffer, end, buffer.length - end);
        if (read < 0) {
            ended = true;
        } else {
            end += read;
        }
        if (!begun && (ended || end - start >= ByteOrderMark.LENGTH)) {
            begun = true;
            int mark = ByteOrderMark.lengthAt(buffer, start, end);
            start += mark;
            position += mark;
        }
    }

    private void makeRoom() {
        if (start > 0 && (start == end || buffer.length - end < chunkBytesMax / 2)) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            int grown = (int) Math.min(2L * buffer.length, Math.max(recordBytesMax, buffer.length) + 1L);
            buffer = Arrays.copyOf(buffer, grown);
        } else if (start == end && buffer.length > 16L * chunkBytesMax) {
            buffer = new byte[2 * chunkBytesMax];
        }
    }

    /** The end of the last whole record that belongs into the chunk; start if there is none. */
    private int cut() {
        int cut = start;
        for (int records = 0; records < recordsMax && cut < end; records++) {
            int next = decoder.recordEnd(buffer, cut, end);
            if (next < 0 && ended) {
                next = end;
            }
            if ((next < 0 ? end : next) - cut > recordBytesMax) {
                throw RecordLimit.exceeded(name, position + cut - start, recordBytesMax);
            }
            if (next < 0 || (records > 0 && next - start > chunkBytesMax)) {
                break;
            }
            cut = next;
        }
        return cut;
    }

    /** The failure of reading, as a message. */
    public WeirException failed(IOException failure) {
        return new WeirException(ErrorCode.IO_FAILED, "cannot be read: " + failure.getMessage(), name, "", failure);
    }
}
