package io.weir.columnar;

import java.util.Arrays;

/**
 * BIGINT, TIMESTAMP and TIMESTAMP_LTZ up to precision 3 (epoch milliseconds), INTERVAL DAY TO SECOND (milliseconds) and
 * DECIMAL up to precision 18 (unscaled) values.
 */
public final class LongColumn extends Column {
    private long[] values;

    public LongColumn(int capacity) {
        super(capacity);
        values = new long[capacity];
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.LONG;
    }

    /** The values; the array changes when the column grows. */
    public long[] values() {
        return values;
    }

    public long get(int position) {
        return values[position];
    }

    public void set(int position, long value) {
        values[position] = value;
    }

    @Override
    void grow(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }

    @Override
    public LongColumn newEmpty(int capacity) {
        return new LongColumn(capacity);
    }

    @Override
    void setValue(int position, Column source, int sourcePosition) {
        values[position] = ((LongColumn) source).values[sourcePosition];
    }

    @Override
    public void gather(Column source, int[] positions, int count) {
        reset();
        ensureCapacity(count);
        gatherNulls(source, positions, count);
        gatherValues(((LongColumn) source).values, positions, count, values);
    }

    @Override
    public void append(int at, Column source, int[] positions, int count) {
        ensureCapacity(at + count);
        appendNulls(at, source, positions, count);
        long[] from = ((LongColumn) source).values;
        for (int i = 0; i < count; i++) {
            values[at + i] = from[positions[i]];
        }
    }

    private static void gatherValues(long[] from, int[] positions, int count, long[] to) {
        for (int i = 0; i < count; i++) {
            to[i] = from[positions[i]];
        }
    }

    @Override
    public long memoryBytes() {
        return (long) values.length * (Long.BYTES + 1);
    }
}
