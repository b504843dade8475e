package io.weir.engine.state;

import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of a slot and a value with a number for each: the distinct values of all groups of a table, how often each has
 * been seen, or whatever the number says to its owner.
 *
 * <p>A pair is an entry. The value of an entry stands in {@link #values()} at the position of the entry's number; a
 * value may have several columns, and may be null. The entries of a slot can be walked in no order that means anything,
 * and an entry, or all of a slot, can be removed; their places are used again.
 */
public final class SlotValues {
    private static final int NONE = -1;
    private static final int ENTRIES_MIN = 16;
    private static final int STALE_MIN = 1024;

    private final Column[] values;
    private final boolean isOneLong;
    private int[] entrySlots = new int[ENTRIES_MIN];
    private int[] hashes = new int[ENTRIES_MIN];
    private int[] nexts = new int[ENTRIES_MIN];
    private int[] previouses = new int[ENTRIES_MIN];
    private long[] numbers = new long[ENTRIES_MIN];
    /** The first entry of each slot. */
    private int[] heads = new int[0];

    private int[] table = new int[KeyIndex.tableSize(ENTRIES_MIN)];
    private int mask = table.length - 1;
    private int used;
    private int live;
    private int free = NONE;
    /** Values that were written over; what they held in a heap of bytes or elements is still there. */
    private int stale;

    private @Nullable EntryChanges changes;
    private final ValueRoom room;

    /** Makes an empty table for values of the shape of these columns, which are only looked at. */
    public SlotValues(Column... prototypes) {
        values = new Column[prototypes.length];
        for (int i = 0; i < prototypes.length; i++) {
            values[i] = prototypes[i].newEmpty(ENTRIES_MIN);
        }
        room = new ValueRoom(prototypes);
        isOneLong = values.length == 1 && values[0] instanceof LongColumn;
        Arrays.fill(table, NONE);
    }

    /** The number of entries. */
    public int size() {
        return live;
    }

    /** The values, by entry. */
    public Column[] values() {
        return values;
    }

    public void ensureSlots(int count) {
        heads = SlotArrays.grown(heads, count, NONE);
    }

    /** The entry of a slot and a value, or -1. */
    public int find(int slot, Column[] columns, int position) {
        int hash = hash(slot, columns, position);
        int at = hash & mask;
        while (true) {
            int entry = table[at];
            if (entry == NONE || isEntry(entry, hash, slot, columns, position)) {
                return entry;
            }
            at = (at + 1) & mask;
        }
    }

    /** The entry of a slot and a value; a new one has the number 0. */
    public int findOrAdd(int slot, Column[] columns, int position) {
        int hash = hash(slot, columns, position);
        int at = hash & mask;
        while (true) {
            int entry = table[at];
            if (entry == NONE) {
                return insert(slot, columns, position, hash, at);
            }
            if (isEntry(entry, hash, slot, columns, position)) {
                return entry;
            }
            at = (at + 1) & mask;
        }
    }

    private static int hash(int slot, Column[] columns, int position) {
        int hash = slot;
        for (Column column : columns) {
            hash = Hashing.combine(KeyHasher.hash(column, position), hash);
        }
        return hash;
    }

    private boolean isEntry(int entry, int hash, int slot, Column[] columns, int position) {
        if (hashes[entry] != hash || entrySlots[entry] != slot) {
            return false;
        }
        if (isOneLong && !columns[0].isNull(position) && !values[0].isNull(entry)) {
            return ((LongColumn) values[0]).get(entry) == ((LongColumn) columns[0]).get(position);
        }
        for (int i = 0; i < values.length; i++) {
            if (!ValueComparator.areEqual(values[i], entry, columns[i], position)) {
                return false;
            }
        }
        return true;
    }

    private int insert(int slot, Column[] columns, int position, int hash, int at) {
        int entry = newEntry();
        for (int i = 0; i < values.length; i++) {
            values[i].set(entry, columns[i], position);
        }
        numbers[entry] = 0;
        hashes[entry] = hash;
        entrySlots[entry] = slot;
        previouses[entry] = NONE;
        nexts[entry] = heads[slot];
        if (heads[slot] != NONE) {
            previouses[heads[slot]] = entry;
        }
        heads[slot] = entry;
        table[at] = entry;
        if (changes != null) {
            changes.mark(entry, slot);
        }
        live++;
        if (live * 2 > table.length) {
            rehash(table.length * 2);
        }
        return entry;
    }

    private int newEntry() {
        if (free != NONE) {
            int entry = free;
            free = nexts[entry];
            for (Column column : values) {
                ColumnShape.forgetNull(column, entry);
            }
            if (++stale > Math.max(STALE_MIN, live)) {
                packValues();
            }
            return entry;
        }
        int entry = used++;
        if (entry == entrySlots.length) {
            entrySlots = Arrays.copyOf(entrySlots, entry * 2);
            hashes = Arrays.copyOf(hashes, entry * 2);
            nexts = Arrays.copyOf(nexts, entry * 2);
            previouses = Arrays.copyOf(previouses, entry * 2);
            numbers = Arrays.copyOf(numbers, entry * 2);
        }
        for (Column column : values) {
            column.ensureCapacity(used);
        }
        return entry;
    }

    /** Drops what values that are gone have left in the heaps of the columns. */
    private void packValues() {
        for (int i = 0; i < values.length; i++) {
            Column packed = values[i].newEmpty(values[i].capacity());
            for (int at = 0; at < table.length; at++) {
                if (table[at] != NONE) {
                    packed.set(table[at], values[i], table[at]);
                }
            }
            values[i] = packed;
        }
        stale = 0;
    }

    private void rehash(int tableSize) {
        int[] old = table;
        table = new int[tableSize];
        Arrays.fill(table, NONE);
        mask = tableSize - 1;
        for (int entry : old) {
            if (entry != NONE) {
                int at = hashes[entry] & mask;
                while (table[at] != NONE) {
                    at = (at + 1) & mask;
                }
                table[at] = entry;
            }
        }
    }

    public long number(int entry) {
        return numbers[entry];
    }

    public void setNumber(int entry, long number) {
        if (changes != null && numbers[entry] != number) {
            changes.mark(entry, entrySlots[entry]);
        }
        numbers[entry] = number;
    }

    /** The first entry of a slot, or -1. */
    public int first(int slot) {
        return heads[slot];
    }

    /** The entry of the same slot after this one, or -1. */
    public int next(int entry) {
        return nexts[entry];
    }

    /** Removes an entry; its value stays readable until the next one is added. */
    public void remove(int entry) {
        if (changes != null) {
            changes.removed(entry, entrySlots[entry], values);
        }
        int at = hashes[entry] & mask;
        while (table[at] != entry) {
            at = (at + 1) & mask;
        }
        closeGap(at);
        int next = nexts[entry];
        int previous = previouses[entry];
        if (next != NONE) {
            previouses[next] = previous;
        }
        if (previous != NONE) {
            nexts[previous] = next;
        } else {
            heads[entrySlots[entry]] = next;
        }
        nexts[entry] = free;
        free = entry;
        live--;
    }

    /** Moves later entries of the same run up, so that no search ends at the gap too early. */
    private void closeGap(int gap) {
        int empty = gap;
        int at = (gap + 1) & mask;
        while (table[at] != NONE) {
            int home = hashes[table[at]] & mask;
            if (((at - home) & mask) >= ((at - empty) & mask)) {
                table[empty] = table[at];
                empty = at;
            }
            at = (at + 1) & mask;
        }
        table[empty] = NONE;
    }

    /** Removes all entries of a slot. */
    public void clearSlot(int slot) {
        while (slot < heads.length && heads[slot] != NONE) {
            remove(heads[slot]);
        }
    }

    /** From now on changes are kept account of, for entries of their own; all that is there counts as changed. */
    public void startTracking(PartLog to) {
        if (changes == null) {
            EntryChanges tracked = new EntryChanges(to);
            for (int entry : table) {
                if (entry != NONE) {
                    tracked.mark(entry, entrySlots[entry]);
                }
            }
            changes = tracked;
        }
    }

    /** The key of a slot is about to be forgotten, and with it the slot's entries of the snapshot. */
    public void forgetSlot(int slot) {
        for (int entry = heads[slot]; changes != null && entry != NONE; entry = nexts[entry]) {
            changes.removed(entry, slot, values);
        }
    }

    /** Writes the values of a slot that leaves memory, as {@link SlotState#evictParts}. */
    public void evictSlot(int slot, StateWriter out) {
        for (int entry = heads[slot]; changes != null && entry != NONE; entry = nexts[entry]) {
            changes.evict(entry, slot, values, numbers[entry], out);
        }
    }

    /** No snapshot has the values of a slot. */
    public void markSlot(int slot) {
        for (int entry = heads[slot]; entry != NONE; entry = nexts[entry]) {
            setUnsaved(entry);
        }
    }

    /** Writes the values that have changed since the last call. */
    public void writeChanges(StateWriter out) {
        if (changes != null) {
            changes.write(values, numbers, out);
        }
    }

    /** Reads a value of a slot. */
    public void readPart(int slot, StateInput key, StateInput value) {
        int entry = findOrAdd(slot, room.read(key), 0);
        numbers[entry] = value.getLong();
        setSaved(entry);
    }

    /** The snapshot has an entry as it is now. */
    public void setSaved(int entry) {
        if (changes != null) {
            changes.setSaved(entry);
        }
    }

    /** The snapshot does not have an entry. */
    public void setUnsaved(int entry) {
        if (changes != null) {
            changes.markUnsaved(entry, entrySlots[entry]);
        }
    }

    /** Copies a slot of another table, which is not used any more, and what is known of its changes. */
    public void move(SlotValues other, int otherSlot, int slot) {
        if (other.changes != null) {
            startTracking(other.changes.log());
        }
        for (int from = other.heads[otherSlot]; from != NONE; from = other.nexts[from]) {
            int entry = findOrAdd(slot, other.values, from);
            numbers[entry] = other.numbers[from];
            if (changes != null && other.changes != null) {
                changes.take(entry, slot, other.changes, from);
            }
        }
    }

    /** Writes the values of a slot with their numbers, unless they are entries of their own. */
    public void writeSlot(int slot, StateOutput out) {
        if (changes != null) {
            out.putCount(0);
            return;
        }
        int count = 0;
        int last = NONE;
        for (int entry = heads[slot]; entry != NONE; entry = nexts[entry]) {
            count++;
            last = entry;
        }
        out.putCount(count);
        // From the end, because a new entry goes to the front: read back, they are in the same order.
        for (int entry = last; entry != NONE; entry = previouses[entry]) {
            for (Column column : values) {
                out.putValue(column, entry);
            }
            out.putLong(numbers[entry]);
        }
    }

    /** Reads them back into a slot that has no values. */
    public void readSlot(int slot, StateInput in) {
        for (int rest = in.getCount(); rest > 0; rest--) {
            int entry = findOrAdd(slot, room.read(in), 0);
            numbers[entry] = in.getLong();
        }
    }

    /** Removes all entries; capacity stays. */
    public void clear() {
        Arrays.fill(table, NONE);
        Arrays.fill(heads, NONE);
        for (Column column : values) {
            column.reset();
        }
        used = 0;
        live = 0;
        stale = 0;
        free = NONE;
        if (changes != null) {
            changes.clear();
        }
    }

    public long memoryBytes() {
        long bytes = ((long) entrySlots.length * 4 + heads.length + table.length) * Integer.BYTES
                + (long) numbers.length * Long.BYTES;
        for (Column column : values) {
            bytes += column.memoryBytes();
        }
        return changes == null ? bytes : bytes + changes.memoryBytes();
    }
}
