package io.weir.format.avro;

import io.weir.columnar.Column;
import io.weir.engine.spi.ByteSink;

/** Writes a value of one type. */
interface AvroValueWriter {
    /** Appends the value, which is not null. */
    void write(Column column, int position, ByteSink out);

    /** Appends a number in zigzag form. */
    static void writeLong(long value, ByteSink out) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.append((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.append((byte) rest);
    }
}
