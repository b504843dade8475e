package io.weir.engine.state;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.spi.ByteSink;

/** Takes what a state table writes into a snapshot: numbers, little-endian, and values of columns. */
public final class StateOutput {
    private final ByteSink sink;

    public StateOutput() {
        this(new ByteSink());
    }

    /** Appends to the sink. */
    public StateOutput(ByteSink sink) {
        this.sink = sink;
    }

    public byte[] bytes() {
        return sink.bytes();
    }

    public int length() {
        return sink.length();
    }

    public void clear() {
        sink.clear();
    }

    /** Drops what was written after the given length. */
    public void truncate(int length) {
        sink.truncate(length);
    }

    public void putByte(int value) {
        sink.append((byte) value);
    }

    public void putBoolean(boolean value) {
        sink.append((byte) (value ? 1 : 0));
    }

    /** A whole number from 0, which takes fewer bytes the smaller it is. */
    public void putCount(int count) {
        int rest = count;
        while (rest > 0x7F) {
            sink.append((byte) (rest | 0x80));
            rest >>>= 7;
        }
        sink.append((byte) rest);
    }

    public void putInt(int value) {
        sink.appendInt(value);
    }

    public void putLong(long value) {
        sink.appendLong(value);
    }

    public void putDouble(double value) {
        sink.appendLong(Double.doubleToRawLongBits(value));
    }

    /** Overwrites an int that was put before, for a length that is known only later. */
    public void replaceInt(int at, int value) {
        byte[] bytes = sink.bytes();
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    public void putBytes(byte[] source, int start, int count) {
        putCount(count);
        sink.append(source, start, count);
    }

    public void putBytes(byte[] source) {
        putBytes(source, 0, source.length);
    }

    /** Bytes without their number, which the reader must know. */
    public void putRaw(byte[] source, int start, int count) {
        sink.append(source, start, count);
    }

    public void putText(String text) {
        putBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A value of any kind, which may be null. */
    public void putValue(Column column, int position) {
        KeyEncoder.encode(column, position, sink);
    }

    /** The values of all columns of a row, with their number. */
    public void putRow(Batch batch, int position) {
        int count = batch.columnCount();
        putCount(count);
        for (int i = 0; i < count; i++) {
            KeyEncoder.encode(batch.column(i), position, sink);
        }
    }
}
