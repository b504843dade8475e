package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.util.Arrays;

/** MIN and MAX of everything that is kept as an integer: numbers, compact decimals, dates, times, timestamps. */
final class LongExtremeAggregator extends Aggregator {
    private final boolean isMax;
    private long[] values = new long[0];
    private boolean[] filled = new boolean[0];

    LongExtremeAggregator(boolean isMax) {
        this.isMax = isMax;
    }

    @Override
    public void ensureSlots(int count) {
        if (count > values.length) {
            int grown = Math.max(count, values.length * 2);
            values = Arrays.copyOf(values, grown);
            filled = Arrays.copyOf(filled, grown);
        }
    }

    private void add(int slot, long value) {
        if (!filled[slot] || (isMax ? value > values[slot] : value < values[slot])) {
            values[slot] = value;
            filled[slot] = true;
        }
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
            if (from.filled[otherSlots[i]]) {
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
        if (!filled[slot]) {
            result.setNull(position);
        } else if (result instanceof LongColumn longs) {
            longs.set(position, values[slot]);
        } else {
            ((IntColumn) result).set(position, (int) values[slot]);
        }
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            filled[slots[i]] = false;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(filled, false);
    }

    @Override
    public Aggregator newEmpty() {
        return new LongExtremeAggregator(isMax);
    }

    @Override
    public long memoryBytes() {
        return (long) values.length * (Long.BYTES + 1);
    }
}
