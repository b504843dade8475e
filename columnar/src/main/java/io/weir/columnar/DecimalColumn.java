package io.weir.columnar;

import java.math.BigInteger;
import java.util.Arrays;

/** DECIMAL values of precision 19 to 38: the unscaled value as a two's complement integer of 128 bits. */
public final class DecimalColumn extends Column {
    private long[] highs;
    private long[] lows;

    public DecimalColumn(int capacity) {
        super(capacity);
        highs = new long[capacity];
        lows = new long[capacity];
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.DECIMAL;
    }

    /** The upper 64 bits, signed. */
    public long[] highs() {
        return highs;
    }

    /** The lower 64 bits, unsigned. */
    public long[] lows() {
        return lows;
    }

    public void set(int position, long high, long low) {
        highs[position] = high;
        lows[position] = low;
    }

    /** Sets a value that fits 128 bits. */
    public void set(int position, BigInteger unscaled) {
        lows[position] = unscaled.longValue();
        highs[position] = unscaled.shiftRight(Long.SIZE).longValue();
    }

    /** The unscaled value. */
    public BigInteger unscaled(int position) {
        return Int128.toBigInteger(highs[position], lows[position]);
    }

    @Override
    void grow(int capacity) {
        highs = Arrays.copyOf(highs, capacity);
        lows = Arrays.copyOf(lows, capacity);
    }

    @Override
    public DecimalColumn newEmpty(int capacity) {
        return new DecimalColumn(capacity);
    }

    @Override
    void setValue(int position, Column source, int sourcePosition) {
        DecimalColumn from = (DecimalColumn) source;
        highs[position] = from.highs[sourcePosition];
        lows[position] = from.lows[sourcePosition];
    }

    @Override
    public long memoryBytes() {
        return (long) highs.length * (2 * Long.BYTES + 1);
    }
}
