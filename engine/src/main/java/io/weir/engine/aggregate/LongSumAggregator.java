package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.util.Arrays;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** SUM and AVG of integers. Sums wrap around as Flink's do; the average is cut to an integer. */
final class LongSumAggregator extends Aggregator {
    private final boolean isAverage;
    private final boolean emptyIsZero;
    private final LogicalTypeRoot resultType;
    private long[] sums = new long[0];
    private long[] counts = new long[0];

    LongSumAggregator(boolean isAverage, boolean emptyIsZero, LogicalTypeRoot resultType) {
        this.isAverage = isAverage;
        this.emptyIsZero = emptyIsZero;
        this.resultType = resultType;
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
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        Column argument = arguments[0];
        if (argument.mayHaveNulls()) {
            sumNotNull(argument, positions, slots, count, 1);
        } else if (argument instanceof LongColumn longs) {
            sumLongs(sums, counts, longs.values(), positions, slots, count);
        } else {
            sumInts(sums, counts, ((IntColumn) argument).values(), positions, slots, count);
        }
    }

    @Override
    public void retract(Column[] arguments, int[] positions, int[] slots, int count) {
        sumNotNull(arguments[0], positions, slots, count, -1);
    }

    private void sumNotNull(Column argument, int[] positions, int[] slots, int count, int sign) {
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (!argument.isNull(position)) {
                long value = argument instanceof LongColumn longs
                        ? longs.get(position)
                        : ((IntColumn) argument).get(position);
                sums[slots[i]] += sign * value;
                counts[slots[i]] += sign;
            }
        }
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        LongSumAggregator from = (LongSumAggregator) other;
        for (int i = 0; i < count; i++) {
            sums[slots[i]] += from.sums[otherSlots[i]];
            counts[slots[i]] += from.counts[otherSlots[i]];
        }
    }

    @Override
    public boolean isInvertible() {
        return true;
    }

    @Override
    public void subtract(Aggregator other, int[] otherSlots, int[] slots, int count) {
        LongSumAggregator from = (LongSumAggregator) other;
        for (int i = 0; i < count; i++) {
            sums[slots[i]] -= from.sums[otherSlots[i]];
            counts[slots[i]] -= from.counts[otherSlots[i]];
        }
    }

    @Override
    public int partialWidth() {
        return 2;
    }

    @Override
    public Column[] newPartialColumns(int capacity) {
        return new Column[] {new LongColumn(capacity), new LongColumn(capacity)};
    }

    @Override
    public void writePartial(int slot, Column[] columns, int first, int position) {
        ((LongColumn) columns[first]).set(position, sums[slot]);
        ((LongColumn) columns[first + 1]).set(position, counts[slot]);
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        long[] partialSums = ((LongColumn) columns[first]).values();
        long[] partialCounts = ((LongColumn) columns[first + 1]).values();
        for (int i = 0; i < count; i++) {
            sums[slots[i]] += partialSums[positions[i]];
            counts[slots[i]] += partialCounts[positions[i]];
        }
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        if (counts[slot] == 0 && !emptyIsZero) {
            result.setNull(position);
            return;
        }
        long value = isAverage ? sums[slot] / counts[slot] : sums[slot];
        switch (resultType) {
            case TINYINT -> ((IntColumn) result).set(position, (byte) value);
            case SMALLINT -> ((IntColumn) result).set(position, (short) value);
            case INTEGER -> ((IntColumn) result).set(position, (int) value);
            default -> ((LongColumn) result).set(position, value);
        }
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            sums[slots[i]] = 0;
            counts[slots[i]] = 0;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
    }

    @Override
    public Aggregator newEmpty() {
        return new LongSumAggregator(isAverage, emptyIsZero, resultType);
    }

    @Override
    public long memoryBytes() {
        return (long) sums.length * 2 * Long.BYTES;
    }

    private static void sumLongs(long[] sums, long[] counts, long[] values, int[] positions, int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            sums[slot] += values[positions[i]];
            counts[slot]++;
        }
    }

    private static void sumInts(long[] sums, long[] counts, int[] values, int[] positions, int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            sums[slot] += values[positions[i]];
            counts[slot]++;
        }
    }
}
