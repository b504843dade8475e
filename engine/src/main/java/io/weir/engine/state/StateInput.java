package io.weir.engine.state;

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
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.TimestampColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gives back what a {@link StateOutput} has taken, in the same order. */
public final class StateInput {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    public StateInput() {}

    public StateInput(byte[] source) {
        reset(source, 0, source.length);
    }

    /** Reads source[start, stop) from now on. */
    public void reset(byte[] source, int start, int stop) {
        bytes = source;
        at = start;
        end = stop;
    }

    /** True if all has been read. */
    public boolean isAtEnd() {
        return at >= end;
    }

    /** The number of bytes still to come. */
    int remaining() {
        return end - at;
    }

    /** Where the next byte stands in {@link #bytes()}. */
    public int position() {
        return at;
    }

    public byte[] bytes() {
        return bytes;
    }

    public byte getByte() {
        return bytes[take(1)];
    }

    public boolean getBoolean() {
        return getByte() != 0;
    }

    public int getCount() {
        int result = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = getByte();
            result |= (next & 0x7F) << shift;
            if (next >= 0) {
                return result;
            }
        }
    }

    public int getInt() {
        return (int) INTS.get(bytes, take(Integer.BYTES));
    }

    public long getLong() {
        return (long) LONGS.get(bytes, take(Long.BYTES));
    }

    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    public byte[] getBytes() {
        int count = getCount();
        int from = take(count);
        return Arrays.copyOfRange(bytes, from, from + count);
    }

    public String getText() {
        return new String(getBytes(), StandardCharsets.UTF_8);
    }

    /** Passes over so many bytes; where they begin in {@link #bytes()}. */
    public int take(int count) {
        int from = at;
        if (count < 0 || end - from < count) {
            throw new IllegalStateException("A snapshot ends in the middle of a value");
        }
        at = from + count;
        return from;
    }

    /** Reads a value to a position of a column of the same shape, which has room for it. */
    public void getValue(Column column, int position) {
        if (getByte() == 0) {
            column.writeNull(position);
            return;
        }
        column.setNotNull(position);
        switch (column.kind()) {
            case BOOLEAN -> ((BooleanColumn) column).set(position, getByte() != 0);
            case INT -> ((IntColumn) column).set(position, getInt());
            case LONG -> ((LongColumn) column).set(position, getLong());
            case FLOAT -> ((FloatColumn) column).set(position, Float.intBitsToFloat(getInt()));
            case DOUBLE -> ((DoubleColumn) column).set(position, getDouble());
            case DECIMAL -> {
                long high = getLong();
                ((DecimalColumn) column).set(position, high, getLong());
            }
            case TIMESTAMP -> {
                long millis = getLong();
                ((TimestampColumn) column).set(position, millis, getInt());
            }
            case BYTES -> {
                int length = getInt();
                ((BytesColumn) column).set(position, bytes, take(length), length);
            }
            case ROW -> {
                RowColumn row = (RowColumn) column;
                for (int i = 0; i < row.fieldCount(); i++) {
                    row.field(i).ensureCapacity(position + 1);
                    getValue(row.field(i), position);
                }
            }
            case ARRAY -> {
                ArrayColumn array = (ArrayColumn) column;
                int count = getInt();
                array.begin(position);
                for (int i = 0; i < count; i++) {
                    getValue(array.elements(), array.addElement());
                }
            }
            case MAP -> {
                MapColumn map = (MapColumn) column;
                int count = getInt();
                map.begin(position);
                for (int i = 0; i < count; i++) {
                    int entry = map.addEntry();
                    getValue(map.keys(), entry);
                    getValue(map.values(), entry);
                }
            }
        }
    }

    /**
     * Reads a row to a position of a batch that has room for it. Columns that the batch has beyond those of the row
     * become null: a table may have got columns since.
     */
    public void getRow(Batch batch, int position) {
        int count = getCount();
        if (count > batch.columnCount()) {
            throw new IllegalStateException(
                    "A row of the snapshot has " + count + " columns, not " + batch.columnCount());
        }
        for (int i = 0; i < count; i++) {
            getValue(batch.column(i), position);
        }
        for (int i = count; i < batch.columnCount(); i++) {
            batch.column(i).writeNull(position);
        }
    }
}
