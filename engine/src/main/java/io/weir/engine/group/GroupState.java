package io.weir.engine.group;

import io.weir.columnar.Column;
import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.aggregate.SlotAggregators;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.state.KeyedTable;
import io.weir.engine.state.SlotState;
import io.weir.engine.state.StateBackend;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.time.Clock;
import java.util.Arrays;

/**
 * The groups of a GROUP BY, one slot each: key columns, accumulators, and, where rows may be taken back, the number of
 * rows. A group is there as long as that number is not 0.
 */
final class GroupState {
    private static final String TABLE = "groups";

    /** Stands for 0 rows while the accumulators still hold the last row's traces. */
    private static final long EMPTIED = Long.MIN_VALUE;

    /** Stands for 0 rows while slots are being removed. */
    private static final long REMOVED = Long.MIN_VALUE + 1;

    private final Aggregation aggregation;
    private final boolean countsRecords;
    private final KeyedSlots keys;
    private SlotAggregators aggregators;
    /** By slot; empty if rows are not counted. */
    private long[] recordCounts = new long[0];

    /** Slots that have lost their last row, or that never had one; some may have rows again, some stand here twice. */
    private int[] emptySlots = new int[16];

    private int emptyCount;
    /** Of those, how many have no traces of their last row any more. */
    private int clearedCount;

    private int[] scratch = new int[16];

    GroupState(Aggregation aggregation, boolean countsRecords, long ttlMillis, Clock clock) {
        this.aggregation = aggregation;
        this.countsRecords = countsRecords;
        keys = new KeyedSlots(ttlMillis, clock, aggregation.newKeyColumns(0));
        aggregators = new SlotAggregators(aggregation);
    }

    /** Groups that memory has no room for go to the backend. */
    void spillTo(StateBackend backend) {
        keys.spillTo(backend, TABLE, this::memoryBytes, this::stateTable);
    }

    KeyedSlots keys() {
        return keys;
    }

    /** The groups as a table of snapshots. */
    KeyedTable stateTable() {
        // Aggregators come last, so that a call can be added behind the others.
        return countsRecords
                ? KeyedTable.withParts(TABLE, keys, new RecordCounts(), aggregators)
                : KeyedTable.withParts(TABLE, keys, aggregators);
    }

    /** The numbers of rows in snapshots; there is none for a group without rows. */
    private final class RecordCounts implements SlotState {
        @Override
        public void ensureSlots(int count) {
            ensureRecordCounts(count);
        }

        @Override
        public String schema() {
            return "records";
        }

        @Override
        public void writeSlot(int slot, StateOutput out) {
            out.putLong(recordCounts[slot]);
        }

        @Override
        public void readSlot(int slot, StateInput in) {
            recordCounts[slot] = in.getLong();
        }

        @Override
        public void clearSlots(int[] slots, int count) {
            for (int i = 0; i < count; i++) {
                recordCounts[slots[i]] = 0;
            }
        }
    }

    private void ensureRecordCounts(int count) {
        if (recordCounts.length < count) {
            recordCounts = Arrays.copyOf(recordCounts, Math.max(count, 2 * recordCounts.length));
        }
    }

    SlotAggregators aggregators() {
        return aggregators;
    }

    /** Finds the groups of rows; new ones have no rows yet. */
    void resolve(Column[] keyColumns, int[] positions, int count, int[] slots) {
        keys.resolve(keyColumns, positions, count, slots);
        aggregators.ensureSlots(keys.slotCount());
        if (countsRecords) {
            ensureRecordCounts(keys.slotCount());
        }
        forgetExpired();
        if (countsRecords) {
            int[] fresh = keys.freshSlots();
            for (int i = 0; i < keys.freshCount(); i++) {
                addEmpty(fresh[i]);
            }
        }
    }

    /** Looks for groups whose time is over. */
    void sweep() {
        keys.sweep();
        forgetExpired();
    }

    private void forgetExpired() {
        int[] expired = keys.expiredSlots();
        int count = keys.expiredCount();
        if (count > 0) {
            aggregators.clearSlots(expired, count);
            for (int i = 0; countsRecords && i < count; i++) {
                recordCounts[expired[i]] = 0;
            }
        }
    }

    boolean countsRecords() {
        return countsRecords;
    }

    /** True if the group has rows; all have, where rows are not counted. */
    boolean isThere(int slot) {
        return !countsRecords || (recordCounts[slot] != 0 && recordCounts[slot] != EMPTIED);
    }

    /** True if a group that has lost its last row is to be {@link #clearEmptied cleared} before it gets another. */
    boolean isEmptied(int slot) {
        return recordCounts[slot] == EMPTIED;
    }

    /** A group has got one row more. */
    void addRecord(int slot) {
        recordCounts[slot]++;
    }

    /** A row was taken back from a group that is there. */
    void removeRecord(int slot) {
        if (--recordCounts[slot] == 0) {
            recordCounts[slot] = EMPTIED;
            addEmpty(slot);
        }
    }

    /** A group has got so many rows more; fewer, if the number is negative. */
    void addRecords(int slot, long records) {
        recordCounts[slot] += records;
        if (recordCounts[slot] == 0) {
            addEmpty(slot);
        }
    }

    private void addEmpty(int slot) {
        if (emptyCount == emptySlots.length) {
            emptySlots = Arrays.copyOf(emptySlots, 2 * emptyCount);
        }
        emptySlots[emptyCount++] = slot;
    }

    /** Clears the accumulators of groups that have lost their last row, as if they had never been. */
    void clearEmptied() {
        int[] cleared = scratch(emptyCount);
        int count = 0;
        for (int i = clearedCount; i < emptyCount; i++) {
            int slot = emptySlots[i];
            if (recordCounts[slot] == EMPTIED) {
                recordCounts[slot] = 0;
                cleared[count++] = slot;
            }
        }
        clearedCount = emptyCount;
        aggregators.clearSlots(cleared, count);
    }

    /** Removes the groups that have no rows, but for those whose change is still to be given out. */
    void removeEmpty(ChangedGroups changed) {
        int[] removed = scratch(emptyCount);
        int count = 0;
        int kept = 0;
        for (int i = 0; i < emptyCount; i++) {
            int slot = emptySlots[i];
            if (recordCounts[slot] == 0) {
                if (changed.contains(slot)) {
                    emptySlots[kept++] = slot;
                } else {
                    recordCounts[slot] = REMOVED;
                    removed[count++] = slot;
                }
            }
        }
        emptyCount = kept;
        clearedCount = kept;
        if (count > 0) {
            for (int i = 0; i < count; i++) {
                recordCounts[removed[i]] = 0;
            }
            aggregators.clearSlots(removed, count);
            keys.remove(removed, count);
        }
    }

    private int[] scratch(int count) {
        if (scratch.length < count) {
            scratch = new int[Math.max(count, 2 * scratch.length)];
        }
        return scratch;
    }

    /** Frees memory if there is too little, or most of it is of groups that are gone; nobody may hold a slot. */
    void freeMemory() {
        keys.trim();
        if (!keys.isSparse()) {
            return;
        }
        int[] from = keys.pack();
        SlotAggregators packed = new SlotAggregators(aggregation);
        packed.mergeAll(aggregators, from, from.length);
        aggregators = packed;
        keys.setParts(packed);
        if (countsRecords) {
            long[] counts = new long[from.length];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = recordCounts[from[i]];
            }
            recordCounts = counts;
        }
    }

    long memoryBytes() {
        return keys.memoryBytes()
                + aggregators.memoryBytes()
                + (long) recordCounts.length * Long.BYTES
                + ((long) emptySlots.length + scratch.length) * Integer.BYTES;
    }
}
