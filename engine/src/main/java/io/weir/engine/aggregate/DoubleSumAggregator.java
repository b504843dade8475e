package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import java.util.Arrays;

/**
 * SUM and AVG of FLOAT and DOUBLE. A sum of FLOAT is rounded to a FLOAT after each step, also where partial sums are
 * merged, as in Flink.
 */
final class DoubleSumAggregator extends Aggregator {
    private final boolean isAverage;
    private final boolean emptyIsZero;
    private final boolean isFloatSum;
    private double[] sums = new double[0];
    private long[] counts = new long[0];
    /** Whether there is a sum; it stays when all that was added has been taken away, as does its rounding error. */
    private boolean[] filled = new boolean[0];

    DoubleSumAggregator(boolean isAverage, boolean emptyIsZero, boolean isFloat) {
        this.isAverage = isAverage;
        this.emptyIsZero = emptyIsZero;
        isFloatSum = isFloat && !isAverage;
    }

    @Override
    public void ensureSlots(int count) {
        if (count > sums.length) {
            int grown = Math.max(count, sums.length * 2);
            sums = Arrays.copyOf(sums, grown);
            counts = Arrays.copyOf(counts, grown);
            filled = Arrays.copyOf(filled, grown);
        }
    }

    /** Rounding errors hang on the order. */
    @Override
    public boolean isOrderSensitive() {
        return true;
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        Column argument = arguments[0];
        if (argument instanceof DoubleColumn doubles) {
            double[] values = doubles.values();
            for (int i = 0; i < count; i++) {
                if (!argument.isNull(positions[i])) {
                    add(slots[i], values[positions[i]], 1);
                }
            }
        } else {
            float[] values = ((FloatColumn) argument).values();
            for (int i = 0; i < count; i++) {
                if (!argument.isNull(positions[i])) {
                    add(slots[i], values[positions[i]], 1);
                }
            }
        }
    }

    @Override
    public void retract(Column[] arguments, int[] positions, int[] slots, int count) {
        Column argument = arguments[0];
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (!argument.isNull(position)) {
                double value = argument instanceof DoubleColumn doubles
                        ? doubles.get(position)
                        : ((FloatColumn) argument).get(position);
                int slot = slots[i];
                double rest = (filled[slot] ? sums[slot] : 0.0) - value;
                sums[slot] = isFloatSum ? (float) rest : rest;
                filled[slot] = true;
                counts[slot]--;
            }
        }
    }

    /** A sum starts as its first value, since 0.0 plus -0.0 would be 0.0; but not where an empty sum is 0. */
    private void add(int slot, double value, long count) {
        double sum = filled[slot] || emptyIsZero || isAverage ? sums[slot] + value : value;
        // The nearest FLOAT to the DOUBLE sum of two FLOATs is their FLOAT sum.
        sums[slot] = isFloatSum ? (float) sum : sum;
        filled[slot] = true;
        counts[slot] += count;
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        DoubleSumAggregator from = (DoubleSumAggregator) other;
        for (int i = 0; i < count; i++) {
            if (from.filled[otherSlots[i]]) {
                add(slots[i], from.sums[otherSlots[i]], from.counts[otherSlots[i]]);
            }
        }
    }

    @Override
    public int partialWidth() {
        return 2;
    }

    @Override
    public Column[] newPartialColumns(int capacity) {
        return new Column[] {new DoubleColumn(capacity), new LongColumn(capacity)};
    }

    @Override
    public void writePartial(int slot, Column[] columns, int first, int position) {
        if (filled[slot]) {
            ((DoubleColumn) columns[first]).set(position, sums[slot]);
        } else {
            columns[first].setNull(position);
        }
        ((LongColumn) columns[first + 1]).set(position, counts[slot]);
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        double[] partialSums = ((DoubleColumn) columns[first]).values();
        long[] partialCounts = ((LongColumn) columns[first + 1]).values();
        for (int i = 0; i < count; i++) {
            if (!columns[first].isNull(positions[i])) {
                add(slots[i], partialSums[positions[i]], partialCounts[positions[i]]);
            }
        }
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        if (counts[slot] == 0 && !emptyIsZero) {
            result.setNull(position);
            return;
        }
        double value = isAverage ? sums[slot] / counts[slot] : sums[slot];
        if (result instanceof FloatColumn floats) {
            floats.set(position, (float) value);
        } else {
            ((DoubleColumn) result).set(position, value);
        }
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            sums[slots[i]] = 0;
            counts[slots[i]] = 0;
            filled[slots[i]] = false;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
        Arrays.fill(filled, false);
    }

    @Override
    void writeState(int slot, StateOutput out) {
        out.putDouble(sums[slot]);
        out.putLong(counts[slot]);
        out.putBoolean(filled[slot]);
    }

    @Override
    void readState(int slot, StateInput in) {
        sums[slot] = in.getDouble();
        counts[slot] = in.getLong();
        filled[slot] = in.getBoolean();
    }

    @Override
    String stateSchema() {
        return (isAverage ? "AVG " : "SUM ") + (isFloatSum ? "FLOAT" : "DOUBLE");
    }

    @Override
    public Aggregator newEmpty() {
        return new DoubleSumAggregator(isAverage, emptyIsZero, isFloatSum);
    }

    @Override
    public long memoryBytes() {
        return (long) sums.length * (Double.BYTES + Long.BYTES + 1);
    }
}
