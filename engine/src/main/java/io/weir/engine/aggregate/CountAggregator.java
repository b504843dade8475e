package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import java.util.Arrays;

/** COUNT(*) and COUNT(value). */
final class CountAggregator extends Aggregator {
    private final boolean countsAll;
    private long[] counts = new long[0];

    /** Counts all rows, or those where the argument is not null. */
    CountAggregator(boolean countsAll) {
        this.countsAll = countsAll;
    }

    long count(int slot) {
        return counts[slot];
    }

    @Override
    public void ensureSlots(int count) {
        if (count > counts.length) {
            counts = Arrays.copyOf(counts, Math.max(count, counts.length * 2));
        }
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        if (countsAll || !arguments[0].mayHaveNulls()) {
            countAll(counts, slots, count, 1);
        } else {
            countNotNull(counts, arguments[0].nulls(), positions, slots, count, 1);
        }
    }

    @Override
    public void retract(Column[] arguments, int[] positions, int[] slots, int count) {
        if (countsAll || !arguments[0].mayHaveNulls()) {
            countAll(counts, slots, count, -1);
        } else {
            countNotNull(counts, arguments[0].nulls(), positions, slots, count, -1);
        }
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        addAll(counts, ((CountAggregator) other).counts, otherSlots, slots, count);
    }

    @Override
    public boolean isInvertible() {
        return true;
    }

    @Override
    public void subtract(Aggregator other, int[] otherSlots, int[] slots, int count) {
        long[] others = ((CountAggregator) other).counts;
        for (int i = 0; i < count; i++) {
            counts[slots[i]] -= others[otherSlots[i]];
        }
    }

    @Override
    public Column[] newPartialColumns(int capacity) {
        return new Column[] {new LongColumn(capacity)};
    }

    @Override
    public void writePartial(int slot, Column[] columns, int first, int position) {
        ((LongColumn) columns[first]).set(position, counts[slot]);
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        long[] partial = ((LongColumn) columns[first]).values();
        for (int i = 0; i < count; i++) {
            counts[slots[i]] += partial[positions[i]];
        }
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        ((LongColumn) result).set(position, counts[slot]);
    }

    @Override
    public void writeResults(int[] slots, Column result, int[] positions, int count) {
        copy(counts, slots, ((LongColumn) result).values(), positions, count);
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            counts[slots[i]] = 0;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(counts, 0);
    }

    @Override
    void writeState(int slot, StateOutput out) {
        out.putLong(counts[slot]);
    }

    @Override
    void readState(int slot, StateInput in) {
        counts[slot] = in.getLong();
    }

    @Override
    String stateSchema() {
        return countsAll ? "COUNT(*)" : "COUNT";
    }

    @Override
    public Aggregator newEmpty() {
        return new CountAggregator(countsAll);
    }

    @Override
    public long memoryBytes() {
        return (long) counts.length * Long.BYTES;
    }

    private static void countAll(long[] counts, int[] slots, int count, int change) {
        for (int i = 0; i < count; i++) {
            counts[slots[i]] += change;
        }
    }

    private static void copy(long[] counts, int[] slots, long[] results, int[] positions, int count) {
        for (int i = 0; i < count; i++) {
            results[positions[i]] = counts[slots[i]];
        }
    }

    private static void countNotNull(
            long[] counts, boolean[] nulls, int[] positions, int[] slots, int count, int change) {
        for (int i = 0; i < count; i++) {
            if (!nulls[positions[i]]) {
                counts[slots[i]] += change;
            }
        }
    }

    private static void addAll(long[] counts, long[] others, int[] otherSlots, int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            counts[slots[i]] += others[otherSlots[i]];
        }
    }
}
