package io.weir.engine.join;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowKinds;
import io.weir.engine.state.IntList;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.state.KeyedTable;
import io.weir.engine.state.RowIndex;
import io.weir.engine.state.RowLists;
import io.weir.engine.state.RowStore;
import io.weir.engine.state.RowTable;
import io.weir.engine.state.SlotState;
import io.weir.engine.state.StateBackend;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateTable;
import io.weir.engine.time.Clock;
import java.util.Arrays;

/** The rows of one input of a join by key, each key's in the order in which they came. */
final class JoinSide {
    static final int NONE = RowChains.NONE;

    private final JoinInput input;
    private final Clock clock;
    private final KeyedSlots slots;
    private final Column[] keyColumns;
    private final RowStore store;
    private final RowIndex index;
    private final RowTable table;
    /** Where rows have no unique key, they are looked for only when one is taken back; until then there is no index. */
    private boolean isIndexed;

    private final RowChains chains = new RowChains();

    // By row.
    private int[] matches = new int[0];
    private long[] writtenMillis = new long[0];

    // Of the batch at hand.
    private int[] rowsOfKind = new int[0];
    private int[] found = new int[0];
    private int[] ownSlots = new int[0];
    private int[] hashes = new int[0];
    private boolean hasHashes;
    private final IntList touched = new IntList();

    /**
     * Makes an empty side.
     *
     * @param name of its table in snapshots
     */
    JoinSide(String name, JoinInput input, Clock clock) {
        this.input = input;
        this.clock = clock;
        keyColumns = new Column[input.keys().length];
        store = new RowStore(input.type());
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i] = store.rows().column(input.keys()[i]);
        }
        slots = new KeyedSlots(input.ttlMillis(), clock, keyColumns);
        index = new RowIndex(store, input.indexedColumns());
        isIndexed = input.hasUniqueKey();
        table = new RowTable(name, store, input.keys(), new RowFacts());
    }

    /** Keys that memory has no room for go to the backend, with their rows. */
    void spillTo(StateBackend backend) {
        KeyedTable lists = KeyedTable.withParts(table.name(), slots, new RowLists(table) {
            @Override
            public void ensureSlots(int count) {
                chains.ensureSlots(count);
            }

            @Override
            protected int first(int slot) {
                return chains.first(slot);
            }

            @Override
            protected int next(int row) {
                return chains.next(row);
            }

            @Override
            protected void comeBack(int slot, int row) {
                chains.append(slot, row);
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

    Batch rows() {
        return store.rows();
    }

    // ---- being looked at
    // -----------------------------------------------------------------------------------------------

    /** Finds the slots of another input's rows, -1 where there is none. */
    void find(Column[] columns, int[] positions, int count, int[] result) {
        slots.find(columns, positions, count, result);
        forgetExpired();
    }

    int first(int slot) {
        return slot < 0 ? NONE : live(chains.first(slot));
    }

    int next(int row) {
        return live(chains.next(row));
    }

    /** The row, or the next one whose time is not over. */
    private int live(int row) {
        int at = row;
        if (input.ttlMillis() > 0) {
            long now = clock.currentTimeMillis();
            while (at != NONE && now - writtenMillis[at] >= input.ttlMillis()) {
                int following = chains.next(at);
                remove(at);
                at = following;
            }
        }
        return at;
    }

    /** The number of matches of a row; only if they are counted. */
    int matches(int row) {
        return matches[row];
    }

    void setMatches(int row, int count) {
        matches[row] = count;
        table.changed(row);
        if (input.ttlMillis() > 0) {
            writtenMillis[row] = clock.currentTimeMillis();
            touched.add(chains.slot(row));
        }
    }

    // ---- changing
    // ------------------------------------------------------------------------------------------------------

    /** Finds the slots of the rows of a batch at these positions, which are about to be added or taken away. */
    void begin(Batch batch, int[] positions, int count) {
        int rowCount = batch.rowCount();
        if (ownSlots.length < rowCount) {
            rowsOfKind = new int[rowCount];
            found = new int[rowCount];
            ownSlots = new int[rowCount];
            hashes = new int[rowCount];
        }
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i] = batch.column(input.keys()[i]);
        }
        hasHashes = false;
        boolean hasRetractions = resolve(batch, positions, count, true);
        chains.ensureSlots(slots.slotCount());
        if (hasRetractions) {
            resolve(batch, positions, count, false);
            if (!isIndexed) {
                buildIndex();
            }
        }
        if (isIndexed) {
            index.hash(batch, hashes);
            hasHashes = true;
        }
    }

    private boolean resolve(Batch batch, int[] positions, int count, boolean isAddition) {
        int selected = 0;
        for (int i = 0; i < count; i++) {
            if (RowKinds.isAddition(batch.rowKind(positions[i])) == isAddition) {
                rowsOfKind[selected++] = positions[i];
            }
        }
        if (isAddition) {
            slots.resolve(keyColumns, rowsOfKind, selected, found);
            chains.ensureSlots(slots.slotCount());
        } else {
            slots.find(keyColumns, rowsOfKind, selected, found);
        }
        forgetExpired();
        for (int i = 0; i < selected; i++) {
            ownSlots[rowsOfKind[i]] = found[i];
        }
        return selected < count;
    }

    private void buildIndex() {
        for (int slot = 0; slot < slots.slotCount(); slot++) {
            for (int row = chains.first(slot); row != NONE; row = chains.next(row)) {
                index.add(row);
            }
        }
        isIndexed = true;
    }

    private void forgetExpired() {
        for (int i = 0; i < slots.expiredCount(); i++) {
            forgetRows(slots.expiredSlots()[i]);
        }
    }

    private void forgetRows(int slot) {
        while (!chains.isEmpty(slot)) {
            remove(chains.first(slot));
        }
    }

    /** Adds a row of the batch that was begun, with the number of its matches. */
    void add(Batch batch, int position, int matchCount) {
        int slot = ownSlots[position];
        if (input.hasUniqueKey()) {
            int old = index.find(batch, position, hashes[position]);
            if (old != NONE) {
                remove(old);
            }
        }
        int row = store.add(batch, position);
        ensureRow(row);
        table.added(row);
        chains.append(slot, row);
        matches[row] = matchCount;
        if (input.ttlMillis() > 0) {
            writtenMillis[row] = clock.currentTimeMillis();
        }
        if (isIndexed) {
            index.add(row, hashes[position]);
        }
    }

    /** Takes a row of the batch that was begun away; one that is not there had its time to live. */
    void retract(Batch batch, int position) {
        if (ownSlots[position] < 0 || !hasHashes) {
            return;
        }
        int row = index.find(batch, position, hashes[position]);
        if (row != NONE) {
            touched.add(chains.slot(row));
            remove(row);
        }
    }

    private void remove(int row) {
        chains.remove(row);
        if (isIndexed) {
            index.removeFirst(row);
        }
        table.removed(row);
        store.remove(row);
    }

    private void ensureRow(int row) {
        if (row >= matches.length) {
            int grown = Math.max(16, Math.max(row + 1, matches.length + (matches.length >> 1)));
            chains.ensureRows(grown);
            matches = Arrays.copyOf(matches, grown);
            writtenMillis = Arrays.copyOf(writtenMillis, grown);
        }
    }

    /** Ends a batch: keys without rows are forgotten, those whose rows were written begin their time to live again. */
    void end() {
        int emptyCount = 0;
        int keptCount = 0;
        int[] empty = new int[touched.size()];
        int[] kept = new int[touched.size()];
        for (int i = 0; i < touched.size(); i++) {
            int slot = touched.get(i);
            if (!chains.isEmpty(slot)) {
                kept[keptCount++] = slot;
            } else if (chains.giveBack(slot)) {
                empty[emptyCount++] = slot;
            }
        }
        slots.touch(kept, keptCount);
        slots.remove(empty, emptyCount);
        chains.forgetGivenBack(empty, emptyCount);
        touched.clear();
        slots.trim();
        if (slots.isSparse()) {
            chains.pack(slots.pack());
        }
    }

    // ---- snapshots
    // -----------------------------------------------------------------------------------------------------

    /** What is kept for a row besides its fields. */
    private final class RowFacts implements SlotState {
        @Override
        public void ensureSlots(int count) {
            ensureRow(count - 1);
        }

        @Override
        public String schema() {
            return input.ttlMillis() > 0 ? "matches written" : "matches";
        }

        @Override
        public void writeSlot(int row, StateOutput out) {
            out.putInt(matches[row]);
            if (input.ttlMillis() > 0) {
                out.putLong(writtenMillis[row]);
            }
        }

        @Override
        public void readSlot(int row, StateInput in) {
            matches[row] = in.getInt();
            writtenMillis[row] = input.ttlMillis() > 0 ? in.getLong() : 0;
        }
    }

    StateTable table() {
        return table;
    }

    /** Puts the rows that were read into their lists. A key lives as long as its rows. */
    void onRestored() {
        for (int row = table.pollRead(); row != NONE; row = table.pollRead()) {
            Batch rows = store.rows();
            for (int i = 0; i < keyColumns.length; i++) {
                keyColumns[i] = rows.column(input.keys()[i]);
            }
            int slot = slots.restore(keyColumns, row, writtenMillis[row]);
            chains.ensureSlots(slots.slotCount());
            chains.insert(slot, row, table);
            if (isIndexed) {
                index.add(row);
            }
        }
    }

    private void settle() {
        onRestored();
        slots.trim();
    }

    // ---- time
    // ----------------------------------------------------------------------------------------------------------

    boolean hasTtl() {
        return slots.hasTtl();
    }

    void sweep() {
        slots.sweep();
        forgetExpired();
    }

    long nextSweepMillis() {
        return slots.nextSweepMillis();
    }

    long memoryBytes() {
        return slots.memoryBytes()
                + store.memoryBytes()
                + table.memoryBytes()
                + (isIndexed ? index.memoryBytes() : 0)
                + chains.memoryBytes()
                + matches.length * (long) (Integer.BYTES + Long.BYTES);
    }
}
