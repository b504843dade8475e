package io.weir.engine.connector;

import java.util.Arrays;

/** Some whole records of a stream of bytes: what one batch is decoded from. Reused. */
public final class Chunk {
    private static final int SPARE_BYTES = 64 * 1024;

    private byte[] data = new byte[0];
    private int length;
    private long position;
    private long sequence;

    /** The bytes; the records are data[0, length). */
    public byte[] data() {
        return data;
    }

    public int length() {
        return length;
    }

    /** Where in the stream the first byte stands. */
    public long position() {
        return position;
    }

    /** The number of this chunk among those of its stream. */
    public long sequence() {
        return sequence;
    }

    public void setSequence(long value) {
        sequence = value;
    }

    /** Takes a copy of source[start, end). */
    public void set(byte[] source, int start, int end, long positionOfStart) {
        length = end - start;
        position = positionOfStart;
        if (data.length < length || data.length - length > 64 * SPARE_BYTES) {
            data = Arrays.copyOfRange(source, start, start + Math.max(length, Math.min(SPARE_BYTES, 2 * length)));
        } else {
            System.arraycopy(source, start, data, 0, length);
        }
    }
}
