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

/** Reads what {@link RowBytes} has written, in its order. */
final class RowBytesReader {
    private final byte[] bytes;
    private int at;

    RowBytesReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    /** Appends the next row to a batch. */
    void readRow(Batch batch) {
        int position = batch.rowCount();
        int columns = batch.columnCount();
        batch.ensureCapacity(position + 1);
        batch.setRowKind(position, readByte());
        int flags = at;
        at += (columns + 7) >> 3;
        for (int i = 0; i < columns; i++) {
            Column column = batch.column(i);
            if ((bytes[flags + (i >> 3)] & (1 << (i & 7))) != 0) {
                column.writeNull(position);
            } else {
                readValue(column, position);
            }
        }
        batch.setRowCount(position + 1);
    }

    private void readValue(Column column, int position) {
        switch (column.kind()) {
            case BOOLEAN -> ((BooleanColumn) column).set(position, readByte() != 0);
            case INT -> ((IntColumn) column).set(position, (int) readLong());
            case LONG -> ((LongColumn) column).set(position, readLong());
            case FLOAT -> ((FloatColumn) column).set(position, Float.intBitsToFloat((int) readFixed(Integer.BYTES)));
            case DOUBLE -> ((DoubleColumn) column).set(position, Double.longBitsToDouble(readFixed(Long.BYTES)));
            case DECIMAL -> ((DecimalColumn) column).set(position, readFixed(Long.BYTES), readFixed(Long.BYTES));
            case TIMESTAMP -> ((TimestampColumn) column).set(position, readLong(), (int) readLong());
            case BYTES -> {
                int length = (int) readLong();
                ((BytesColumn) column).set(position, bytes, at, length);
                at += length;
            }
            case ARRAY -> readArray((ArrayColumn) column, position);
            default -> throw new IllegalStateException("a column of kind " + column.kind());
        }
    }

    private void readArray(ArrayColumn arrays, int position) {
        arrays.begin(position);
        int length = (int) readLong();
        for (int i = 0; i < length; i++) {
            int element = arrays.addElement();
            if (readByte() != 0) {
                arrays.elements().writeNull(element);
            } else {
                readValue(arrays.elements(), element);
            }
        }
    }

    byte[] readBytes() {
        byte[] value = new byte[(int) readLong()];
        System.arraycopy(bytes, at, value, 0, value.length);
        at += value.length;
        return value;
    }

    byte readByte() {
        return bytes[at++];
    }

    long readLong() {
        long rest = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            rest |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (rest >>> 1) ^ -(rest & 1);
    }

    long readFixed(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (bytes[at++] & 0xFFL) << (8 * i);
        }
        return value;
    }
}
