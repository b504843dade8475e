package io.weir.columnar;

import java.util.Arrays;

/** FLOAT values. */
public final class FloatColumn extends Column {
    private float[] values;

    public FloatColumn(int capacity) {
        super(capacity);
        values = new float[capacity];
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.FLOAT;
    }

    /** The values; the array changes when the column grows. */
    public float[] values() {
        return values;
    }

    public float get(int position) {
        return values[position];
    }

    public void set(int position, float value) {
        values[position] = value;
    }

    @Override
    void grow(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }

    @Override
    public FloatColumn newEmpty(int capacity) {
        return new FloatColumn(capacity);
    }

    @Override
    void setValue(int position, Column source, int sourcePosition) {
        values[position] = ((FloatColumn) source).values[sourcePosition];
    }

    @Override
    public void gather(Column source, int[] positions, int count) {
        reset();
        ensureCapacity(count);
        gatherNulls(source, positions, count);
        gatherValues(((FloatColumn) source).values, positions, count, values);
    }

    @Override
    public void append(int at, Column source, int[] positions, int count) {
        ensureCapacity(at + count);
        appendNulls(at, source, positions, count);
        float[] from = ((FloatColumn) source).values;
        for (int i = 0; i < count; i++) {
            values[at + i] = from[positions[i]];
        }
    }

    private static void gatherValues(float[] from, int[] positions, int count, float[] to) {
        for (int i = 0; i < count; i++) {
            to[i] = from[positions[i]];
        }
    }

    @Override
    public long memoryBytes() {
        return (long) values.length * (Float.BYTES + 1);
    }
}
