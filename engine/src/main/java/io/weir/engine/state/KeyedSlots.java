package io.weir.engine.state;

import io.weir.columnar.Column;
import io.weir.engine.time.Clock;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys of unbounded keyed state: key to slot, with removal and a time to live. What is kept for a key is kept by
 * the owner, in columns or primitive arrays indexed by slot, so that all state of an operator is a table: the key
 * columns, and beside them the owner's.
 *
 * <p><b>Slots.</b> A new key gets the slot that became free last, or the next number. A slot that is given out is empty
 * on the owner's side: the owner empties what it keeps for a slot when it {@link #remove}s it, and, after each
 * {@link #resolve}, {@link #find} and {@link #sweep}, for the {@link #expiredSlots()}, before anything else.
 *
 * <p><b>Time to live.</b> As Flink's: by the clock of the machine; it begins again with each write, which is each
 * {@link #resolve}; a key whose time is over is never found again, at once. A key that comes again after its time is
 * both among the expired and among the {@link #freshSlots() fresh} slots. The memory of keys that do not come again is
 * freed little by little: with each call of {@link #resolve}, and by {@link #sweep} while no rows come.
 *
 * <p><b>Snapshots.</b> Once {@link #startTracking} was called, the table knows which slots have changed:
 * {@link #resolve} says so of all that it finds, and its owner {@link #markChanged of} others that it writes to.
 *
 * <p><b>Memory.</b> When most slots are free, {@link #isSparse()} says so and {@link #pack} numbers the others anew.
 */
public final class KeyedSlots {
    /** The time to live of state that is kept for ever. */
    public static final long FOREVER = 0;

    /** Tables below this number of slots are never packed. */
    private static final int PACKED_SLOTS_MIN = 1 << 12;

    /** Each resolved row looks at this many slots for one whose time is over, while there may be some. */
    private static final int SWEPT_SLOTS_PER_ROW = 4;

    private static final int SWEPT_SLOTS_MIN = 256;
    private static final long SWEEP_PAUSE_MILLIS_MAX = 60_000;
    private static final int[] FIRST = {0};

    private final Column[] prototypes;
    private final long ttlMillis;
    private final Clock clock;

    private KeyIndex index;
    /** By slot, the time of the last write in milliseconds; without meaning for free slots. */
    private long[] writtenMillis = new long[0];

    private final IntList expired = new IntList();
    /** Fresh to the last resolve: those of the index, and those that had expired. */
    private final IntList fresh = new IntList();

    /** The slot at which the sweep goes on, or at the end the size. */
    private int sweepSlot;

    private long nextSweepMillis = Long.MIN_VALUE;
    private @Nullable SlotChanges changes;
    /** Room for the key of an entry that is being read. */
    private final ValueRoom room;

    private final int[] oneSlot = new int[1];

    /**
     * Makes an empty table.
     *
     * @param ttlMillis how long a key is kept after its last write, or {@link #FOREVER}
     * @param prototypes columns of the shape of the keys, which are only looked at
     */
    public KeyedSlots(long ttlMillis, Clock clock, Column... prototypes) {
        this.prototypes = new Column[prototypes.length];
        for (int i = 0; i < prototypes.length; i++) {
            this.prototypes[i] = prototypes[i].newEmpty(0);
        }
        room = new ValueRoom(prototypes);
        this.ttlMillis = Math.max(ttlMillis, FOREVER);
        this.clock = clock;
        index = KeyIndex.create(this.prototypes);
    }

    public int keyCount() {
        return index.keyCount();
    }

    /** All slots, free ones included, are below this number: the room that the owner needs. */
    public int slotCount() {
        return index.size();
    }

    /**
     * The keys, one column for each part, indexed by slot; what a free slot holds there means nothing. To be asked for
     * again after each change.
     */
    public Column[] keys() {
        return index.keys();
    }

    public boolean hasTtl() {
        return ttlMillis != FOREVER;
    }

    /**
     * Finds the slot of each row, giving new keys one, and begins their time to live again; slots[i] belongs to the row
     * at positions[i].
     */
    public void resolve(Column[] columns, int[] positions, int count, int[] slots) {
        resolveUntouched(columns, positions, count, slots);
        touch(slots, count);
        if (changes != null && !hasTtl()) {
            changes.mark(slots, count);
        }
    }

    /**
     * As {@link #resolve}, but the time to live of a key that is there does not begin again, and it has not changed;
     * for owners that look at a key before they know whether to write, and then {@link #touch} it and
     * {@link #markChanged say so}.
     */
    public void resolveUntouched(Column[] columns, int[] positions, int count, int[] slots) {
        expired.clear();
        if (ttlMillis == FOREVER) {
            index.resolve(columns, positions, count, slots);
            if (changes != null) {
                changes.ensureSlots(index.size());
            }
            return;
        }
        long now = clock.currentTimeMillis();
        sweep(now, Math.max(SWEPT_SLOTS_MIN, SWEPT_SLOTS_PER_ROW * count));
        index.resolve(columns, positions, count, slots);
        ensureWritten();
        if (changes != null) {
            changes.ensureSlots(index.size());
        }
        fresh.clear();
        int[] indexFresh = index.freshSlots();
        int indexFreshCount = index.freshCount();
        int nextFresh = 0;
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            if (nextFresh < indexFreshCount && indexFresh[nextFresh] == slot) {
                nextFresh++;
                fresh.add(slot);
                writtenMillis[slot] = now;
            } else if (isOver(writtenMillis[slot], now)) {
                expired.add(slot);
                fresh.add(slot);
                writtenMillis[slot] = now;
                markChanged(slot);
            }
        }
    }

    /** As {@link #resolve}, but rows whose key is not there get -1, and no time to live begins again. */
    public void find(Column[] columns, int[] positions, int count, int[] slots) {
        expired.clear();
        index.find(columns, positions, count, slots);
        if (ttlMillis == FOREVER) {
            return;
        }
        long now = clock.currentTimeMillis();
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            if (slot >= 0 && isOver(writtenMillis[slot], now)) {
                slots[i] = -1;
                expired.add(slot);
                // Found once more in the same call, it is not to expire twice.
                writtenMillis[slot] = Long.MAX_VALUE;
            } else if (slot >= 0 && writtenMillis[slot] == Long.MAX_VALUE) {
                slots[i] = -1;
            }
        }
        removeExpired();
    }

    private void removeExpired() {
        noteRemoved(expired.items(), expired.size());
        index.remove(expired.items(), expired.size());
    }

    private void noteRemoved(int[] slots, int count) {
        if (changes != null) {
            changes.remove(slots, count, index.keys());
        }
    }

    /** What the owner keeps for a slot has changed. */
    public void markChanged(int slot) {
        if (changes != null) {
            changes.mark(slot);
        }
    }

    /** Begins the time to live of these slots again, as a write does. */
    public void touch(int[] slots, int count) {
        if (ttlMillis != FOREVER) {
            long now = clock.currentTimeMillis();
            for (int i = 0; i < count; i++) {
                writtenMillis[slots[i]] = now;
                markChanged(slots[i]);
            }
        }
    }

    /** The number of keys that were new to the last {@link #resolve}. */
    public int freshCount() {
        return ttlMillis == FOREVER ? index.freshCount() : fresh.size();
    }

    /**
     * The slots of the keys that were new to the last {@link #resolve}, {@link #freshCount()} of them, each once, in
     * the order of their first rows.
     */
    public int[] freshSlots() {
        return ttlMillis == FOREVER ? index.freshSlots() : fresh.items();
    }

    public int expiredCount() {
        return expired.size();
    }

    /** The slots that the last call has found expired, {@link #expiredCount()} of them: to be emptied by the owner. */
    public int[] expiredSlots() {
        return expired.items();
    }

    /** Forgets the keys of these slots, each once, which the owner has emptied; they are free then. */
    public void remove(int[] slots, int count) {
        noteRemoved(slots, count);
        index.remove(slots, count);
        if (ttlMillis != FOREVER) {
            for (int i = 0; i < count; i++) {
                writtenMillis[slots[i]] = Long.MAX_VALUE;
            }
        }
    }

    /** Frees some keys whose time is over; for a timer at {@link #nextSweepMillis()}, while no rows come. */
    public void sweep() {
        expired.clear();
        if (ttlMillis != FOREVER) {
            sweep(clock.currentTimeMillis(), PACKED_SLOTS_MIN);
        }
    }

    /** When {@link #sweep} has something to do next; only if there {@link #hasTtl() is a time to live}. */
    public long nextSweepMillis() {
        return nextSweepMillis;
    }

    private void sweep(long now, int slotsMax) {
        if (now < nextSweepMillis) {
            return;
        }
        int end = (int) Math.min(index.size(), (long) sweepSlot + slotsMax);
        for (int slot = sweepSlot; slot < end; slot++) {
            if (isOver(writtenMillis[slot], now)) {
                expired.add(slot);
                writtenMillis[slot] = Long.MAX_VALUE;
            }
        }
        removeExpired();
        sweepSlot = end;
        if (end == index.size()) {
            sweepSlot = 0;
            nextSweepMillis = now + Math.max(1, Math.min(ttlMillis / 4, SWEEP_PAUSE_MILLIS_MAX));
        }
    }

    /** A free slot was written at the end of time. */
    private boolean isOver(long written, long now) {
        return written != Long.MAX_VALUE && now - written >= ttlMillis;
    }

    /** True if so many slots are free that {@link #pack} is worth its while. */
    public boolean isSparse() {
        return index.size() >= PACKED_SLOTS_MIN && index.keyCount() < index.size() / 4;
    }

    /**
     * Numbers the keys anew, from 0 to {@link #keyCount()} - 1, in the order of their slots, and frees what memory that
     * leaves.
     *
     * @return for each new slot the one that it was; the owner moves what it keeps in the same way
     */
    public int[] pack() {
        int[] kept = index.occupiedSlots();
        KeyIndex packed = KeyIndex.create(prototypes);
        packed.resolve(index.keys(), kept, kept.length, new int[kept.length]);
        index = packed;
        if (changes != null) {
            changes.pack(kept);
        }
        if (ttlMillis != FOREVER) {
            writtenMillis =
                    Arrays.stream(kept).mapToLong(slot -> writtenMillis[slot]).toArray();
            sweepSlot = 0;
        }
        fresh.clear();
        return kept;
    }

    /** Forgets all keys, also those of snapshots: for a table that begins anew under another name. */
    public void clear() {
        index.clear();
        fresh.clear();
        expired.clear();
        sweepSlot = 0;
        nextSweepMillis = Long.MIN_VALUE;
        if (changes != null) {
            changes.clear();
        }
    }

    /** From now on changes are kept account of; all keys that are there count as changed. */
    public void startTracking() {
        if (changes == null) {
            changes = new SlotChanges(index.occupied());
        }
    }

    /** What is kept in parts is this from now on. */
    public void setParts(SlotState parts) {
        if (changes != null) {
            changes.setParts(parts);
        }
    }

    /** The account of changes. */
    SlotChanges changes() {
        return Objects.requireNonNull(changes);
    }

    String schema() {
        return SlotChanges.schema(prototypes, hasTtl());
    }

    /** Writes the keys that have changed since the last call, with what is kept for them, and those that are gone. */
    void writeChanges(StateWriter out, SlotState[] values) {
        if (changes != null) {
            changes.write(index.keys(), writtenMillis, hasTtl(), values, out);
        }
    }

    void expect(long keys) {
        index.expect((int) Math.min(keys, KeyIndex.EXPECTED_MAX));
    }

    /** Reads what was kept for a key that is not there yet, or a part of it. */
    void read(StateInput key, StateInput value, SlotState[] values) {
        index.resolve(room.read(key), FIRST, 1, oneSlot);
        int slot = oneSlot[0];
        if (changes != null) {
            changes.ensureSlots(index.size());
        }
        if (hasTtl()) {
            ensureWritten();
        }
        if (!key.isAtEnd()) {
            SlotState parts = values[values.length - 1];
            parts.ensureSlots(index.size());
            parts.readPart(slot, key, value);
            return;
        }
        if (changes != null) {
            changes.setSaved(slot);
        }
        if (hasTtl()) {
            writtenMillis[slot] = value.getLong();
        }
        for (SlotState state : values) {
            state.ensureSlots(index.size());
            state.readSlot(slot, value);
        }
    }

    /** Gives the key of a row that was read a slot; a key that is in no table is as old as the youngest of its rows. */
    public int restore(Column[] columns, int position, long written) {
        index.resolve(columns, new int[] {position}, 1, oneSlot);
        int slot = oneSlot[0];
        if (hasTtl()) {
            ensureWritten();
            writtenMillis[slot] = index.freshCount() > 0 ? written : Math.max(written, writtenMillis[slot]);
        }
        return slot;
    }

    private void ensureWritten() {
        if (writtenMillis.length < index.size()) {
            writtenMillis = Arrays.copyOf(writtenMillis, Math.max(index.size(), 2 * writtenMillis.length));
        }
    }

    public long memoryBytes() {
        return index.memoryBytes()
                + (long) writtenMillis.length * Long.BYTES
                + ((long) expired.items().length + fresh.items().length) * Integer.BYTES
                + (changes == null ? 0 : changes.memoryBytes());
    }
}
