package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.engine.state.ValueComparator;
import java.util.Arrays;

/** MIN and MAX of everything else: text, wide decimals, precise timestamps, booleans. */
final class ValueExtremeAggregator extends Aggregator {
    private static final int SPARE_MIN = 1024;

    private final boolean isMax;
    private final Column prototype;
    private Column values;
    private int used;
    private int live;
    private int[] at = new int[0];

    /** The prototype gives the shape of the values; it is only looked at. */
    ValueExtremeAggregator(boolean isMax, Column prototype) {
        this.isMax = isMax;
        this.prototype = prototype;
        values = prototype.newEmpty(16);
    }

    @Override
    public void ensureSlots(int count) {
        if (count > at.length) {
            int old = at.length;
            at = Arrays.copyOf(at, Math.max(count, old * 2));
            Arrays.fill(at, old, at.length, -1);
        }
    }

    private void add(int slot, Column source, int position) {
        int current = at[slot];
        if (current >= 0) {
            int order = ValueComparator.compare(source, position, values, current);
            if (isMax ? order <= 0 : order >= 0) {
                return;
            }
        } else {
            live++;
        }
        if (used - live > Math.max(live, SPARE_MIN)) {
            compact();
        }
        values.ensureCapacity(used + 1);
        values.set(used, source, position);
        at[slot] = used++;
    }

    /** Values are only appended, so that text can be kept in one heap; those that were replaced are dropped here. */
    private void compact() {
        Column packed = prototype.newEmpty(Math.max(16, live));
        int count = 0;
        for (int slot = 0; slot < at.length; slot++) {
            if (at[slot] >= 0) {
                packed.ensureCapacity(count + 1);
                packed.set(count, values, at[slot]);
                at[slot] = count++;
            }
        }
        values = packed;
        used = count;
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        addAll(arguments[0], positions, slots, count);
    }

    private void addAll(Column argument, int[] positions, int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            if (!argument.isNull(positions[i])) {
                add(slots[i], argument, positions[i]);
            }
        }
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        ValueExtremeAggregator from = (ValueExtremeAggregator) other;
        for (int i = 0; i < count; i++) {
            int position = from.at[otherSlots[i]];
            if (position >= 0) {
                add(slots[i], from.values, position);
            }
        }
    }

    @Override
    public Column[] newPartialColumns(int capacity) {
        return new Column[] {prototype.newEmpty(capacity)};
    }

    @Override
    public void writePartial(int slot, Column[] columns, int first, int position) {
        writeResult(slot, columns[first], position);
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        addAll(columns[first], positions, slots, count);
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        if (at[slot] < 0) {
            result.setNull(position);
        } else {
            result.set(position, values, at[slot]);
        }
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            if (at[slots[i]] >= 0) {
                at[slots[i]] = -1;
                live--;
            }
        }
    }

    @Override
    public void clear() {
        Arrays.fill(at, -1);
        values.reset();
        used = 0;
        live = 0;
    }

    @Override
    public Aggregator newEmpty() {
        return new ValueExtremeAggregator(isMax, prototype);
    }

    @Override
    public long memoryBytes() {
        return values.memoryBytes() + (long) at.length * Integer.BYTES;
    }
}
