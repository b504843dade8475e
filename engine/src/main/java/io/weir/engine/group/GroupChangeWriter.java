package io.weir.engine.group;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowKinds;
import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.aggregate.SlotAggregators;
import io.weir.engine.state.ValueEquality;
import java.util.Arrays;

/**
 * Turns changed groups into rows. The results of a group are noted before its first change, and again when it is given
 * out; what differs becomes an insertion, an update or a deletion.
 *
 * <p>An update that changes no result is left out, unless groups have a time to live: then whoever comes behind must
 * learn that the row is still alive, as with Flink.
 */
final class GroupChangeWriter {
    private final boolean givesUpdateBefore;
    private final boolean givesEqualUpdates;
    /** Of the changed group n, the result before at 2 n and the result now at 2 n + 1. */
    private final Column[] results;

    private final Batch out;
    /** Of each row of the output, where its key is, and its position in the results. */
    private int[] outKeys = new int[16];

    private int[] outPositions = new int[16];
    private byte[] outKinds = new byte[16];

    private int[] slots = new int[16];
    private int[] positions = new int[16];
    /** How many of the changed groups have been given out. */
    private int next;

    GroupChangeWriter(Aggregation aggregation, boolean givesUpdateBefore, boolean givesEqualUpdates) {
        this.givesUpdateBefore = givesUpdateBefore;
        this.givesEqualUpdates = givesEqualUpdates;
        results = aggregation.newResultColumns(16);
        Column[] keys = aggregation.newKeyColumns(0);
        Column[] columns = Arrays.copyOf(keys, keys.length + results.length);
        System.arraycopy(aggregation.newResultColumns(0), 0, columns, keys.length, results.length);
        out = new Batch(columns);
    }

    /** Notes the results of the changed groups from number {@code first} on that have one, before they change. */
    void noteBefore(ChangedGroups changed, int first, SlotAggregators aggregators) {
        int changedCount = changed.count();
        reserve(changedCount);
        int count = 0;
        for (int number = first; number < changedCount; number++) {
            if (changed.wasThere(number)) {
                slots[count] = changed.slot(number);
                positions[count++] = 2 * number;
            }
        }
        aggregators.writeResults(slots, results, positions, count);
    }

    /** Notes the results of all changed groups as they are now; {@link #fill} may follow. */
    void noteAfter(ChangedGroups changed, GroupState state) {
        int changedCount = changed.count();
        reserve(changedCount);
        int count = 0;
        for (int number = 0; number < changedCount; number++) {
            int slot = changed.slot(number);
            if (state.isThere(slot)) {
                slots[count] = slot;
                positions[count++] = 2 * number + 1;
            }
        }
        state.aggregators().writeResults(slots, results, positions, count);
        next = 0;
    }

    private void reserve(int changedCount) {
        for (Column column : results) {
            column.ensureCapacity(2 * changedCount);
        }
        if (slots.length < changedCount) {
            slots = new int[Math.max(changedCount, 2 * slots.length)];
            positions = new int[slots.length];
        }
    }

    /** True when all changed groups have been given out. */
    boolean isAtEnd(ChangedGroups changed) {
        return next == changed.count();
    }

    /**
     * Writes as many changes as fit into one batch; the batch may be empty.
     *
     * @param inputKeys the keys of the batch of input that all changed groups are of, or nothing if they are of
     *     several: the keys of the state lie far apart
     */
    Batch fill(ChangedGroups changed, GroupState state, Column[] inputKeys, int rowsMax, long watermark) {
        int room = Math.max(2, rowsMax);
        reserveRows(Math.min(room, 2 * (changed.count() - next)));
        int rows = 0;
        int number = next;
        for (; number < changed.count() && rows + 2 <= room; number++) {
            int slot = changed.slot(number);
            int key = inputKeys.length == 0 ? slot : changed.row(number);
            boolean isThere = state.isThere(slot);
            if (!changed.wasThere(number)) {
                if (isThere) {
                    rows = add(rows, key, 2 * number + 1, RowKinds.INSERT);
                }
            } else if (!isThere) {
                rows = add(rows, key, 2 * number, RowKinds.DELETE);
            } else if (givesEqualUpdates || !isEqual(number)) {
                if (givesUpdateBefore) {
                    rows = add(rows, key, 2 * number, RowKinds.UPDATE_BEFORE);
                }
                rows = add(rows, key, 2 * number + 1, RowKinds.UPDATE_AFTER);
            }
        }
        next = number;
        write(inputKeys.length == 0 ? state.keys().keys() : inputKeys, rows, watermark);
        return out;
    }

    private void reserveRows(int rows) {
        if (outKeys.length < rows) {
            outKeys = new int[rows];
            outPositions = new int[rows];
            outKinds = new byte[rows];
        }
    }

    private int add(int row, int key, int position, byte kind) {
        outKeys[row] = key;
        outPositions[row] = position;
        outKinds[row] = kind;
        return row + 1;
    }

    private boolean isEqual(int number) {
        for (Column column : results) {
            if (!ValueEquality.equal(column, 2 * number, column, 2 * number + 1)) {
                return false;
            }
        }
        return true;
    }

    private void write(Column[] keys, int rows, long watermark) {
        for (int i = 0; i < keys.length; i++) {
            out.column(i).gather(keys[i], outKeys, rows);
        }
        for (int i = 0; i < results.length; i++) {
            out.column(keys.length + i).gather(results[i], outPositions, rows);
        }
        out.resetRows();
        out.setRowCount(rows);
        out.setWatermark(watermark);
        for (int row = 0; row < rows; row++) {
            out.setRowKind(row, outKinds[row]);
        }
    }

    /** Forgets the noted results. */
    void reset() {
        for (Column column : results) {
            column.reset();
        }
        next = 0;
    }

    long memoryBytes() {
        long bytes = out.memoryBytes() + (long) (slots.length + outKeys.length) * 2 * Integer.BYTES;
        for (Column column : results) {
            bytes += column.memoryBytes();
        }
        return bytes;
    }
}
