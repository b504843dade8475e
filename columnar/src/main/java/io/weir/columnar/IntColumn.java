package io.weir.columnar;

import java.util.Arrays;

/**
 * TINYINT, SMALLINT, INT, DATE (days since 1970), TIME (milliseconds of the day) and INTERVAL YEAR TO MONTH (months)
 * values.
 */
public final class IntColumn extends Column {
    private int[] values;

    public IntColumn(int capacity) {
        super(capacity);
        values = new int[capacity];
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.INT;
    }

    /** The values; the array changes when the column grows. */
    public int[] values() {
        return values;
    }

    public int get(int position) {
        return values[position];
    }

    public void set(int position, int value) {
        values[position] = value;
    }

    @Override
    void grow(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }

    @Override
    public IntColumn newEmpty(int capacity) {
        return new IntColumn(capacity);
    }

    @Override
    void setValue(int position, Column source, int sourcePosition) {
        values[position] = ((IntColumn) source).values[sourcePosition];
    }

    @Override
    public void gather(Column source, int[] positions, int count) {
        reset();
        ensureCapacity(count);
        gatherNulls(source, positions, count);
        gatherValues(((IntColumn) source).values, positions, count, values);
    }

    @Override
    public void append(int at, Column source, int[] positions, int count) {
        ensureCapacity(at + count);
        appendNulls(at, source, positions, count);
        int[] from = ((IntColumn) source).values;
        for (int i = 0; i < count; i++) {
            values[at + i] = from[positions[i]];
        }
    }

    private static void gatherValues(int[] from, int[] positions, int count, int[] to) {
        for (int i = 0; i < count; i++) {
            to[i] = from[positions[i]];
        }
    }

    @Override
    public long memoryBytes() {
        return (long) values.length * (Integer.BYTES + 1);
    }
}
