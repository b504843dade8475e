package io.weir.columnar;

import java.util.Arrays;

/** BOOLEAN values. */
public final class BooleanColumn extends Column {
    private boolean[] values;

    public BooleanColumn(int capacity) {
        super(capacity);
        values = new boolean[capacity];
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.BOOLEAN;
    }

    /** The values; the array changes when the column grows. */
    public boolean[] values() {
        return values;
    }

    public boolean get(int position) {
        return values[position];
    }

    public void set(int position, boolean value) {
        values[position] = value;
    }

    @Override
    void grow(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }

    @Override
    public BooleanColumn newEmpty(int capacity) {
        return new BooleanColumn(capacity);
    }

    @Override
    void setValue(int position, Column source, int sourcePosition) {
        values[position] = ((BooleanColumn) source).values[sourcePosition];
    }

    @Override
    public void gather(Column source, int[] positions, int count) {
        reset();
        ensureCapacity(count);
        gatherNulls(source, positions, count);
        gatherValues(((BooleanColumn) source).values, positions, count, values);
    }

    @Override
    public void append(int at, Column source, int[] positions, int count) {
        ensureCapacity(at + count);
        appendNulls(at, source, positions, count);
        boolean[] from = ((BooleanColumn) source).values;
        for (int i = 0; i < count; i++) {
            values[at + i] = from[positions[i]];
        }
    }

    private static void gatherValues(boolean[] from, int[] positions, int count, boolean[] to) {
        for (int i = 0; i < count; i++) {
            to[i] = from[positions[i]];
        }
    }

    @Override
    public long memoryBytes() {
        return (long) values.length * (1 + 1);
    }
}
