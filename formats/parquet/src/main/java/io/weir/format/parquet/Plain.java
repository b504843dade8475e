package io.weir.format.parquet;

import io.weir.engine.spi.ByteSink;

/** Numbers as PLAIN has them: little-endian. */
final class Plain {
    private Plain() {}

    static void appendInt(int value, ByteSink out) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.append((byte) (value >>> shift));
        }
    }

    /** Sets the lowest bytes of a value. */
    static void set(long value, int count, byte[] into) {
        for (int i = 0; i < count; i++) {
            into[i] = (byte) (value >>> (Byte.SIZE * i));
        }
    }
}
