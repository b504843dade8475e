package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.state.ColumnShape;
import io.weir.engine.state.SlotLongSet;
import io.weir.engine.state.SlotValues;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Any aggregate with DISTINCT: lets each value of a group through to the aggregate proper only the first time, and
 * takes it away there when it has been retracted as often as it was added.
 *
 * <p>Integers that are only added are kept in a {@link SlotLongSet}, which is small and quick, until single groups have
 * to be merged or cleared; all else in {@link SlotValues}, whose number counts how often a value is there.
 */
final class DistinctAggregator extends RowsOnlyAggregator {
    private final Aggregator inner;
    private final Column[] prototypes;
    private final boolean keepsNulls;
    private final boolean isCounted;
    /** Whether the values are integers that are only there or not; they are the same in a snapshot, however kept. */
    private final boolean isInteger;

    private @Nullable SlotLongSet longs;
    private @Nullable SlotValues values;
    private int slotCount;
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
        ColumnKind kind = prototypes[0].kind();
        isInteger = prototypes.length == 1
                && (kind == ColumnKind.LONG || kind == ColumnKind.INT)
                && !isCounted
                && !keepsNulls;
        if (isInteger) {
            longs = new SlotLongSet();
        } else {
            values = new SlotValues(prototypes);
        }
    }

    @Override
    public void ensureSlots(int count) {
        inner.ensureSlots(count);
        slotCount = Math.max(slotCount, count);
        if (values != null) {
            values.ensureSlots(count);
        }
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
        if (longs != null) {
            passed = longs.addAll(arguments[0], positions, slots, count, passedPositions, passedSlots);
        } else {
            passed = addAll(Objects.requireNonNull(values), arguments, positions, slots, count);
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
        SlotValues known = Objects.requireNonNull(values);
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

    /** From here on the values of a single slot can be reached. */
    private SlotValues bySlot() {
        SlotValues known = values;
        SlotLongSet set = longs;
        if (known == null || set != null) {
            known = new SlotValues(prototypes);
            known.ensureSlots(slotCount);
            values = known;
            longs = null;
            if (set != null) {
                int size = set.size();
                Column[] entries = {prototypes[0].newEmpty(size)};
                int[] slots = new int[size];
                set.copyTo(entries[0], slots);
                for (int i = 0; i < size; i++) {
                    known.setNumber(known.findOrAdd(slots[i], entries, i), 1);
                }
            }
        }
        return known;
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        DistinctAggregator from = (DistinctAggregator) other;
        if (from.longs != null && from != this) {
            mergeSet(from.longs, otherSlots, slots, count);
            return;
        }
        SlotValues others = from.bySlot();
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
        SlotValues known = bySlot();
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
        SlotValues known = bySlot();
        for (int i = 0; i < count; i++) {
            known.clearSlot(slots[i]);
        }
        inner.clearSlots(slots, count);
    }

    @Override
    public void clear() {
        inner.clear();
        if (longs != null) {
            longs.clear();
        }
        if (values != null) {
            values.clear();
        }
    }

    @Override
    void writeState(int slot, StateOutput out) {
        inner.writeState(slot, out);
        if (!isInteger) {
            Objects.requireNonNull(values).writeSlot(slot, out);
        } else if (longs != null) {
            writeSet(longs, slot, out);
        } else {
            writeIntegers(Objects.requireNonNull(values), slot, out);
        }
    }

    @Override
    void readState(int slot, StateInput in) {
        inner.readState(slot, in);
        if (!isInteger) {
            Objects.requireNonNull(values).readSlot(slot, in);
            return;
        }
        int count = in.getCount();
        for (int i = 0; i < count; i++) {
            long value = in.getLong();
            if (longs != null) {
                longs.addNew(slot, value);
            } else {
                addInteger(Objects.requireNonNull(values), slot, value);
            }
        }
    }

    @Override
    String stateSchema() {
        return "DISTINCT " + (isCounted ? "of changes " : "") + ColumnShape.of(prototypes) + " " + inner.stateSchema();
    }

    private static void writeSet(SlotLongSet set, int slot, StateOutput out) {
        int count = 0;
        for (int at = set.first(slot); at >= 0; at = set.next(at)) {
            count++;
        }
        out.putCount(count);
        for (int at = set.first(slot); at >= 0; at = set.next(at)) {
            out.putLong(set.value(at));
        }
    }

    private static void writeIntegers(SlotValues known, int slot, StateOutput out) {
        int count = 0;
        for (int entry = known.first(slot); entry >= 0; entry = known.next(entry)) {
            count++;
        }
        out.putCount(count);
        for (int entry = known.first(slot); entry >= 0; entry = known.next(entry)) {
            out.putLong(Numbers.toLong(known.values()[0], entry));
        }
    }

    private void addInteger(SlotValues known, int slot, long value) {
        Column[] one = {prototypes[0].newEmpty(1)};
        if (one[0] instanceof LongColumn column) {
            column.set(0, value);
        } else {
            ((IntColumn) one[0]).set(0, (int) value);
        }
        known.setNumber(known.findOrAdd(slot, one, 0), 1);
    }

    @Override
    public Aggregator newEmpty() {
        return new DistinctAggregator(inner.newEmpty(), prototypes, isCounted);
    }

    @Override
    public long memoryBytes() {
        return inner.memoryBytes()
                + (longs != null ? longs.memoryBytes() : 0)
                + (values != null ? values.memoryBytes() : 0);
    }
}
