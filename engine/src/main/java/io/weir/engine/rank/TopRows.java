package io.weir.engine.rank;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import io.weir.engine.state.IntList;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.state.KeyedTable;
import io.weir.engine.state.OrderedRows;
import io.weir.engine.state.RowIndex;
import io.weir.engine.state.RowLists;
import io.weir.engine.state.RowStore;
import io.weir.engine.state.RowTable;
import io.weir.engine.state.StateBackend;
import io.weir.engine.state.StateTable;
import io.weir.engine.time.Clock;
import java.util.List;

/**
 * The best rows of each key, in order: as many as are given out where rows only come or get better, all of them where
 * any may go again.
 */
final class TopRows {
    private static final int NONE = OrderedRows.NONE;

    private final Ranking ranking;
    private final RankKeys keys;
    private final KeyedSlots slots;
    private final RowStore store;
    private final OrderedRows ordered = new OrderedRows();
    private final RowIndex index;
    private final boolean isIndexed;
    private final RowTable table;
    private final RankChanges changes;
    private final VariableEnds ends = new VariableEnds();

    /** Rows that are no longer kept, whose contents may still be given out. */
    private final IntList dead = new IntList();

    private int[] rowSlots = new int[0];
    private int[] hashes = new int[0];

    // The row at hand, for the place of it.
    private Batch batch = new Batch();
    private int position;
    private final OrderedRows.Place place = this::compareRowAtHand;

    TopRows(Ranking ranking, Clock clock) {
        this.ranking = ranking;
        keys = new RankKeys(ranking, clock, this::forgetRows);
        slots = keys.slots();
        store = new RowStore(ranking.inputType());
        isIndexed = ranking.isIndexed();
        index = new RowIndex(store, ranking.indexedColumns());
        table = new RowTable("rows", store, ranking.keys());
        changes = new RankChanges(ranking, ordered);
    }

    /** Keys that memory has no room for go to the backend, with their rows. */
    void spillTo(StateBackend backend) {
        KeyedTable lists = KeyedTable.withParts("keys", slots, ends, new RowLists(table) {
            @Override
            public void ensureSlots(int count) {
                ordered.ensureSlots(count);
                changes.ensureSlots(count);
            }

            @Override
            protected int first(int slot) {
                return ordered.rowAt(slot, 0);
            }

            @Override
            protected int next(int row) {
                return ordered.next(row);
            }

            @Override
            protected void comeBack(int slot, int row) {
                changes.addRow(row);
                ordered.insert(slot, row, ordered.size(slot));
                if (isIndexed) {
                    index.add(row);
                }
            }

            @Override
            protected void clear(int slot) {
                forgetRows(slot);
            }
        });
        slots.spillTo(backend, table.name(), this::memoryBytes, () -> lists);
        table.spillTo(slots, this::settle);
    }

    /** The rows, also those that have just gone, by number. */
    Batch rows() {
        return store.rows();
    }

    /** What the batch taken last has changed. */
    RankChanges changes() {
        return changes;
    }

    private int compareRowAtHand(int row) {
        return ranking.order().compare(batch, position, store.rows(), row);
    }

    // ---- taking
    // --------------------------------------------------------------------------------------------------------

    /** Takes the rows of a batch. */
    void take(Batch rows) {
        batch = rows;
        resolve(rows);
        int count = rows.rowCount();
        if (isIndexed && count > 0) {
            index.hash(rows, hashes);
        }
        for (int i = 0; i < count; i++) {
            position = i;
            int slot = rowSlots[i];
            boolean isAddition = RowKinds.isAddition(rows.rowKind(i));
            switch (ranking.input()) {
                case APPENDS -> append(slot);
                case UPDATES -> {
                    if (isAddition) {
                        update(slot);
                    }
                }
                case RETRACTIONS -> {
                    if (isAddition) {
                        insert(slot);
                    } else {
                        retract(slot);
                    }
                }
            }
        }
        changes.collect(ends.ends());
    }

    private void resolve(Batch rows) {
        int count = rows.rowCount();
        if (rowSlots.length < count) {
            rowSlots = new int[count];
            hashes = new int[count];
        }
        keys.resolve(rows, rowSlots);
        ordered.ensureSlots(slots.slotCount());
        changes.ensureSlots(slots.slotCount());
        if (ranking.hasVariableEnd()) {
            ends.take(rows.column(ranking.endColumn()), count, rowSlots, slots);
        }
    }

    private void forgetRows(int slot) {
        int row = ordered.rowAt(slot, 0);
        while (row != NONE) {
            if (isIndexed) {
                index.removeFirst(row);
            }
            table.removed(row);
            store.remove(row);
            row = ordered.next(row);
        }
        ordered.clear(slot);
    }

    private long end(int slot) {
        return ranking.hasVariableEnd() ? ends.ends()[slot] : ranking.end();
    }

    // ---- the row at hand
    // -----------------------------------------------------------------------------------------------

    private void append(int slot) {
        long end = end(slot);
        int size = ordered.size(slot);
        if (size >= end && (end <= 0 || place.compareTo(ordered.rowAt(slot, size - 1)) >= 0)) {
            return;
        }
        changes.beforeChange(slot, end);
        int row = addRow(slot, ordered.rankOf(slot, place));
        if (size >= end) {
            int last = ordered.rowAt(slot, size);
            removeRow(slot, last);
            if (ranking.isFirstOnly()) {
                changes.replace(last, row);
            }
            if (!ranking.isNumbered()) {
                changes.leave(last);
            }
        }
        if (!ranking.isNumbered()) {
            changes.enter(row);
        }
    }

    private void update(int slot) {
        int old = isIndexed ? index.find(batch, position, hashes[position]) : NONE;
        if (old == NONE) {
            append(slot);
            return;
        }
        changes.beforeChange(slot, end(slot));
        boolean isSameOrder = place.compareTo(old) == 0;
        int rank = ordered.rank(old);
        unlink(slot, old);
        int row = link(slot, isSameOrder ? rank : ordered.rankOf(slot, place));
        if (isSameOrder) {
            table.replaced(old, row);
        } else {
            table.removed(old);
            table.added(row);
        }
        changes.replace(old, row);
        if (!ranking.isNumbered()) {
            changes.leave(old);
            changes.enter(row);
        }
    }

    private void insert(int slot) {
        long end = end(slot);
        int rank = ordered.rankOf(slot, place);
        if (rank >= end) {
            addRow(slot, rank);
            return;
        }
        changes.beforeChange(slot, end);
        int row = addRow(slot, rank);
        if (!ranking.isNumbered()) {
            if (ordered.size(slot) > end) {
                changes.leave(ordered.rowAt(slot, (int) end));
            }
            changes.enter(row);
        }
    }

    /** A row that is not there had its time to live, or never came. */
    private void retract(int slot) {
        int row = index.find(batch, position, hashes[position]);
        if (row == NONE) {
            return;
        }
        long end = end(slot);
        int rank = ordered.rank(row);
        if (rank >= end) {
            removeRow(slot, row);
            return;
        }
        changes.beforeChange(slot, end);
        removeRow(slot, row);
        if (!ranking.isNumbered()) {
            changes.leave(row);
            if (ordered.size(slot) >= end) {
                changes.enter(ordered.rowAt(slot, (int) end - 1));
            }
        }
    }

    private int addRow(int slot, int rank) {
        int row = link(slot, rank);
        table.added(row);
        return row;
    }

    private int link(int slot, int rank) {
        int row = store.add(batch, position);
        changes.addRow(row);
        ordered.insert(slot, row, rank);
        if (isIndexed) {
            index.add(row, hashes[position]);
        }
        return row;
    }

    private void removeRow(int slot, int row) {
        unlink(slot, row);
        table.removed(row);
    }

    private void unlink(int slot, int row) {
        ordered.remove(slot, row);
        if (isIndexed) {
            index.removeFirst(row);
        }
        dead.add(row);
    }

    // ---- after giving out
    // ----------------------------------------------------------------------------------------------

    /** All changes have been given out: what has gone is forgotten. */
    void release() {
        for (int i = 0; i < dead.size(); i++) {
            store.remove(dead.get(i));
        }
        dead.clear();
        IntList touched = changes.touchedSlots();
        if (slots.hasTtl()) {
            slots.touch(touched.items(), touched.size());
        }
        if (ranking.input() == Ranking.Input.RETRACTIONS && !ranking.hasVariableEnd()) {
            removeEmpty(touched);
        }
        changes.clear();
        slots.trim();
        if (slots.isSparse()) {
            pack();
        }
    }

    private void pack() {
        int[] kept = slots.pack();
        ordered.moveSlots(kept);
        ends.moveSlots(kept);
    }

    private void removeEmpty(IntList touched) {
        int emptyCount = 0;
        int[] empty = new int[touched.size()];
        for (int i = 0; i < touched.size(); i++) {
            if (ordered.size(touched.get(i)) == 0) {
                empty[emptyCount++] = touched.get(i);
            }
        }
        slots.remove(empty, emptyCount);
    }

    // ---- snapshots
    // -----------------------------------------------------------------------------------------------------

    /** The rows; and the keys, where something is kept for them. */
    List<StateTable> stateTables() {
        if (ranking.hasVariableEnd()) {
            return List.of(new KeyedTable("keys", slots, ends), table);
        }
        return slots.hasTtl() ? List.of(new KeyedTable("keys", slots), table) : List.of(table);
    }

    /** Puts the rows that were read into their order; of equal ones the first to come is the first. */
    void onRestored() {
        ordered.ensureSlots(slots.slotCount());
        for (int row = table.pollRead(); row != NONE; row = table.pollRead()) {
            int slot = keys.restore(store.rows(), row);
            batch = store.rows();
            position = row;
            restoreRow(slot, row);
        }
    }

    private void settle() {
        onRestored();
        slots.trim();
    }

    private void restoreRow(int slot, int row) {
        if (slot < 0) {
            table.removed(row);
            store.remove(row);
            return;
        }
        changes.addRow(row);
        ordered.ensureSlots(slots.slotCount());
        changes.ensureSlots(slots.slotCount());
        ordered.insert(slot, row, ordered.rankOf(slot, place));
        if (isIndexed) {
            index.add(row);
        }
    }

    // ---- time
    // ----------------------------------------------------------------------------------------------------------

    /** When there may be keys whose time is over, or {@link Long#MAX_VALUE}. */
    long nextSweepMillis() {
        return slots.hasTtl() && slots.keyCount() > 0 ? slots.nextSweepMillis() : Long.MAX_VALUE;
    }

    void sweep() {
        keys.sweep();
    }

    /** Bytes of memory that the rows and keys hold. */
    long memoryBytes() {
        return slots.memoryBytes()
                + store.memoryBytes()
                + table.memoryBytes()
                + ordered.memoryBytes()
                + (isIndexed ? index.memoryBytes() : 0)
                + changes.memoryBytes()
                + ends.memoryBytes();
    }
}
