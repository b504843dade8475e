package io.weir.columnar;

import java.util.Arrays;

/** DOUBLE values. */
public final class DoubleColumn extends Column {
    private double[] values;

    public DoubleColumn(int capacity) {
        super(capacity);
        values = new double[capacity];
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.DOUBLE;
    }

    /** The values; the array changes when the column grows. */
    public double[] values() {
        return values;
    }

    public double get(int position) {
        return values[position];
    }

    public void set(int position, double value) {
        values[position] = value;
    }

    @Override
    void grow(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }

    @Override
    public DoubleColumn newEmpty(int capacity) {
        return new DoubleColumn(capacity);
    }

    @Override
    void setValue(int position, Column source, int sourcePosition) {
        values[position] = ((DoubleColumn) source).values[sourcePosition];
    }

    @Override
    public void gather(Column source, int[] positions, int count) {
        reset();
        ensureCapacity(count);
        gatherNulls(source, positions, count);
        gatherValues(((DoubleColumn) source).values, positions, count, values);
    }

    @Override
    public void append(int at, Column source, int[] positions, int count) {
        ensureCapacity(at + count);
        appendNulls(at, source, positions, count);
        double[] from = ((DoubleColumn) source).values;
        for (int i = 0; i < count; i++) {
            values[at + i] = from[positions[i]];
        }
    }

    private static void gatherValues(double[] from, int[] positions, int count, double[] to) {
        for (int i = 0; i < count; i++) {
            to[i] = from[positions[i]];
        }
    }

    @Override
    public long memoryBytes() {
        return (long) values.length * (Double.BYTES + 1);
    }
}
