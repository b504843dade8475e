package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.engine.state.ColumnShape;
import io.weir.engine.state.SlotColumn;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * FIRST_VALUE and LAST_VALUE of rows that are only added: the value, nulls left out, that came first or last. What came
 * first stays known when groups are merged, so that a window knows it whichever of its slices is merged first.
 */
final class FirstLastAggregator extends RowsOnlyAggregator {
    private final boolean isFirst;
    private final Column prototype;
    /** Numbers the rows in the order of their arrival, for all tables of an aggregation. */
    private final AtomicLong arrivals;

    private final SlotColumn values;
    private long[] numbers = new long[0];

    FirstLastAggregator(boolean isFirst, Column prototype) {
        this(isFirst, prototype, new AtomicLong());
    }

    private FirstLastAggregator(boolean isFirst, Column prototype, AtomicLong arrivals) {
        this.isFirst = isFirst;
        this.prototype = prototype;
        this.arrivals = arrivals;
        values = new SlotColumn(prototype);
    }

    @Override
    public void ensureSlots(int count) {
        values.ensureSlots(count);
        if (count > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(count, numbers.length * 2));
        }
    }

    @Override
    public boolean isOrderSensitive() {
        return true;
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        long number = arrivals.getAndAdd(count);
        Column argument = arguments[0];
        for (int i = 0; i < count; i++) {
            if (!argument.isNull(positions[i])) {
                add(slots[i], argument, positions[i], number + i);
            }
        }
    }

    private void add(int slot, Column source, int position, long number) {
        boolean wins = values.position(slot) < 0 || (isFirst ? number < numbers[slot] : number > numbers[slot]);
        if (wins) {
            values.set(slot, source, position);
            numbers[slot] = number;
        }
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        FirstLastAggregator from = (FirstLastAggregator) other;
        for (int i = 0; i < count; i++) {
            int position = from.values.position(otherSlots[i]);
            if (position >= 0) {
                add(slots[i], from.values.values(), position, from.numbers[otherSlots[i]]);
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
        }
    }

    @Override
    public void clear() {
        values.clear();
    }

    @Override
    void writeState(int slot, StateOutput out) {
        values.writeSlot(slot, out);
        out.putLong(numbers[slot]);
    }

    @Override
    void readState(int slot, StateInput in) {
        values.readSlot(slot, in);
        long number = in.getLong();
        numbers[slot] = number;
        // What comes from here on comes after all that was there.
        arrivals.accumulateAndGet(number + 1, Math::max);
    }

    @Override
    String stateSchema() {
        return (isFirst ? "FIRST " : "LAST ") + ColumnShape.of(prototype);
    }

    @Override
    public Aggregator newEmpty() {
        return new FirstLastAggregator(isFirst, prototype, arrivals);
    }

    @Override
    public long memoryBytes() {
        return values.memoryBytes() + (long) numbers.length * Long.BYTES;
    }
}
