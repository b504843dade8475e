package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.engine.state.ColumnShape;
import io.weir.engine.state.SlotColumn;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Arrays;

/** SINGLE_VALUE, which the planner puts around a scalar subquery: its one row's value; a second row is a failure. */
final class SingleValueAggregator extends RowsOnlyAggregator {
    private final Column prototype;
    private final SlotColumn values;
    private int[] counts = new int[0];

    /** The prototype gives the shape of the values; it is only looked at. */
    SingleValueAggregator(Column prototype) {
        this.prototype = prototype;
        values = new SlotColumn(prototype);
    }

    @Override
    public void ensureSlots(int count) {
        values.ensureSlots(count);
        if (count > counts.length) {
            counts = Arrays.copyOf(counts, Math.max(count, counts.length * 2));
        }
    }

    @Override
    public boolean isOrderSensitive() {
        return true;
    }

    @Override
    public boolean ignoresNulls() {
        return false;
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            check(++counts[slots[i]]);
            values.set(slots[i], arguments[0], positions[i]);
        }
    }

    private static void check(int count) {
        if (count > 1) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "A subquery that stands for one value gave more than one row",
                    "",
                    "Add a LIMIT 1, or an aggregate such as MAX",
                    null);
        }
    }

    @Override
    public void retract(Column[] arguments, int[] positions, int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            check(counts[slots[i]]--);
            values.remove(slots[i]);
        }
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        SingleValueAggregator from = (SingleValueAggregator) other;
        for (int i = 0; i < count; i++) {
            counts[slots[i]] += from.counts[otherSlots[i]];
            check(counts[slots[i]]);
            int position = from.values.position(otherSlots[i]);
            if (position >= 0) {
                values.set(slots[i], from.values.values(), position);
            }
        }
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        values.write(slot, result, position);
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            values.remove(slots[i]);
            counts[slots[i]] = 0;
        }
    }

    @Override
    public void clear() {
        values.clear();
        Arrays.fill(counts, 0);
    }

    @Override
    void writeState(int slot, StateOutput out) {
        values.writeSlot(slot, out);
        out.putInt(counts[slot]);
    }

    @Override
    void readState(int slot, StateInput in) {
        values.readSlot(slot, in);
        counts[slot] = in.getInt();
    }

    @Override
    String stateSchema() {
        return "SINGLE " + ColumnShape.of(prototype);
    }

    @Override
    public Aggregator newEmpty() {
        return new SingleValueAggregator(prototype);
    }

    @Override
    public long memoryBytes() {
        return values.memoryBytes() + (long) counts.length * Integer.BYTES;
    }
}
