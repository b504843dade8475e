package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.Int128;
import io.weir.columnar.LongColumn;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * SUM and AVG of DECIMAL in 128 bits. A sum beyond 38 digits becomes null, and starts anew with the next value, as
 * Flink's generated code does.
 */
final class DecimalSumAggregator extends Aggregator {
    private static final int PRECISION_MAX = 38;
    private static final BigInteger LIMIT = BigInteger.TEN.pow(PRECISION_MAX);
    private static final long LIMIT_HIGH = LIMIT.shiftRight(Long.SIZE).longValue();

    private final boolean isAverage;
    private final boolean emptyIsZero;
    private final int scale;
    private final int resultPrecision;
    private final int resultScale;
    private long[] highs = new long[0];
    private long[] lows = new long[0];
    private long[] counts = new long[0];
    private boolean[] filled = new boolean[0];

    DecimalSumAggregator(boolean isAverage, boolean emptyIsZero, int scale, int resultPrecision, int resultScale) {
        this.isAverage = isAverage;
        this.emptyIsZero = emptyIsZero;
        this.scale = scale;
        this.resultPrecision = resultPrecision;
        this.resultScale = resultScale;
    }

    @Override
    public void ensureSlots(int count) {
        if (count > highs.length) {
            int grown = Math.max(count, highs.length * 2);
            highs = Arrays.copyOf(highs, grown);
            lows = Arrays.copyOf(lows, grown);
            counts = Arrays.copyOf(counts, grown);
            filled = Arrays.copyOf(filled, grown);
        }
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        addAll(arguments[0], positions, slots, count, false);
    }

    @Override
    public void retract(Column[] arguments, int[] positions, int[] slots, int count) {
        addAll(arguments[0], positions, slots, count, true);
    }

    private void addAll(Column argument, int[] positions, int[] slots, int count, boolean isRetraction) {
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (!argument.isNull(position)) {
                long high;
                long low;
                if (argument instanceof LongColumn longs) {
                    low = longs.get(position);
                    high = low >> (Long.SIZE - 1);
                } else {
                    DecimalColumn decimals = (DecimalColumn) argument;
                    high = decimals.highs()[position];
                    low = decimals.lows()[position];
                }
                if (isRetraction) {
                    // Two's complement: invert and add one, which carries only out of 0.
                    add(slots[i], low == 0 ? -high : ~high, -low, -1);
                } else {
                    add(slots[i], high, low, 1);
                }
            }
        }
    }

    private void add(int slot, long high, long low, long count) {
        boolean isStuck = emptyIsZero && counts[slot] > 0 && !filled[slot];
        counts[slot] += count;
        if (isStuck) {
            return;
        }
        long sumLow = lows[slot] + low;
        long sumHigh = highs[slot] + high + Int128.carry(low, sumLow);
        lows[slot] = sumLow;
        highs[slot] = sumHigh;
        filled[slot] = true;
        if ((sumHigh >= LIMIT_HIGH || sumHigh <= -LIMIT_HIGH) && isBeyondLimit(sumHigh, sumLow)) {
            lows[slot] = 0;
            highs[slot] = 0;
            filled[slot] = false;
        }
    }

    /** Adds a sum that has become null. */
    private void addOverflown(int slot, long count) {
        counts[slot] += count;
        if (emptyIsZero && count > 0) {
            highs[slot] = 0;
            lows[slot] = 0;
            filled[slot] = false;
        }
    }

    private static boolean isBeyondLimit(long high, long low) {
        return Int128.toBigInteger(high, low).abs().compareTo(LIMIT) >= 0;
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        DecimalSumAggregator from = (DecimalSumAggregator) other;
        for (int i = 0; i < count; i++) {
            int slot = otherSlots[i];
            if (from.filled[slot]) {
                add(slots[i], from.highs[slot], from.lows[slot], from.counts[slot]);
            } else {
                addOverflown(slots[i], from.counts[slot]);
            }
        }
    }

    @Override
    public int partialWidth() {
        return 2;
    }

    @Override
    public Column[] newPartialColumns(int capacity) {
        return new Column[] {new DecimalColumn(capacity), new LongColumn(capacity)};
    }

    @Override
    public void writePartial(int slot, Column[] columns, int first, int position) {
        if (filled[slot]) {
            ((DecimalColumn) columns[first]).set(position, highs[slot], lows[slot]);
        } else {
            columns[first].setNull(position);
        }
        ((LongColumn) columns[first + 1]).set(position, counts[slot]);
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        DecimalColumn sums = (DecimalColumn) columns[first];
        long[] partialCounts = ((LongColumn) columns[first + 1]).values();
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (sums.isNull(position)) {
                addOverflown(slots[i], partialCounts[position]);
            } else {
                add(slots[i], sums.highs()[position], sums.lows()[position], partialCounts[position]);
            }
        }
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        boolean isEmpty = counts[slot] == 0;
        if (emptyIsZero ? !filled[slot] && !isEmpty : !filled[slot] || isEmpty) {
            result.setNull(position);
            return;
        }
        BigInteger unscaled = Int128.toBigInteger(highs[slot], lows[slot]);
        if (isAverage) {
            BigDecimal average = new BigDecimal(unscaled, scale)
                    .divide(BigDecimal.valueOf(counts[slot]), new MathContext(PRECISION_MAX, RoundingMode.HALF_UP))
                    .setScale(resultScale, RoundingMode.HALF_UP);
            if (average.precision() > resultPrecision) {
                result.setNull(position);
                return;
            }
            unscaled = average.unscaledValue();
        }
        if (result instanceof DecimalColumn decimals) {
            decimals.set(position, unscaled);
        } else {
            ((LongColumn) result).set(position, unscaled.longValueExact());
        }
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            highs[slots[i]] = 0;
            lows[slots[i]] = 0;
            counts[slots[i]] = 0;
            filled[slots[i]] = false;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(highs, 0);
        Arrays.fill(lows, 0);
        Arrays.fill(counts, 0);
        Arrays.fill(filled, false);
    }

    @Override
    void writeState(int slot, StateOutput out) {
        out.putLong(highs[slot]);
        out.putLong(lows[slot]);
        out.putLong(counts[slot]);
        out.putBoolean(filled[slot]);
    }

    @Override
    void readState(int slot, StateInput in) {
        highs[slot] = in.getLong();
        lows[slot] = in.getLong();
        counts[slot] = in.getLong();
        filled[slot] = in.getBoolean();
    }

    @Override
    String stateSchema() {
        return (isAverage ? "AVG DECIMAL " : "SUM DECIMAL ") + scale;
    }

    @Override
    public Aggregator newEmpty() {
        return new DecimalSumAggregator(isAverage, emptyIsZero, scale, resultPrecision, resultScale);
    }

    @Override
    public long memoryBytes() {
        return (long) highs.length * (3 * Long.BYTES + 1);
    }
}
