package io.weir.engine.rank;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.RowKinds;
import io.weir.engine.state.IntList;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.state.OrderedRows;
import io.weir.engine.state.RowIndex;
import io.weir.engine.state.RowStore;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import java.util.Arrays;

/**
 * The best rows of each key, in order: as many as are given out where rows only come or get better, all of them where
 * any may go again.
 */
final class TopRows {
    private static final int NONE = OrderedRows.NONE;

    private final Ranking ranking;
    private final KeyedSlots slots;
    private final Column[] keyColumns;
    private final RowStore store;
    private final OrderedRows ordered = new OrderedRows();
    private final RowIndex index;
    private final boolean isIndexed;
    private final RankChanges changes;
    /** By slot, the last rank; only for a variable range. */
    private long[] ends = new long[0];

    /** Rows that are no longer kept, whose contents may still be given out. */
    private final IntList dead = new IntList();

    private int[] positions = new int[0];
    private int[] rowSlots = new int[0];
    private int[] hashes = new int[0];
    private int[] missing = new int[0];
    private int[] missingSlots = new int[0];

    // The row at hand, for the place of it.
    private Batch batch = new Batch();
    private int position;
    private final OrderedRows.Place place = this::compareRowAtHand;

    TopRows(Ranking ranking, Clock clock) {
        this.ranking = ranking;
        keyColumns = new Column[ranking.keys().length];
        Column[] prototypes = new Column[keyColumns.length];
        for (int i = 0; i < prototypes.length; i++) {
            prototypes[i] = Columns.column(ranking.inputType().getTypeAt(ranking.keys()[i]), 0);
        }
        slots = new KeyedSlots(ranking.ttlMillis(), clock, prototypes);
        store = new RowStore(ranking.inputType());
        isIndexed = ranking.input() == Ranking.Input.RETRACTIONS
                || (ranking.input() == Ranking.Input.UPDATES && !ranking.isFirstOnly());
        index = new RowIndex(store, isIndexed ? indexedColumns(ranking) : new int[0]);
        changes = new RankChanges(ranking, ordered);
    }

    private static int[] indexedColumns(Ranking ranking) {
        if (ranking.input() == Ranking.Input.UPDATES) {
            return ranking.rowKeys();
        }
        int[] all = new int[ranking.inputType().getFieldCount()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return all;
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
    // ------------------------------------------------------------------------------------------------------

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
        changes.collect(ends);
    }

    private void resolve(Batch rows) {
        int count = rows.rowCount();
        if (positions.length < count) {
            positions = new int[count];
            rowSlots = new int[count];
            hashes = new int[count];
            missing = new int[count];
            missingSlots = new int[count];
            for (int i = 0; i < count; i++) {
                positions[i] = i;
            }
        }
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i] = rows.column(ranking.keys()[i]);
        }
        if (slots.hasTtl()) {
            resolveWithTtl(count);
        } else {
            slots.resolve(keyColumns, positions, count, rowSlots);
        }
        ordered.ensureSlots(slots.slotCount());
        changes.ensureSlots(slots.slotCount());
        if (ranking.hasVariableEnd()) {
            readEnds(rows, count);
        }
    }

    /** Rows that change nothing do not prolong the life of a key. */
    private void resolveWithTtl(int count) {
        slots.find(keyColumns, positions, count, rowSlots);
        forgetExpired();
        int missingCount = 0;
        for (int i = 0; i < count; i++) {
            if (rowSlots[i] < 0) {
                missing[missingCount++] = i;
            }
        }
        slots.resolve(keyColumns, missing, missingCount, missingSlots);
        ordered.ensureSlots(slots.slotCount());
        forgetExpired();
        for (int i = 0; i < missingCount; i++) {
            rowSlots[missing[i]] = missingSlots[i];
        }
    }

    private void forgetExpired() {
        int[] expired = slots.expiredSlots();
        for (int i = 0; i < slots.expiredCount(); i++) {
            forgetRows(expired[i]);
        }
    }

    private void forgetRows(int slot) {
        int row = ordered.rowAt(slot, 0);
        while (row != NONE) {
            if (isIndexed) {
                index.removeFirst(row);
            }
            store.remove(row);
            row = ordered.next(row);
        }
        ordered.clear(slot);
    }

    private void readEnds(Batch rows, int count) {
        if (ends.length < slots.slotCount()) {
            ends = Arrays.copyOf(ends, Math.max(slots.slotCount(), 2 * ends.length));
        }
        int[] fresh = slots.freshSlots();
        for (int i = 0; i < slots.freshCount(); i++) {
            ends[fresh[i]] = -1;
        }
        Column column = rows.column(ranking.endColumn());
        for (int i = 0; i < count; i++) {
            if (ends[rowSlots[i]] < 0) {
                long end = column.isNull(i)
                        ? 0
                        : column instanceof LongColumn longs ? longs.get(i) : ((IntColumn) column).get(i);
                ends[rowSlots[i]] = Math.max(0, end);
            }
        }
    }

    private long end(int slot) {
        return ranking.hasVariableEnd() ? ends[slot] : ranking.end();
    }

    // ---- the row at hand
    // ---------------------------------------------------------------------------------------------

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
        removeRow(slot, old);
        int row = addRow(slot, isSameOrder ? rank : ordered.rankOf(slot, place));
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
        int row = store.add(batch, position);
        changes.addRow(row);
        ordered.insert(slot, row, rank);
        if (isIndexed) {
            index.add(row, hashes[position]);
        }
        return row;
    }

    private void removeRow(int slot, int row) {
        ordered.remove(slot, row);
        if (isIndexed) {
            index.removeFirst(row);
        }
        dead.add(row);
    }

    // ---- after giving out
    // --------------------------------------------------------------------------------------------

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
        if (slots.isSparse()) {
            pack();
        }
    }

    private void pack() {
        int[] kept = slots.pack();
        ordered.moveSlots(kept);
        if (ranking.hasVariableEnd()) {
            long[] moved = new long[kept.length];
            for (int i = 0; i < kept.length; i++) {
                moved[i] = ends[kept[i]];
            }
            ends = moved;
        }
    }

    private void removeEmpty(IntList touched) {
        int emptyCount = 0;
        int[] empty = missingSlots;
        for (int i = 0; i < touched.size(); i++) {
            if (ordered.size(touched.get(i)) == 0) {
                empty[emptyCount++] = touched.get(i);
            }
        }
        slots.remove(empty, emptyCount);
    }

    /** When there may be keys whose time is over, or {@link Long#MAX_VALUE}. */
    long nextSweepMillis() {
        return slots.hasTtl() && slots.keyCount() > 0 ? slots.nextSweepMillis() : Long.MAX_VALUE;
    }

    void sweep() {
        slots.sweep();
        forgetExpired();
    }

    /** Bytes of memory that the rows and keys hold. */
    long memoryBytes() {
        return slots.memoryBytes()
                + store.memoryBytes()
                + ordered.memoryBytes()
                + (isIndexed ? index.memoryBytes() : 0)
                + changes.memoryBytes()
                + (long) ends.length * Long.BYTES;
    }
}
