package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import java.util.Arrays;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * SUM and AVG of integers. Sums wrap around as Flink's do; the average is cut to an integer.
 *
 * <p>Sum and count of a group lie side by side, so that a group among many waits for memory once.
 */
final class LongSumAggregator extends Aggregator {
    private final boolean isAverage;
    private final boolean emptyIsZero;
    private final LogicalTypeRoot resultType;
    /** Of slot n, the sum at 2 n and the number of values at 2 n + 1. */
    private long[] cells = new long[0];

    LongSumAggregator(boolean isAverage, boolean emptyIsZero, LogicalTypeRoot resultType) {
        this.isAverage = isAverage;
        this.emptyIsZero = emptyIsZero;
        this.resultType = resultType;
    }

    @Override
    public void ensureSlots(int count) {
        if (2 * count > cells.length) {
            cells = Arrays.copyOf(cells, 2 * Math.max(count, cells.length));
        }
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        Column argument = arguments[0];
        if (argument.mayHaveNulls()) {
            sumNotNull(argument, positions, slots, count, 1);
        } else if (argument instanceof LongColumn longs) {
            sumLongs(cells, longs.values(), positions, slots, count);
        } else {
            sumInts(cells, ((IntColumn) argument).values(), positions, slots, count);
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
                cells[2 * slots[i]] += sign * value;
                cells[2 * slots[i] + 1] += sign;
            }
        }
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        LongSumAggregator from = (LongSumAggregator) other;
        for (int i = 0; i < count; i++) {
            cells[2 * slots[i]] += from.cells[2 * otherSlots[i]];
            cells[2 * slots[i] + 1] += from.cells[2 * otherSlots[i] + 1];
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
            cells[2 * slots[i]] -= from.cells[2 * otherSlots[i]];
            cells[2 * slots[i] + 1] -= from.cells[2 * otherSlots[i] + 1];
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
        ((LongColumn) columns[first]).set(position, cells[2 * slot]);
        ((LongColumn) columns[first + 1]).set(position, cells[2 * slot + 1]);
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        long[] partialSums = ((LongColumn) columns[first]).values();
        long[] partialCounts = ((LongColumn) columns[first + 1]).values();
        for (int i = 0; i < count; i++) {
            cells[2 * slots[i]] += partialSums[positions[i]];
            cells[2 * slots[i] + 1] += partialCounts[positions[i]];
        }
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        long count = cells[2 * slot + 1];
        if (count == 0 && !emptyIsZero) {
            result.setNull(position);
            return;
        }
        long value = isAverage ? cells[2 * slot] / count : cells[2 * slot];
        switch (resultType) {
            case TINYINT -> ((IntColumn) result).set(position, (byte) value);
            case SMALLINT -> ((IntColumn) result).set(position, (short) value);
            case INTEGER -> ((IntColumn) result).set(position, (int) value);
            default -> ((LongColumn) result).set(position, value);
        }
    }

    @Override
    public void writeResults(int[] slots, Column result, int[] positions, int count) {
        if (isAverage || !(result instanceof LongColumn longs)) {
            super.writeResults(slots, result, positions, count);
            return;
        }
        if (!copySums(cells, slots, longs.values(), positions, count) && !emptyIsZero) {
            for (int i = 0; i < count; i++) {
                if (cells[2 * slots[i] + 1] == 0) {
                    result.setNull(positions[i]);
                }
            }
        }
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            cells[2 * slots[i]] = 0;
            cells[2 * slots[i] + 1] = 0;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(cells, 0);
    }

    @Override
    void writeState(int slot, StateOutput out) {
        out.putLong(cells[2 * slot]);
        out.putLong(cells[2 * slot + 1]);
    }

    @Override
    void readState(int slot, StateInput in) {
        cells[2 * slot] = in.getLong();
        cells[2 * slot + 1] = in.getLong();
    }

    @Override
    String stateSchema() {
        return isAverage ? "AVG LONG" : "SUM LONG";
    }

    @Override
    public Aggregator newEmpty() {
        return new LongSumAggregator(isAverage, emptyIsZero, resultType);
    }

    @Override
    public long memoryBytes() {
        return (long) cells.length * Long.BYTES;
    }

    /** Copies sums; false if one of them is of no values. */
    private static boolean copySums(long[] cells, int[] slots, long[] results, int[] positions, int count) {
        boolean hasValues = true;
        for (int i = 0; i < count; i++) {
            int cell = 2 * slots[i];
            results[positions[i]] = cells[cell];
            hasValues &= cells[cell + 1] != 0;
        }
        return hasValues;
    }

    private static void sumLongs(long[] cells, long[] values, int[] positions, int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            int cell = 2 * slots[i];
            cells[cell] += values[positions[i]];
            cells[cell + 1]++;
        }
    }

    private static void sumInts(long[] cells, int[] values, int[] positions, int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            int cell = 2 * slots[i];
            cells[cell] += values[positions[i]];
            cells[cell + 1]++;
        }
    }
}
