package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import java.util.Arrays;

/**
 * MIN and MAX of everything that is kept as an integer: numbers, compact decimals, dates, times, timestamps.
 *
 * <p>A group without values holds the value that every other one beats. Whether such a value has really come is asked
 * only there, so that a group among many waits for memory once.
 */
final class LongExtremeAggregator extends Aggregator {
    private final boolean isMax;
    private final long worst;
    private long[] values = new long[0];
    /** Whether the worst value has come; shorter than the values as long as it has not come to later slots. */
    private boolean[] hasWorst = new boolean[0];

    LongExtremeAggregator(boolean isMax) {
        this.isMax = isMax;
        worst = isMax ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    @Override
    public void ensureSlots(int count) {
        if (count > values.length) {
            int old = values.length;
            values = Arrays.copyOf(values, Math.max(count, old * 2));
            Arrays.fill(values, old, values.length, worst);
        }
    }

    private void add(int slot, long value) {
        if (isMax ? value > values[slot] : value < values[slot]) {
            values[slot] = value;
        } else if (value == worst) {
            if (slot >= hasWorst.length) {
                hasWorst = Arrays.copyOf(hasWorst, values.length);
            }
            hasWorst[slot] = true;
        }
    }

    private boolean isEmpty(int slot) {
        return values[slot] == worst && !(slot < hasWorst.length && hasWorst[slot]);
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        mergePartialColumn(arguments[0], positions, slots, count);
    }

    private void mergePartialColumn(Column column, int[] positions, int[] slots, int count) {
        if (column instanceof LongColumn longs) {
            long[] from = longs.values();
            for (int i = 0; i < count; i++) {
                if (!column.isNull(positions[i])) {
                    add(slots[i], from[positions[i]]);
                }
            }
        } else {
            int[] from = ((IntColumn) column).values();
            for (int i = 0; i < count; i++) {
                if (!column.isNull(positions[i])) {
                    add(slots[i], from[positions[i]]);
                }
            }
        }
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        LongExtremeAggregator from = (LongExtremeAggregator) other;
        for (int i = 0; i < count; i++) {
            if (!from.isEmpty(otherSlots[i])) {
                add(slots[i], from.values[otherSlots[i]]);
            }
        }
    }

    @Override
    public Column[] newPartialColumns(int capacity) {
        return new Column[] {new LongColumn(capacity)};
    }

    @Override
    public void writePartial(int slot, Column[] columns, int first, int position) {
        writeResult(slot, columns[first], position);
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        mergePartialColumn(columns[first], positions, slots, count);
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        if (isEmpty(slot)) {
            result.setNull(position);
        } else if (result instanceof LongColumn longs) {
            longs.set(position, values[slot]);
        } else {
            ((IntColumn) result).set(position, (int) values[slot]);
        }
    }

    @Override
    public void writeResults(int[] slots, Column result, int[] positions, int count) {
        if (!(result instanceof LongColumn longs)) {
            super.writeResults(slots, result, positions, count);
            return;
        }
        if (!copy(values, slots, longs.values(), positions, count, worst)) {
            for (int i = 0; i < count; i++) {
                if (isEmpty(slots[i])) {
                    result.setNull(positions[i]);
                }
            }
        }
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            values[slots[i]] = worst;
            if (slots[i] < hasWorst.length) {
                hasWorst[slots[i]] = false;
            }
        }
    }

    @Override
    public void clear() {
        Arrays.fill(values, worst);
        Arrays.fill(hasWorst, false);
    }

    @Override
    void writeState(int slot, StateOutput out) {
        boolean isEmpty = isEmpty(slot);
        out.putBoolean(isEmpty);
        if (!isEmpty) {
            out.putLong(values[slot]);
        }
    }

    @Override
    void readState(int slot, StateInput in) {
        if (!in.getBoolean()) {
            add(slot, in.getLong());
        }
    }

    @Override
    String stateSchema() {
        return isMax ? "MAX LONG" : "MIN LONG";
    }

    @Override
    public Aggregator newEmpty() {
        return new LongExtremeAggregator(isMax);
    }

    @Override
    public long memoryBytes() {
        return (long) values.length * Long.BYTES + hasWorst.length;
    }

    /** Copies values; false if one of them is the worst. */
    private static boolean copy(long[] values, int[] slots, long[] results, int[] positions, int count, long worst) {
        boolean isBetter = true;
        for (int i = 0; i < count; i++) {
            long value = values[slots[i]];
            results[positions[i]] = value;
            isBetter &= value != worst;
        }
        return isBetter;
    }
}
