package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.engine.state.ColumnShape;
import io.weir.engine.state.SlotColumn;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.ValueComparator;

/** MIN and MAX of everything else: text, wide decimals, precise timestamps, booleans. */
final class ValueExtremeAggregator extends Aggregator {
    private final boolean isMax;
    private final Column prototype;
    private final SlotColumn values;

    /** The prototype gives the shape of the values; it is only looked at. */
    ValueExtremeAggregator(boolean isMax, Column prototype) {
        this.isMax = isMax;
        this.prototype = prototype;
        values = new SlotColumn(prototype);
    }

    @Override
    public void ensureSlots(int count) {
        values.ensureSlots(count);
    }

    private void add(int slot, Column source, int position) {
        int current = values.position(slot);
        if (current >= 0) {
            int order = ValueComparator.compare(source, position, values.values(), current);
            if (isMax ? order <= 0 : order >= 0) {
                return;
            }
        }
        values.set(slot, source, position);
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
        SlotColumn from = ((ValueExtremeAggregator) other).values;
        for (int i = 0; i < count; i++) {
            int position = from.position(otherSlots[i]);
            if (position >= 0) {
                add(slots[i], from.values(), position);
            }
        }
    }

    @Override
    public Column[] newPartialColumns(int capacity) {
        return new Column[] {prototype.newEmpty(capacity)};
    }

    @Override
    public void writePartial(int slot, Column[] columns, int first, int position) {
        values.write(slot, columns[first], position);
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        addAll(columns[first], positions, slots, count);
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        values.write(slot, result, position);
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            values.remove(slots[i]);
        }
    }

    @Override
    public void clear() {
        values.clear();
    }

    @Override
    void writeState(int slot, StateOutput out) {
        values.writeSlot(slot, out);
    }

    @Override
    void readState(int slot, StateInput in) {
        values.readSlot(slot, in);
    }

    @Override
    String stateSchema() {
        return (isMax ? "MAX " : "MIN ") + ColumnShape.of(prototype);
    }

    @Override
    public Aggregator newEmpty() {
        return new ValueExtremeAggregator(isMax, prototype);
    }

    @Override
    public long memoryBytes() {
        return values.memoryBytes();
    }
}
