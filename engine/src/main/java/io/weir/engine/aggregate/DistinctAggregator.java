package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.columnar.IntColumn;
import io.weir.engine.state.KeyIndex;
import io.weir.engine.state.SlotLongSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Any aggregate with DISTINCT: lets each value of a group through to the aggregate proper only the first time. */
final class DistinctAggregator extends Aggregator {
    private final Aggregator inner;
    private final Column prototype;
    private final @Nullable SlotLongSet longs;
    private final @Nullable KeyIndex values;
    private final IntColumn slotColumn = new IntColumn(16);
    private int[] newPositions = new int[0];
    private int[] newSlots = new int[0];
    private int[] found = new int[0];

    DistinctAggregator(Aggregator inner, Column prototype) {
        this.inner = inner;
        this.prototype = prototype;
        boolean isLong = prototype.kind() == ColumnKind.LONG || prototype.kind() == ColumnKind.INT;
        longs = isLong ? new SlotLongSet() : null;
        values = isLong ? null : KeyIndex.create(new IntColumn(0), prototype);
    }

    @Override
    public void ensureSlots(int count) {
        inner.ensureSlots(count);
    }

    @Override
    public void accumulate(Column argument, int[] positions, int[] slots, int count) {
        reserve(count);
        int fresh = longs != null
                ? longs.addAll(argument, positions, slots, count, newPositions, newSlots)
                : addValues(argument, positions, slots, count);
        inner.accumulate(argument, newPositions, newSlots, fresh);
    }

    private int addValues(Column argument, int[] positions, int[] slots, int count) {
        KeyIndex index = java.util.Objects.requireNonNull(values);
        int fresh = 0;
        // The slot must stand at the same position as the value.
        Column[] key = {slotColumn, argument};
        int[] position = new int[1];
        for (int i = 0; i < count; i++) {
            if (argument.isNull(positions[i])) {
                continue;
            }
            slotColumn.ensureCapacity(positions[i] + 1);
            slotColumn.set(positions[i], slots[i]);
            position[0] = positions[i];
            int known = index.size();
            index.resolve(key, position, 1, found);
            if (found[0] == known) {
                newPositions[fresh] = positions[i];
                newSlots[fresh++] = slots[i];
            }
        }
        return fresh;
    }

    private void reserve(int count) {
        if (newPositions.length < count) {
            newPositions = new int[count];
            newSlots = new int[count];
        }
        if (found.length == 0) {
            found = new int[1];
        }
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        DistinctAggregator from = (DistinctAggregator) other;
        int slotCount = 0;
        for (int i = 0; i < count; i++) {
            slotCount = Math.max(slotCount, otherSlots[i] + 1);
        }
        int[] slotOf = new int[slotCount];
        Arrays.fill(slotOf, -1);
        for (int i = 0; i < count; i++) {
            slotOf[otherSlots[i]] = slots[i];
        }
        if (from.longs != null) {
            int size = from.longs.size();
            Column entries = prototype.newEmpty(size);
            int[] entrySlots = new int[size];
            from.longs.copyTo(entries, entrySlots);
            mergeEntries(entries, entrySlots, size, slotOf);
        } else if (from.values != null) {
            Column[] keys = from.values.keys();
            mergeEntries(keys[1], ((IntColumn) keys[0]).values(), from.values.size(), slotOf);
        }
    }

    private void mergeEntries(Column entries, int[] entrySlots, int entryCount, int[] slotOf) {
        int[] positions = new int[entryCount];
        int[] targets = new int[entryCount];
        int count = 0;
        for (int i = 0; i < entryCount; i++) {
            int slot = entrySlots[i] < slotOf.length ? slotOf[entrySlots[i]] : -1;
            if (slot >= 0) {
                positions[count] = i;
                targets[count++] = slot;
            }
        }
        accumulate(entries, positions, targets, count);
    }

    @Override
    public boolean hasPartial() {
        return false;
    }

    @Override
    public Column[] newPartialColumns(int capacity) {
        throw new IllegalStateException("DISTINCT has no partial form");
    }

    @Override
    public void writePartial(int slot, Column[] columns, int first, int position) {
        throw new IllegalStateException("DISTINCT has no partial form");
    }

    @Override
    public void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        throw new IllegalStateException("DISTINCT has no partial form");
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        inner.writeResult(slot, result, position);
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
    public Aggregator newEmpty() {
        return new DistinctAggregator(inner.newEmpty(), prototype);
    }

    @Override
    public long memoryBytes() {
        return inner.memoryBytes()
                + (longs != null ? longs.memoryBytes() : 0)
                + (values != null ? values.memoryBytes() : 0);
    }
}
