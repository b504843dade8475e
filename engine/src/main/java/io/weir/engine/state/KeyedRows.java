package io.weir.engine.state;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.time.Clock;
import java.util.Arrays;

/**
 * One row for each key: the state of an operator that must remember what it gave out last for a key. A table of key,
 * row and time of the last write.
 *
 * <p>A batch is taken in three steps: {@link #begin} finds the slots of its rows; {@link #set} and {@link #remove}
 * change them row by row, and see what earlier rows of the batch did; {@link #end} gives back the slots that are left
 * without a row. The time to live of a key begins again with each {@link #set}.
 */
public final class KeyedRows {
    private final int[] keyColumns;
    private final KeyedSlots keys;
    private final SlotRows rows;
    private final Column[] columns;
    private int[] positions = new int[0];
    private int[] slots = new int[0];
    private int[] written = new int[16];
    private int writtenCount;
    private int[] emptied = new int[16];
    private int emptiedCount;

    /**
     * Makes an empty table.
     *
     * @param prototype a batch of the rows' shape, which is only looked at
     * @param keyColumns the columns of the rows that are the key
     * @param ttlMillis how long a row is kept, or {@link KeyedSlots#FOREVER}
     */
    public KeyedRows(Batch prototype, int[] keyColumns, long ttlMillis, Clock clock) {
        this.keyColumns = keyColumns.clone();
        columns = new Column[keyColumns.length];
        pick(prototype);
        keys = new KeyedSlots(ttlMillis, clock, columns);
        rows = new SlotRows(prototype);
    }

    /** Rows that memory has no room for go to the backend, as a table of this name. */
    public void spillTo(StateBackend backend, String name) {
        keys.spillTo(backend, name, this::memoryBytes, () -> table(name));
    }

    private void pick(Batch batch) {
        for (int i = 0; i < keyColumns.length; i++) {
            columns[i] = batch.column(keyColumns[i]);
        }
    }

    /** Finds the slots of the batch's rows: slot i belongs to row i. */
    public int[] begin(Batch batch) {
        int count = batch.rowCount();
        if (slots.length < count) {
            slots = new int[count];
            positions = new int[count];
            for (int i = 0; i < count; i++) {
                positions[i] = i;
            }
        }
        pick(batch);
        keys.resolveUntouched(columns, positions, count, slots);
        forgetExpired();
        for (int i = 0; i < keys.freshCount(); i++) {
            addEmptied(keys.freshSlots()[i]);
        }
        return slots;
    }

    private void forgetExpired() {
        for (int i = 0; i < keys.expiredCount(); i++) {
            rows.remove(keys.expiredSlots()[i]);
        }
    }

    public boolean has(int slot) {
        return rows.has(slot);
    }

    /** The rows of the slots. */
    public SlotRows rows() {
        return rows;
    }

    /** Keeps a row for a slot, in place of what it had. */
    public void set(int slot, Batch batch, int position) {
        rows.set(slot, batch, position);
        keys.markChanged(slot);
        if (keys.hasTtl()) {
            if (writtenCount == written.length) {
                written = Arrays.copyOf(written, 2 * writtenCount);
            }
            written[writtenCount++] = slot;
        }
    }

    /** Forgets the row of a slot. */
    public void remove(int slot) {
        rows.remove(slot);
        addEmptied(slot);
    }

    private void addEmptied(int slot) {
        if (emptiedCount == emptied.length) {
            emptied = Arrays.copyOf(emptied, 2 * emptiedCount);
        }
        emptied[emptiedCount++] = slot;
    }

    /**
     * All rows of the batch have been taken; slots mean nothing any more.
     *
     * @return true if the slots were numbered anew, from 0 to {@link #size()} - 1
     */
    public boolean end() {
        keys.touch(written, writtenCount);
        writtenCount = 0;
        Arrays.sort(emptied, 0, emptiedCount);
        int count = 0;
        for (int i = 0; i < emptiedCount; i++) {
            int slot = emptied[i];
            boolean isFirst = i == 0 || emptied[i - 1] != slot;
            if (isFirst && !rows.has(slot)) {
                emptied[count++] = slot;
            }
        }
        keys.remove(emptied, count);
        emptiedCount = 0;
        return packIfSparse();
    }

    private boolean packIfSparse() {
        keys.trim();
        boolean isSparse = keys.isSparse();
        if (isSparse) {
            rows.pack(keys.pack());
        }
        return isSparse;
    }

    /** Frees rows whose time is over; to be called between batches, when {@link #nextSweepMillis} is reached. */
    public void sweep() {
        keys.sweep();
        forgetExpired();
        boolean unused = packIfSparse();
    }

    public boolean hasTtl() {
        return keys.hasTtl();
    }

    /** When {@link #sweep} has something to do next; only if there {@link #hasTtl() is a time to live}. */
    public long nextSweepMillis() {
        return keys.nextSweepMillis();
    }

    /** All slots, those without a row included, are below this number. */
    public int slotCount() {
        return keys.slotCount();
    }

    /** The number of keys that have a row. */
    public long size() {
        return keys.keyCount();
    }

    /** What is kept, as a table of snapshots, which are made between batches. */
    public KeyedTable table(String name) {
        return new KeyedTable(name, keys, rows);
    }

    /** Bytes of memory that keys and rows hold. */
    public long memoryBytes() {
        return keys.memoryBytes() + rows.memoryBytes();
    }
}
