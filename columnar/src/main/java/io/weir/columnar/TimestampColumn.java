package io.weir.columnar;

import java.util.Arrays;

/**
 * TIMESTAMP and TIMESTAMP_LTZ values of precision 4 to 9: epoch milliseconds and the nanoseconds (0 to 999,999) beyond.
 */
public final class TimestampColumn extends Column {
    private long[] millis;
    private int[] nanosOfMilli;

    public TimestampColumn(int capacity) {
        super(capacity);
        millis = new long[capacity];
        nanosOfMilli = new int[capacity];
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.TIMESTAMP;
    }

    public long[] millis() {
        return millis;
    }

    public int[] nanosOfMilli() {
        return nanosOfMilli;
    }

    public void set(int position, long epochMillis, int nanos) {
        millis[position] = epochMillis;
        nanosOfMilli[position] = nanos;
    }

    @Override
    void grow(int capacity) {
        millis = Arrays.copyOf(millis, capacity);
        nanosOfMilli = Arrays.copyOf(nanosOfMilli, capacity);
    }

    @Override
    public TimestampColumn newEmpty(int capacity) {
        return new TimestampColumn(capacity);
    }

    @Override
    void setValue(int position, Column source, int sourcePosition) {
        TimestampColumn from = (TimestampColumn) source;
        millis[position] = from.millis[sourcePosition];
        nanosOfMilli[position] = from.nanosOfMilli[sourcePosition];
    }

    @Override
    public long memoryBytes() {
        return (long) millis.length * (Long.BYTES + Integer.BYTES + 1);
    }
}
