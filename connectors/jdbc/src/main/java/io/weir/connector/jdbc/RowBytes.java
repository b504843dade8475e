package io.weir.connector.jdbc;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import java.util.Arrays;

/**
 * Rows as bytes, one behind the other: the kind of change, which fields are null, and the fields that are not. Numbers
 * take as many bytes as they need. What is written here {@link RowBytesReader} reads.
 */
final class RowBytes {
    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Appends a row, kind and all columns. */
    void addRow(Batch batch, int position, int[] columns) {
        addByte(batch.rowKind(position));
        addFields(batch, position, columns);
    }

    /** Appends some columns of a row. */
    void addFields(Batch batch, int position, int[] columns) {
        int flags = size;
        int flagBytes = (columns.length + 7) >> 3;
        reserve(flagBytes);
        Arrays.fill(bytes, flags, flags + flagBytes, (byte) 0);
        size += flagBytes;
        for (int i = 0; i < columns.length; i++) {
            Column column = batch.column(columns[i]);
            if (column.isNull(position)) {
                bytes[flags + (i >> 3)] |= (byte) (1 << (i & 7));
            } else {
                addValue(column, position);
            }
        }
    }

    private void addValue(Column column, int position) {
        switch (column.kind()) {
            case BOOLEAN -> addByte((byte) (((BooleanColumn) column).get(position) ? 1 : 0));
            case INT -> addLong(((IntColumn) column).get(position));
            case LONG -> addLong(((LongColumn) column).get(position));
            case FLOAT -> addFixed(Float.floatToRawIntBits(((FloatColumn) column).get(position)), Integer.BYTES);
            case DOUBLE -> addFixed(Double.doubleToRawLongBits(((DoubleColumn) column).get(position)), Long.BYTES);
            case DECIMAL -> {
                addFixed(((DecimalColumn) column).highs()[position], Long.BYTES);
                addFixed(((DecimalColumn) column).lows()[position], Long.BYTES);
            }
            case TIMESTAMP -> {
                addLong(((TimestampColumn) column).millis()[position]);
                addLong(((TimestampColumn) column).nanosOfMilli()[position]);
            }
            case BYTES -> {
                BytesColumn texts = (BytesColumn) column;
                addBytes(texts.data(), texts.starts()[position], texts.lengths()[position]);
            }
            case ARRAY -> addArray((ArrayColumn) column, position);
            default -> throw new IllegalStateException("a column of kind " + column.kind());
        }
    }

    private void addArray(ArrayColumn arrays, int position) {
        Column elements = arrays.elements();
        int start = arrays.start(position);
        int length = arrays.length(position);
        addLong(length);
        for (int i = start; i < start + length; i++) {
            boolean isNull = elements.isNull(i);
            addByte((byte) (isNull ? 1 : 0));
            if (!isNull) {
                addValue(elements, i);
            }
        }
    }

    void addBytes(byte[] source, int start, int length) {
        addLong(length);
        reserve(length);
        System.arraycopy(source, start, bytes, size, length);
        size += length;
    }

    void addByte(byte value) {
        reserve(1);
        bytes[size++] = value;
    }

    /** Seven bits a byte, the lowest first; the sign is the lowest of all. */
    void addLong(long value) {
        reserve(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void addFixed(long value, int count) {
        reserve(count);
        for (int i = 0; i < count; i++) {
            bytes[size++] = (byte) (value >>> (8 * i));
        }
    }

    private void reserve(int count) {
        if (count > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length + (bytes.length >> 1)));
        }
    }
}
