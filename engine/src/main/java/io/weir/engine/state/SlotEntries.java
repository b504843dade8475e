package io.weir.engine.state;

import io.weir.columnar.Column;
import java.util.Arrays;

/**
 * The keys of a {@link KeyedSlots}, with what is kept for them, as entries: how they get out of the table and back, be
 * it because of a snapshot or because memory has no room for them.
 */
final class SlotEntries {
    private static final int[] FIRST = {0};
    /** So many entries are read together: their keys are looked for at once. */
    private static final int BLOCK_ENTRIES = 256;
    /** Of large values so many are enough. */
    private static final int BLOCK_BYTES = 1 << 20;

    private static final int[] POSITIONS = new int[BLOCK_ENTRIES];

    static {
        Arrays.setAll(POSITIONS, i -> i);
    }

    private final KeyedSlots keys;
    /** Room for the key of an entry that is being read. */
    private final ValueRoom room;

    private final int[] oneSlot = new int[1];

    /** Entries that wait for more: their keys, and their values one behind the other. */
    private final Column[] waitingKeys;

    private StateOutput waitingValues = new StateOutput();
    private int[] waitingEnds = {};
    private int[] waitingSlots = {};
    private final StateInput waiting = new StateInput();
    private int waitingCount;

    SlotEntries(KeyedSlots keys, Column[] prototypes) {
        this.keys = keys;
        room = new ValueRoom(prototypes);
        waitingKeys = new Column[prototypes.length];
        Arrays.setAll(waitingKeys, i -> prototypes[i].newEmpty(0));
    }

    // ---- snapshots
    // -----------------------------------------------------------------------------------------------------

    /** Writes the keys that have changed since the last call, with what is kept for them, and those that are gone. */
    void writeChanges(StateWriter out, SlotState[] values, boolean hasParts) {
        SlotChanges account = keys.changes();
        if (account != null) {
            // Keys that come from outside of memory may be in a snapshot of which the account does not know.
            boolean knowsNew = keys.cold() == null;
            Runnable write = () -> {
                account.write(keys.keys(), keys.times().writtenMillis(), keys.hasTtl(), values, knowsNew, out);
                if (hasParts) {
                    values[values.length - 1].writeParts(out);
                }
            };
            if (keys.cold() != null) {
                keys.cold().writeUnsaved(keys, write);
            }
            write.run();
        }
    }

    /** As {@link #read}, now or with a later call, {@link #endRead} at the latest. */
    void readSoon(StateInput key, StateInput value, SlotState[] values, boolean hasParts) {
        if (keys.cold() != null) {
            read(key, value, values, hasParts);
            return;
        }
        int start = key.position();
        for (Column column : waitingKeys) {
            column.ensureCapacity(BLOCK_ENTRIES);
            key.getValue(column, waitingCount);
        }
        if (!key.isAtEnd()) {
            readWaiting(values);
            key.reset(key.bytes(), start, key.position() + key.remaining());
            read(key, value, values, hasParts);
            return;
        }
        if (waitingEnds.length == 0) {
            waitingEnds = new int[BLOCK_ENTRIES];
            waitingSlots = new int[BLOCK_ENTRIES];
        }
        int length = value.remaining();
        waitingValues.putRaw(value.bytes(), value.take(length), length);
        waitingEnds[waitingCount++] = waitingValues.length();
        if (waitingCount == BLOCK_ENTRIES || waitingValues.length() >= BLOCK_BYTES) {
            readWaiting(values);
        }
    }

    /** Reads what waits, and gives its memory back. */
    void endRead(SlotState[] values) {
        readWaiting(values);
        waitingValues = new StateOutput();
        Arrays.setAll(waitingKeys, i -> waitingKeys[i].newEmpty(0));
    }

    private void readWaiting(SlotState[] values) {
        keys.index().resolve(waitingKeys, POSITIONS, waitingCount, waitingSlots);
        int start = 0;
        for (int i = 0; i < waitingCount; i++) {
            waiting.reset(waitingValues.bytes(), start, waitingEnds[i]);
            readSlot(waitingSlots[i], waiting, values, false);
            start = waitingEnds[i];
        }
        waitingCount = 0;
        waitingValues.clear();
        for (Column column : waitingKeys) {
            column.reset();
        }
    }

    /** Reads what was kept for a key that is not there yet, or a part of it. */
    void read(StateInput key, StateInput value, SlotState[] values, boolean hasParts) {
        KeyIndex index = keys.index();
        ColdKeys cold = keys.cold();
        if (cold != null && cold.isFull(index.keyCount())) {
            if (cold.isLike(values, hasParts)) {
                cold.add(key, value);
                return;
            }
            cold.trim(keys);
        }
        Column[] columns = readKey(key);
        index.resolve(columns, FIRST, 1, oneSlot);
        int slot = oneSlot[0];
        if (index.freshCount() > 0 && cold != null) {
            boolean unused = cold.load(keys, columns, 0, slot);
        }
        if (key.isAtEnd()) {
            readSlot(slot, value, values, false);
            return;
        }
        keys.ensureSlots();
        SlotState parts = values[values.length - 1];
        parts.ensureSlots(index.size());
        parts.readPart(slot, key, value);
    }

    /** Gives the key of a row that was read a slot; a key that is in no table is as old as the youngest of its rows. */
    int restore(Column[] columns, int position, long written) {
        KeyIndex index = keys.index();
        ColdKeys cold = keys.cold();
        index.resolve(columns, new int[] {position}, 1, oneSlot);
        int slot = oneSlot[0];
        boolean isFresh = index.freshCount() > 0 && !(cold != null && cold.load(keys, columns, position, slot));
        if (keys.hasTtl()) {
            KeyTimes times = keys.times();
            times.ensureSlots(index.size());
            times.set(slot, isFresh ? written : Math.max(written, times.writtenMillis()[slot]));
        }
        return slot;
    }

    // ---- out of memory, and back
    // ---------------------------------------------------------------------------------------

    /** A key from an entry, at position 0 of these columns, until the next call. */
    Column[] readKey(StateInput key) {
        return room.read(key);
    }

    /**
     * Reads what was written of a slot, for a key that has just got it.
     *
     * @param isUnsaved whether no snapshot has the key
     */
    void readSlot(int slot, StateInput in, SlotState[] values, boolean isUnsaved) {
        keys.ensureSlots();
        if (keys.stopExpiring(slot)) {
            oneSlot[0] = slot;
            for (SlotState state : values) {
                state.clearSlots(oneSlot, 1);
            }
        }
        if (keys.hasTtl()) {
            keys.times().set(slot, in.getLong());
        }
        for (SlotState state : values) {
            state.ensureSlots(keys.slotCount());
            state.readSlot(slot, in);
        }
        SlotChanges account = keys.changes();
        if (account != null && isUnsaved) {
            account.mark(slot);
        } else if (account != null) {
            account.setSaved(slot);
        }
    }

    void writeSlot(int slot, StateOutput out, SlotState[] values) {
        if (keys.hasTtl()) {
            out.putLong(keys.times().writtenMillis()[slot]);
        }
        for (SlotState state : values) {
            state.writeSlot(slot, out);
        }
    }
}
