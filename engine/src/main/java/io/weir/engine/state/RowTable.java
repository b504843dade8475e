package io.weir.engine.state;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a {@link RowStore} as a table of snapshots, for keys that may have many rows: an entry for each row, so
 * that a key costs what has changed in it, however many rows it has.
 *
 * <p><b>Entries.</b> The key of an entry is the hash of the row's key and the row's sequence: numbers in the order in
 * which rows were added, which also say which of two rows of a key came first. An entry that is read keeps its
 * sequence, and later rows get greater ones, so that no two rows of a key ever have the same. The value is the row, and
 * what the owner keeps for its number.
 *
 * <p><b>Owner.</b> Says what it does: {@link #added}, {@link #changed}, {@link #replaced}, {@link #removed}. After a
 * restore it goes through the rows {@link #pollRead in their order}.
 */
public final class RowTable implements StateTable {
    /** The row is to be written. */
    private static final byte CHANGED = 1;
    /** A snapshot has the row's sequence. */
    private static final byte SAVED = 2;
    /** The number of the row is among those that may have changed. */
    private static final byte LISTED = 4;

    /** Where keys may leave memory, rows that were read wait for others at most until there are so many. */
    private static final int SETTLED_ROWS = 1 << 16;

    private final String name;
    private final RowStore store;
    private final int[] keyColumns;
    private final Column[] key;
    private final SlotState[] values;

    private boolean isTracking;
    private long nextSequence;
    // By row.
    private long[] sequences = new long[0];
    private byte[] flags = new byte[0];

    private final IntList changedRows = new IntList();
    /** Hash and sequence of rows that a snapshot has, one behind the other. */
    private final StateOutput removedKeys = new StateOutput();

    private final StateInput removed = new StateInput();
    /** Rows that were read, by sequence. */
    private final TimeQueue read = new TimeQueue();

    private final Batch room;

    private @Nullable KeyedSlots spilling;
    private Runnable settleRead = () -> {};
    /** The number of rows that have left memory. */
    private long coldRows;

    /**
     * Makes a table.
     *
     * @param keyColumns by which rows are sent to instances
     * @param values what is kept for a row's number, besides the row
     */
    public RowTable(String name, RowStore store, int[] keyColumns, SlotState... values) {
        this.name = name;
        this.store = store;
        this.keyColumns = keyColumns.clone();
        this.values = values.clone();
        key = new Column[keyColumns.length];
        room = store.rows().newEmpty(1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String schema() {
        StringBuilder schema = new StringBuilder("sequence by " + Arrays.toString(keyColumns));
        for (SlotState value : values) {
            schema.append(" | ").append(value.schema());
        }
        return schema + " | " + SlotRows.rowSchema(room);
    }

    @Override
    public long size() {
        return store.size() + coldRows;
    }

    // ---- changes
    // -------------------------------------------------------------------------------------------------------

    /** A row was added to the store, behind all others of its key. */
    public void added(int row) {
        if (isTracking) {
            ensureRow(row);
            sequences[row] = nextSequence++;
            mark(row);
        }
    }

    /** What the owner keeps for a row has changed. */
    public void changed(int row) {
        if (isTracking) {
            mark(row);
        }
    }

    /** A row was added that takes the place, in the order too, of another, which is about to be removed. */
    public void replaced(int row, int newRow) {
        if (isTracking) {
            ensureRow(newRow);
            sequences[newRow] = sequences[row];
            flags[newRow] |= (byte) (flags[row] & SAVED);
            flags[row] &= LISTED;
            mark(newRow);
        }
    }

    /** A row is about to be removed from the store. */
    public void removed(int row) {
        if (row < flags.length) {
            if ((flags[row] & SAVED) != 0) {
                removedKeys.putInt(hash(row));
                removedKeys.putLong(sequences[row]);
            }
            flags[row] &= LISTED;
        }
    }

    private void mark(int row) {
        if ((flags[row] & LISTED) == 0) {
            changedRows.add(row);
        }
        flags[row] |= CHANGED | LISTED;
    }

    private void ensureRow(int row) {
        if (row >= sequences.length) {
            int grown = Math.max(16, Math.max(row + 1, sequences.length + (sequences.length >> 1)));
            sequences = Arrays.copyOf(sequences, grown);
            flags = Arrays.copyOf(flags, grown);
        }
    }

    private int hash(int row) {
        Batch rows = store.rows();
        for (int i = 0; i < key.length; i++) {
            key[i] = rows.column(keyColumns[i]);
        }
        return KeyHasher.hash(key, row);
    }

    // ---- snapshots
    // -----------------------------------------------------------------------------------------------------

    /** As {@link StateTable#startTracking}, of a store that is empty or has what was read. */
    @Override
    public void startTracking() {
        if (!isTracking) {
            isTracking = true;
            if (sequences.length < store.end()) {
                throw new IllegalStateException("the order of rows is only known from the first row on");
            }
            for (int row = 0; row < store.end(); row++) {
                mark(row);
            }
            if (spilling != null && spilling.changes() == null && spilling.cold() != null) {
                spilling.cold().startTracking();
            }
        }
    }

    @Override
    public void writeChanges(StateWriter out) {
        if (spilling != null && spilling.cold() != null) {
            spilling.cold().writeUnsaved(spilling, () -> write(out));
        }
        write(out);
    }

    private void write(StateWriter out) {
        removed.reset(removedKeys.bytes(), 0, removedKeys.length());
        while (!removed.isAtEnd()) {
            int hash = removed.getInt();
            begin(hash, removed.getLong(), out);
            out.endRemoved();
        }
        removedKeys.clear();
        for (int i = 0; i < changedRows.size(); i++) {
            int row = changedRows.get(i);
            boolean isChanged = (flags[row] & CHANGED) != 0;
            flags[row] &= SAVED;
            // A row that was removed has not changed.
            if (isChanged) {
                flags[row] = SAVED;
                begin(hash(row), sequences[row], out);
                for (SlotState value : values) {
                    value.writeSlot(row, out.value());
                }
                out.value().putRow(store.rows(), row);
                out.end();
            }
        }
        changedRows.clear();
    }

    private static void begin(int hash, long sequence, StateWriter out) {
        out.begin(hash);
        out.key().putInt(hash);
        out.key().putLong(sequence);
    }

    @Override
    public void read(StateInput keyInput, StateInput value) {
        int unusedHash = keyInput.getInt();
        long sequence = keyInput.getLong();
        int row = readRow(value);
        ensureRow(row);
        sequences[row] = sequence;
        flags[row] = isTracking ? SAVED : 0;
        nextSequence = Math.max(nextSequence, sequence + 1);
        read.add(sequence, row);
        if (spilling != null && read.size() >= SETTLED_ROWS) {
            settleRead.run();
        }
    }

    private int readRow(StateInput in) {
        // What stands before the row is of a number that the store has not given yet.
        int row = store.nextNumber();
        for (SlotState state : values) {
            state.ensureSlots(row + 1);
            state.readSlot(row, in);
        }
        room.reset();
        for (int i = 0; i < room.columnCount(); i++) {
            room.column(i).ensureCapacity(1);
        }
        in.getRow(room, 0);
        int unusedRow = store.add(room, 0);
        return row;
    }

    // ---- rows that leave memory with their key
    // -----------------------------------------------------------------------------------------

    /**
     * Rows may leave memory with their keys from now on.
     *
     * @param to the keys that {@link KeyedSlots#spillTo spill} these rows
     * @param settle puts the rows that were read so far where they belong, and lets keys leave
     */
    public void spillTo(KeyedSlots to, Runnable settle) {
        spilling = to;
        settleRead = settle;
    }

    boolean hasChanged(int row) {
        return row < flags.length && (flags[row] & CHANGED) != 0;
    }

    /** Writes a row that leaves memory. */
    void writeCold(int row, StateOutput out) {
        coldRows++;
        ensureRow(row);
        out.putLong(sequences[row]);
        out.putBoolean((flags[row] & SAVED) != 0);
        for (SlotState value : values) {
            value.writeSlot(row, out);
        }
        out.putRow(store.rows(), row);
    }

    /** Reads a row that comes back. */
    int readCold(StateInput in) {
        coldRows--;
        long sequence = in.getLong();
        boolean isSaved = in.getBoolean();
        int row = readRow(in);
        ensureRow(row);
        sequences[row] = sequence;
        flags[row] = (byte) (flags[row] & LISTED | (isSaved ? SAVED : 0));
        return row;
    }

    /** No snapshot has the row. */
    void markUnsaved(int row) {
        flags[row] &= LISTED;
        mark(row);
    }

    /** The row leaves memory; snapshots keep it. */
    void forget(int row) {
        ensureRow(row);
        flags[row] &= LISTED;
    }

    /** The place of a row in the order in which rows came. */
    public long sequence(int row) {
        return sequences[row];
    }

    // ---- reading
    // -------------------------------------------------------------------------------------------------------

    /** The next of the rows that were read, those of a key in the order in which they came, or -1. */
    public int pollRead() {
        return read.size() == 0 ? -1 : read.poll();
    }

    /** Bytes of memory that the account of changes holds. */
    public long memoryBytes() {
        return sequences.length * (Long.BYTES + 1L)
                + (long) changedRows.size() * Integer.BYTES
                + removedKeys.length()
                + read.memoryBytes();
    }
}
