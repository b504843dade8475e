package io.weir.engine.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growable run of bytes that encoders append to. */
public final class ByteSink {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1024];
    private int length;

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
    }

    /** Drops what was appended after the given length. */
    public void truncate(int toLength) {
        length = toLength;
    }

    public void append(byte value) {
        reserve(1);
        bytes[length++] = value;
    }

    public void append(byte[] source, int start, int count) {
        reserve(count);
        System.arraycopy(source, start, bytes, length, count);
        length += count;
    }

    public void append(byte[] source) {
        append(source, 0, source.length);
    }

    /** Appends text as UTF-8. */
    public void append(String text) {
        append(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes room for more bytes; they are then written to {@link #bytes()} at {@link #length()} and claimed. */
    public void reserve(int count) {
        if (count > bytes.length - length) {
            grow(count);
        }
    }

    /** A method of its own, so that {@link #reserve} is small enough to be inlined everywhere. */
    private void grow(int count) {
        long wanted = Math.max((long) length + count, 2L * bytes.length);
        bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
    }

    /** Appends 4 bytes, the least significant first. */
    public void appendInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(bytes, length, value);
        length += Integer.BYTES;
    }

    /** Appends 8 bytes, the least significant first. */
    public void appendLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, length, value);
        length += Long.BYTES;
    }

    /** Adds bytes that were written after {@link #reserve}. */
    public void claim(int count) {
        length += count;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
