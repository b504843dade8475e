package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.engine.state.ColumnShape;
import io.weir.engine.state.PartLog;
import io.weir.engine.state.SlotLongSet;
import io.weir.engine.state.SlotValues;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateWriter;

/**
 * Any aggregate with DISTINCT: lets each value of a group through to the aggregate proper only the first time, and
 * takes it away there when it has been retracted as often as it was added.
 */
final class DistinctAggregator extends RowsOnlyAggregator {
    private final Aggregator inner;
    private final Column[] prototypes;
    private final boolean keepsNulls;
    private final boolean isCounted;
    private final DistinctValues distinct;
    private int[] passedPositions = new int[0];
    private int[] passedSlots = new int[0];
    private int[] retractedPositions = new int[0];
    private int[] retractedSlots = new int[0];
    private Column[] merged = new Column[0];

    /**
     * Makes an aggregator.
     *
     * @param prototypes the shape of the arguments; only looked at
     * @param isCounted whether values can be retracted
     */
    DistinctAggregator(Aggregator inner, Column[] prototypes, boolean isCounted) {
        this.inner = inner;
        this.prototypes = prototypes;
        this.isCounted = isCounted;
        keepsNulls = !inner.ignoresNulls();
        distinct = new DistinctValues(prototypes, !isCounted && !keepsNulls);
    }

    @Override
    public void ensureSlots(int count) {
        inner.ensureSlots(count);
        distinct.ensureSlots(count);
    }

    @Override
    public boolean isOrderSensitive() {
        return inner.isOrderSensitive();
    }

    @Override
    public boolean ignoresNulls() {
        return !keepsNulls;
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        reserve(count);
        int passed;
        SlotLongSet longs = distinct.longs();
        if (longs != null) {
            passed = longs.addAll(arguments[0], positions, slots, count, passedPositions, passedSlots);
        } else {
            passed = addAll(distinct.values(), arguments, positions, slots, count);
        }
        inner.accumulate(arguments, passedPositions, passedSlots, passed);
    }

    private int addAll(SlotValues known, Column[] arguments, int[] positions, int[] slots, int count) {
        int passed = 0;
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (keepsNulls || !arguments[0].isNull(position)) {
                int entry = known.findOrAdd(slots[i], arguments, position);
                long before = known.number(entry);
                if (change(known, entry, before, isCounted ? 1 : 1 - before) > 0) {
                    passedPositions[passed] = position;
                    passedSlots[passed++] = slots[i];
                }
            }
        }
        return passed;
    }

    /** Changes how often a value is there; the result is 1 if it has come, -1 if it has gone, otherwise 0. */
    private static int change(SlotValues known, int entry, long before, long change) {
        long after = before + change;
        if (after == 0) {
            known.remove(entry);
        } else {
            known.setNumber(entry, after);
        }
        return (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
    }

    @Override
    public void retract(Column[] arguments, int[] positions, int[] slots, int count) {
        reserve(count);
        SlotValues known = distinct.values();
        int passed = 0;
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (keepsNulls || !arguments[0].isNull(position)) {
                int entry = known.findOrAdd(slots[i], arguments, position);
                if (change(known, entry, known.number(entry), -1) < 0) {
                    passedPositions[passed] = position;
                    passedSlots[passed++] = slots[i];
                }
            }
        }
        inner.retract(arguments, passedPositions, passedSlots, passed);
    }

    private void reserve(int count) {
        if (passedPositions.length < count) {
            passedPositions = new int[count];
            passedSlots = new int[count];
            retractedPositions = new int[count];
            retractedSlots = new int[count];
        }
    }

    @Override
    public void move(Aggregator other, int[] otherSlots, int[] slots, int count) {
        DistinctAggregator from = (DistinctAggregator) other;
        if (!from.distinct.isTracked()) {
            merge(from, otherSlots, slots, count);
            return;
        }
        inner.move(from.inner, otherSlots, slots, count);
        distinct.move(from.distinct, otherSlots, slots, count);
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        DistinctAggregator from = (DistinctAggregator) other;
        SlotLongSet longs = from.distinct.longs();
        if (longs != null && from != this) {
            mergeSet(longs, otherSlots, slots, count);
            return;
        }
        SlotValues others = from.distinct.bySlot();
        for (int i = 0; i < count; i++) {
            mergeSlot(others, otherSlots[i], slots[i]);
        }
    }

    /** Whole tables of integers are merged in one walk over all their values. */
    private void mergeSet(SlotLongSet set, int[] otherSlots, int[] slots, int count) {
        int otherCount = 0;
        for (int i = 0; i < count; i++) {
            otherCount = Math.max(otherCount, otherSlots[i] + 1);
        }
        int[] targetOf = new int[otherCount];
        java.util.Arrays.fill(targetOf, -1);
        for (int i = 0; i < count; i++) {
            targetOf[otherSlots[i]] = slots[i];
        }
        int size = set.size();
        Column[] entries = {prototypes[0].newEmpty(size)};
        int[] entrySlots = new int[size];
        set.copyTo(entries[0], entrySlots);
        int[] positions = new int[size];
        int[] targets = new int[size];
        int found = 0;
        for (int i = 0; i < size; i++) {
            int target = entrySlots[i] < otherCount ? targetOf[entrySlots[i]] : -1;
            if (target >= 0) {
                positions[found] = i;
                targets[found++] = target;
            }
        }
        accumulate(entries, positions, targets, found);
    }

    private void mergeSlot(SlotValues others, int otherSlot, int slot) {
        SlotValues known = distinct.bySlot();
        int count = 0;
        for (int other = others.first(otherSlot); other >= 0; other = others.next(other)) {
            count++;
        }
        reserve(count);
        // Values move as the entries of the two tables do; what is passed on must stay.
        if (merged.length == 0) {
            merged = new Column[prototypes.length];
            for (int i = 0; i < merged.length; i++) {
                merged[i] = prototypes[i].newEmpty(count);
            }
        }
        for (Column column : merged) {
            column.reset();
            column.ensureCapacity(count);
        }
        int row = 0;
        int passed = 0;
        int retracted = 0;
        for (int other = others.first(otherSlot); other >= 0; other = others.next(other)) {
            for (int i = 0; i < merged.length; i++) {
                merged[i].set(row, others.values()[i], other);
            }
            int entry = known.findOrAdd(slot, merged, row);
            long before = known.number(entry);
            int change = change(known, entry, before, isCounted ? others.number(other) : 1 - before);
            if (change > 0) {
                passedPositions[passed] = row;
                passedSlots[passed++] = slot;
            } else if (change < 0) {
                retractedPositions[retracted] = row;
                retractedSlots[retracted++] = slot;
            }
            row++;
        }
        inner.accumulate(merged, passedPositions, passedSlots, passed);
        if (retracted > 0) {
            inner.retract(merged, retractedPositions, retractedSlots, retracted);
        }
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        inner.writeResult(slot, result, position);
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        SlotValues known = distinct.bySlot();
        for (int i = 0; i < count; i++) {
            known.clearSlot(slots[i]);
        }
        inner.clearSlots(slots, count);
    }

    @Override
    public void clear() {
        inner.clear();
        distinct.clear();
    }

    @Override
    void writeState(int slot, StateOutput out) {
        inner.writeState(slot, out);
        distinct.writeSlot(slot, out);
    }

    @Override
    void readState(int slot, StateInput in) {
        inner.readState(slot, in);
        distinct.readSlot(slot, in);
    }

    @Override
    void startParts(PartLog log) {
        distinct.startParts(log);
    }

    @Override
    void writeParts(StateWriter out) {
        distinct.writeParts(out);
    }

    @Override
    void readPart(int slot, StateInput key, StateInput value) {
        distinct.readPart(slot, key, value);
    }

    @Override
    void forgetParts(int slot) {
        distinct.forgetParts(slot);
    }

    @Override
    void evictParts(int slot, StateWriter out) {
        distinct.evictParts(slot, out);
    }

    @Override
    void markParts(int slot) {
        distinct.markParts(slot);
    }

    @Override
    String stateSchema() {
        return "DISTINCT " + (isCounted ? "of changes " : "") + ColumnShape.of(prototypes) + " " + inner.stateSchema();
    }

    @Override
    public Aggregator newEmpty() {
        return new DistinctAggregator(inner.newEmpty(), prototypes, isCounted);
    }

    @Override
    public long memoryBytes() {
        return inner.memoryBytes() + distinct.memoryBytes();
    }
}
