package io.weir.engine.state;

import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import java.util.Arrays;

/**
 * A hash table from keys to slots: a new key gets the slot that was given back last, or else the next number, 0, 1, 2,
 * … , by which accumulators are then indexed. The keys themselves are kept in columns indexed by slot.
 *
 * <p>Nulls are keys like others. A table lives as long as its window, or, where keys are removed one by one, in a
 * {@link KeyedSlots}.
 */
public abstract sealed class KeyIndex permits EmptyKeyIndex, LongKeyIndex, BytesKeyIndex, CompositeKeyIndex {
    /** Room is made for so many keys at once, at most. */
    static final int EXPECTED_MAX = 1 << 27;

    private int size;
    /** Slots that were given back, used again from the end. */
    private int[] freeSlots = new int[0];

    private int freeCount;
    /** The slots that the last {@link #resolve} gave to new keys, in the order of their first rows. */
    private int[] freshSlots = new int[16];

    private int freshCount;

    /** A table for keys of the shape of these columns, which are only looked at. */
    public static KeyIndex create(Column... prototypes) {
        if (prototypes.length == 0) {
            return new EmptyKeyIndex();
        }
        if (prototypes.length == 1) {
            ColumnKind kind = prototypes[0].kind();
            if (kind == ColumnKind.LONG || kind == ColumnKind.INT) {
                return new LongKeyIndex(prototypes[0]);
            }
            if (kind == ColumnKind.BYTES) {
                return new BytesKeyIndex();
            }
        }
        return new CompositeKeyIndex(prototypes);
    }

    /** The number of slots ever given out: all slots are below it, free ones included. */
    public final int size() {
        return size;
    }

    /** The number of keys, each of which has a slot. */
    public final int keyCount() {
        return size - freeCount;
    }

    /** The keys, one column for each part, indexed by slot; what a free slot holds there means nothing. */
    public abstract Column[] keys();

    /** Finds the slot of each row, giving new keys a new one; slots[i] belongs to the row at positions[i]. */
    public final void resolve(Column[] columns, int[] positions, int count, int[] slots) {
        freshCount = 0;
        resolveRows(columns, positions, count, slots);
    }

    abstract void resolveRows(Column[] columns, int[] positions, int count, int[] slots);

    /** As {@link #resolve}, but rows whose key is not there get -1. */
    public abstract void find(Column[] columns, int[] positions, int count, int[] slots);

    final void forgetFresh() {
        freshCount = 0;
    }

    /** The number of keys that were new to the last {@link #resolve}. */
    public final int freshCount() {
        return freshCount;
    }

    /** The slots of the keys that were new to the last {@link #resolve}, {@link #freshCount()} of them. */
    public final int[] freshSlots() {
        return freshSlots;
    }

    /** Forgets the keys of these slots, each of which holds a key; the slots are free then. */
    public final void remove(int[] slots, int count) {
        if (freeSlots.length < freeCount + count) {
            freeSlots = Arrays.copyOf(freeSlots, Math.max(freeCount + count, 2 * freeSlots.length));
        }
        for (int i = 0; i < count; i++) {
            removeKey(slots[i]);
            freeSlots[freeCount++] = slots[i];
        }
        if (count > 0) {
            afterRemoval();
        }
    }

    abstract void removeKey(int slot);

    /** Some keys were removed: the time to let go of memory. */
    void afterRemoval() {}

    /** True for each slot below {@link #size()} that holds a key. */
    final boolean[] occupied() {
        boolean[] occupied = new boolean[size];
        Arrays.fill(occupied, true);
        for (int i = 0; i < freeCount; i++) {
            occupied[freeSlots[i]] = false;
        }
        return occupied;
    }

    /** The slots that hold a key, rising. */
    final int[] occupiedSlots() {
        boolean[] occupied = occupied();
        int[] slots = new int[keyCount()];
        int count = 0;
        for (int slot = 0; slot < occupied.length; slot++) {
            if (occupied[slot]) {
                slots[count++] = slot;
            }
        }
        return slots;
    }

    /** Gives out a slot for a new key. */
    final int newSlot() {
        int slot = freeCount > 0 ? freeSlots[--freeCount] : size++;
        if (freshCount == freshSlots.length) {
            freshSlots = Arrays.copyOf(freshSlots, 2 * freshCount);
        }
        freshSlots[freshCount++] = slot;
        return slot;
    }

    /** Forgets all keys; capacity stays. */
    public final void clear() {
        size = 0;
        freeCount = 0;
        freshCount = 0;
        clearKeys();
    }

    abstract void clearKeys();

    /** So many keys are going to be there, at most {@link #EXPECTED_MAX}: an index that grows need not do so often. */
    void expect(int keys) {}

    /** Bytes of memory that this table holds. */
    public final long memoryBytes() {
        return ((long) freeSlots.length + freshSlots.length) * Integer.BYTES + keyBytes();
    }

    abstract long keyBytes();

    /** The size of a table that holds this many entries at most half full. */
    static int tableSize(int entries) {
        return Integer.highestOneBit(Math.max(16, entries) * 2 - 1) * 2;
    }
}
