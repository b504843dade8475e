package io.weir.engine.aggregate;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.state.KeyGroups;
import io.weir.engine.state.KeyHasher;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.state.KeyedTable;
import io.weir.engine.state.SlotState;
import io.weir.engine.state.StateTable;
import io.weir.engine.time.Clock;

/**
 * Groups with their accumulators: a key index, and an aggregator per call. First the slots of all rows of a batch are
 * found, then each aggregator runs over them in a loop of its own.
 *
 * <p>Groups that rows, partial results or other groups are added to count as changed for snapshots, once the
 * {@link #stateTable table} keeps account.
 */
public final class GroupTable {
    private final Aggregation aggregation;
    private final KeyedSlots index;
    private final SlotAggregators aggregators;
    private final Column[] keyColumns;
    private int[] slots = new int[0];
    private int[] identity = new int[0];

    GroupTable(Aggregation aggregation) {
        this.aggregation = aggregation;
        // Without a time to live the clock is never asked.
        index = new KeyedSlots(KeyedSlots.FOREVER, Clock.SYSTEM, aggregation.newKeyColumns(0));
        aggregators = new SlotAggregators(aggregation);
        keyColumns = new Column[aggregation.keyCount()];
    }

    /** The number of groups. */
    public int size() {
        return index.slotCount();
    }

    /** Adds rows of the aggregation's input. */
    public void add(Batch batch, int[] positions, int count) {
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i] = batch.column(aggregation.key(i));
        }
        resolve(keyColumns, positions, count);
        aggregators.accumulate(batch, positions, slots, count);
    }

    /** Adds partial results: key columns, which start at firstKey, and partial columns, which start at firstPartial. */
    public void addPartial(Batch batch, int firstKey, int firstPartial, int[] positions, int count) {
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i] = batch.column(firstKey + i);
        }
        resolve(keyColumns, positions, count);
        Column[] columns = new Column[batch.columnCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(i);
        }
        aggregators.mergePartial(columns, firstPartial, positions, slots, count);
    }

    /** Adds all groups of another table; the slots they were added to are in {@link #slots()} until the next call. */
    public void merge(GroupTable other) {
        mergeSlots(other, identity(other.size()), other.size());
    }

    /**
     * Adds the given groups of another table; the slots they were added to are in {@link #slots()} until the next call.
     */
    public void mergeSlots(GroupTable other, int[] otherSlots, int count) {
        resolve(other.index.keys(), otherSlots, count);
        aggregators.merge(other.aggregators, otherSlots, slots, count);
    }

    /** Takes away all groups of another table that was merged; see {@link #merge} for the slots. */
    public void subtract(GroupTable other) {
        int count = other.size();
        int[] all = identity(count);
        resolve(other.index.keys(), all, count);
        aggregators.subtract(other.aggregators, all, slots, count);
    }

    /** The slots of the rows or groups that were added last. */
    public int[] slots() {
        return slots;
    }

    private int[] identity(int count) {
        if (identity.length < count) {
            int[] grown = new int[Math.max(count, 2 * identity.length)];
            for (int i = 0; i < grown.length; i++) {
                grown[i] = i;
            }
            identity = grown;
        }
        return identity;
    }

    private void resolve(Column[] columns, int[] positions, int count) {
        if (slots.length < count) {
            slots = new int[Math.max(count, 16)];
        }
        index.resolve(columns, positions, count, slots);
        aggregators.ensureSlots(index.slotCount());
    }

    /** True if all rows of a group have been taken away again. */
    public boolean isEmpty(int slot) {
        return aggregators.isEmpty(slot);
    }

    /** Writes the key of a group to columns that start at {@code first}. */
    public void writeKey(int slot, Column[] columns, int first, int position) {
        Column[] from = index.keys();
        for (int i = 0; i < from.length; i++) {
            columns[first + i].set(position, from[i], slot);
        }
    }

    /** Writes the partial results of a group to columns that start at {@code first}. */
    public void writePartial(int slot, Column[] columns, int first, int position) {
        aggregators.writePartial(slot, columns, first, position);
    }

    /** Writes the results of a group to columns that start at {@code first}. */
    public void writeResult(int slot, Column[] columns, int first, int position) {
        aggregators.writeResult(slot, columns, first, position);
    }

    /** The key group of a group's key. */
    public int keyGroup(int slot) {
        return KeyGroups.ofHash(KeyHasher.hash(index.keys(), slot));
    }

    /** The groups as a table of the operator's state; each time a new one of the same groups. */
    public StateTable stateTable(String name) {
        return KeyedTable.withParts(name, index, aggregators);
    }

    /** As above, with what the operator keeps beside each group. */
    public StateTable stateTable(String name, SlotState beside) {
        return KeyedTable.withParts(name, index, beside, aggregators);
    }

    /** What the operator keeps beside a group has changed. */
    public void markChanged(int slot) {
        index.markChanged(slot);
    }

    /** Forgets all groups, also what a snapshot has of them; capacity stays. */
    public void clear() {
        index.clear();
        aggregators.clear();
    }

    /** Bytes of memory that the groups hold. */
    public long memoryBytes() {
        return index.memoryBytes() + aggregators.memoryBytes();
    }
}
