package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.LongColumn;
import java.util.Arrays;

/** SUM and AVG of FLOAT and DOUBLE; a sum of FLOAT is kept as a FLOAT, as Flink does. */
final class DoubleSumAggregator extends Aggregator {
    private final boolean isAverage;
    private final boolean emptyIsZero;
    private double[] sums = new double[0];
    private long[] counts = new long[0];

    DoubleSumAggregator(boolean isAverage, boolean emptyIsZero) {
        this.isAverage = isAverage;
        this.emptyIsZero = emptyIsZero;
    }

    @Override
    public void ensureSlots(int count) {
        if (count > sums.length) {
            int grown = Math.max(count, sums.length * 2);
            sums = Arrays.copyOf(sums, grown);
            counts = Arrays.copyOf(counts, grown);
        }
    }

    @Override
    public void accumulate(Column argument, int[] positions, int[] slots, int count) {
        boolean isFloatSum = argument instanceof FloatColumn && !isAverage;
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (!argument.isNull(position)) {
                int slot = slots[i];
                if (argument instanceof DoubleColumn doubles) {
                    add(slot, doubles.get(position), 1);
                } else {
                    float value = ((FloatColumn) argument).get(position);
                    if (isFloatSum && counts[slot] > 0) {
                        sums[slot] = (float) sums[slot] + value;
                        counts[slot]++;
                    } else {
                        add(slot, value, 1);
                    }
                }
            }
        }
    }

    /** A sum starts as its first value, since 0.0 plus -0.0 would be 0.0; but not where an empty sum is 0. */
    private void add(int slot, double value, long count) {
        sums[slot] = counts[slot] == 0 && !emptyIsZero && !isAverage ? value : sums[slot] + value;
        counts[slot] += count;
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        DoubleSumAggregator from = (DoubleSumAggregator) other;
        for (int i = 0; i < count; i++) {
            if (from.counts[otherSlots[i]] > 0) {
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
        ((DoubleColumn) columns[first]).set(position, sums[slot]);
        ((LongColumn) columns[first + 1]).set(position, counts[slot]);
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        double[] partialSums = ((DoubleColumn) columns[first]).values();
        long[] partialCounts = ((LongColumn) columns[first + 1]).values();
        for (int i = 0; i < count; i++) {
            if (partialCounts[positions[i]] > 0) {
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
    public void clear() {
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
    }

    @Override
    public Aggregator newEmpty() {
        return new DoubleSumAggregator(isAverage, emptyIsZero);
    }

    @Override
    public long memoryBytes() {
        return (long) sums.length * (Double.BYTES + Long.BYTES);
    }
}
