package io.weir.engine.state;

import io.weir.columnar.Column;
import io.weir.engine.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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
 * <p><b>Memory.</b> When most slots are free, {@link #isSparse()} says so and {@link #pack} numbers the others anew. A
 * table that may {@link #spillTo spill} sends keys away that memory has no room for, when its owner lets it
 * {@link #trim}; they come back by themselves.
 */
public final class KeyedSlots {
    /** The time to live of state that is kept for ever. */
    public static final long FOREVER = 0;

    /** Tables below this number of slots are never packed. */
    private static final int PACKED_SLOTS_MIN = 1 << 12;

    /** Each resolved row looks at this many slots for one whose time is over, while there may be some. */
    private static final int SWEPT_SLOTS_PER_ROW = 4;

    private static final int SWEPT_SLOTS_MIN = 256;

    private final Column[] prototypes;
    private final KeyTimes times;

    private KeyIndex index;
    private @Nullable ColdKeys cold;
    private final IntList expired = new IntList();
    /** Fresh to the last resolve: those of the index, and those that had expired. */
    private final IntList fresh = new IntList();

    private @Nullable SlotChanges changes;
    private final SlotEntries entries;

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
        times = new KeyTimes(ttlMillis, clock);
        index = KeyIndex.create(this.prototypes);
        entries = new SlotEntries(this, this.prototypes);
    }

    /**
     * Keys that memory has no room for go to the backend from now on, as a table of this name.
     *
     * @param memoryBytes the memory that keys, and what is kept for them, use
     * @param values what is kept for a slot, all of it; asked for again whenever it is needed
     */
    public void spillTo(StateBackend backend, String name, LongSupplier memoryBytes, Supplier<KeyedTable> values) {
        cold = backend.open(name)
                .map(table -> new ColdKeys(table, backend::hotBytesMax, memoryBytes, values))
                .orElse(null);
    }

    /** Sends keys away that memory has no room for; nobody may hold a slot. */
    public void trim() {
        if (cold != null) {
            cold.trim(this);
        }
    }

    public long keyCount() {
        return index.keyCount() + (cold == null ? 0 : cold.count());
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
        return times.isOn();
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
        long now = times.isOn() ? times.now() : 0;
        if (times.isOn()) {
            sweep(now, Math.max(SWEPT_SLOTS_MIN, SWEPT_SLOTS_PER_ROW * count));
        }
        index.resolve(columns, positions, count, slots);
        ensureSlots();
        if (hasOwnFresh()) {
            findFresh(slots, count, now);
        }
        if (cold != null) {
            cold.refer(slots, count, index.size());
        }
    }

    /** True if not all slots that are new to the index are fresh, or others are as well. */
    private boolean hasOwnFresh() {
        return times.isOn() || cold != null;
    }

    private void findFresh(int[] slots, int count, long now) {
        fresh.clear();
        int[] indexFresh = index.freshSlots();
        int indexFreshCount = index.freshCount();
        int nextFresh = 0;
        for (int i = 0; i < count && (times.isOn() || nextFresh < indexFreshCount); i++) {
            int slot = slots[i];
            boolean isNew = nextFresh < indexFreshCount && indexFresh[nextFresh] == slot;
            nextFresh += isNew ? 1 : 0;
            if (isNew && !(cold != null && cold.load(this, index.keys(), slot, slot))) {
                fresh.add(slot);
                if (times.isOn()) {
                    times.set(slot, now);
                }
            } else if (times.isOn() && times.isOver(slot, now)) {
                expired.add(slot);
                fresh.add(slot);
                times.set(slot, now);
                markChanged(slot);
            }
        }
    }

    /** As {@link #resolve}, but rows whose key is not there get -1, and no time to live begins again. */
    public void find(Column[] columns, int[] positions, int count, int[] slots) {
        expired.clear();
        index.find(columns, positions, count, slots);
        if (cold != null) {
            if (cold.loadMissing(this, columns, positions, count, slots)) {
                index.find(columns, positions, count, slots);
            }
            cold.refer(slots, count, index.size());
        }
        if (times.isOn()) {
            times.expire(slots, count, expired);
            removeExpired();
        }
    }

    private void removeExpired() {
        noteRemoved(expired.items(), expired.size());
        free(expired.items(), expired.size());
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
        if (times.isOn()) {
            times.set(slots, count);
            for (int i = 0; i < count; i++) {
                markChanged(slots[i]);
            }
        }
    }

    /** The number of keys that were new to the last {@link #resolve}. */
    public int freshCount() {
        return hasOwnFresh() ? fresh.size() : index.freshCount();
    }

    /**
     * The slots of the keys that were new to the last {@link #resolve}, {@link #freshCount()} of them, each once, in
     * the order of their first rows.
     */
    public int[] freshSlots() {
        return hasOwnFresh() ? fresh.items() : index.freshSlots();
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
        free(slots, count);
    }

    private void free(int[] slots, int count) {
        index.remove(slots, count);
        times.free(slots, count);
    }

    /** Frees some keys whose time is over; for a timer at {@link #nextSweepMillis()}, while no rows come. */
    public void sweep() {
        expired.clear();
        if (times.isOn()) {
            sweep(times.now(), PACKED_SLOTS_MIN);
        }
    }

    /** When {@link #sweep} has something to do next; only if there {@link #hasTtl() is a time to live}. */
    public long nextSweepMillis() {
        return times.nextSweepMillis();
    }

    private void sweep(long now, int slotsMax) {
        if (now < times.nextSweepMillis()) {
            return;
        }
        times.sweep(now, slotsMax, index.size(), expired);
        if (cold != null) {
            cold.sweep(this, now, slotsMax / SWEPT_SLOTS_PER_ROW, expired);
        }
        removeExpired();
    }

    boolean isTimeOver(long written, long now) {
        return times.isTimeOver(written, now);
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
        times.pack(kept);
        if (cold != null) {
            cold.pack();
        }
        fresh.clear();
        return kept;
    }

    /** Forgets all keys, also those of snapshots: for a table that begins anew under another name. */
    public void clear() {
        index.clear();
        fresh.clear();
        expired.clear();
        times.clear();
        if (cold != null) {
            cold.clear();
        }
        if (changes != null) {
            changes.clear();
        }
    }

    /** From now on changes are kept account of; all keys that are there count as changed. */
    public void startTracking() {
        if (changes == null) {
            changes = new SlotChanges(index.occupied());
            if (cold != null) {
                cold.startTracking();
            }
        }
    }

    /** What is kept in parts is this from now on. */
    public void setParts(SlotState parts) {
        if (changes != null) {
            changes.setParts(parts);
        }
    }

    String schema() {
        return SlotChanges.schema(prototypes, hasTtl());
    }

    void expect(long keys) {
        index.expect((int) Math.min(keys, KeyIndex.EXPECTED_MAX));
    }

    /** Gives the key of a row that was read a slot; a key that is in no table is as old as the youngest of its rows. */
    public int restore(Column[] columns, int position, long written) {
        return entries.restore(columns, position, written);
    }

    public long memoryBytes() {
        return index.memoryBytes()
                + times.memoryBytes()
                + ((long) expired.items().length + fresh.items().length) * Integer.BYTES
                + (changes == null ? 0 : changes.memoryBytes())
                + (cold == null ? 0 : cold.memoryBytes());
    }

    // ---- for entries and for the keys outside of memory
    // ------------------------------------------------------------------

    SlotEntries entries() {
        return entries;
    }

    KeyIndex index() {
        return index;
    }

    KeyTimes times() {
        return times;
    }

    /** The account of changes, once there is one. */
    @Nullable
    SlotChanges changes() {
        return changes;
    }

    @Nullable
    ColdKeys cold() {
        return cold;
    }

    void ensureSlots() {
        times.ensureSlots(index.size());
        if (changes != null) {
            changes.ensureSlots(index.size());
        }
    }

    /** The slot has a new key before its owner has seen that the old one expired; true if it had. */
    boolean stopExpiring(int slot) {
        return expired.remove(slot);
    }

    /** The keys of these slots have left memory. */
    void evicted(int[] slots, int count) {
        for (int i = 0; changes != null && i < count; i++) {
            changes.forget(slots[i]);
        }
        free(slots, count);
    }
}
