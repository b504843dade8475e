package io.weir.engine.state;

import io.weir.columnar.Column;
import java.util.Arrays;

/**
 * Which values of a collection of slots' values have changed since the last snapshot. A value, with the number that
 * belongs to it, is an entry; entries are numbered, and the numbers of removed ones are used again.
 */
final class EntryChanges {
    private final PartLog log;
    private final IntList entries = new IntList();
    private boolean[] changed = new boolean[0];
    /** True for entries that are in a snapshot. */
    private boolean[] saved = new boolean[0];
    /** The slots of changed entries. */
    private int[] slots = new int[0];

    EntryChanges(PartLog log) {
        this.log = log;
    }

    PartLog log() {
        return log;
    }

    void mark(int entry, int slot) {
        ensureEntry(entry);
        slots[entry] = slot;
        if (!changed[entry]) {
            changed[entry] = true;
            entries.add(entry);
        }
    }

    private void ensureEntry(int entry) {
        if (entry >= changed.length) {
            int grown = Math.max(16, Math.max(entry + 1, 2 * changed.length));
            changed = Arrays.copyOf(changed, grown);
            saved = Arrays.copyOf(saved, grown);
            slots = Arrays.copyOf(slots, grown);
        }
    }

    /** The entry is in a snapshot as it is. */
    void setSaved(int entry) {
        ensureEntry(entry);
        changed[entry] = false;
        saved[entry] = true;
    }

    /** No snapshot has the entry. */
    void markUnsaved(int entry, int slot) {
        boolean unused = forget(entry);
        mark(entry, slot);
    }

    /** The entry is about to be removed, or is as good as that; true if it is in a snapshot. */
    boolean forget(int entry) {
        if (entry >= changed.length) {
            return false;
        }
        boolean wasSaved = saved[entry];
        changed[entry] = false;
        saved[entry] = false;
        return wasSaved;
    }

    /** An entry takes the place of one in another table. */
    void take(int entry, int slot, EntryChanges other, int otherEntry) {
        ensureEntry(entry);
        boolean isThere = otherEntry < other.changed.length;
        if (!isThere || other.changed[otherEntry]) {
            mark(entry, slot);
        } else {
            changed[entry] = false;
        }
        saved[entry] = isThere && other.saved[otherEntry];
    }

    /** An entry of a slot is about to be removed, or its slot is about to be forgotten. */
    void removed(int entry, int slot, Column[] values) {
        if (forget(entry)) {
            log.removed(slot, values, entry);
        }
    }

    /** Writes an entry whose slot leaves memory; nothing is known of it afterwards. */
    void evict(int entry, int slot, Column[] values, long number, StateWriter out) {
        log.begin(slot, values, entry, out);
        out.value().putLong(number);
        out.end();
        boolean unused = forget(entry);
    }

    /** Writes the entries that have changed, and forgets that they have. */
    void write(Column[] values, long[] numbers, StateWriter out) {
        for (int i = 0; i < entries.size(); i++) {
            int entry = entries.get(i);
            if (changed[entry]) {
                setSaved(entry);
                log.begin(slots[entry], values, entry, out);
                out.value().putLong(numbers[entry]);
                out.end();
            }
        }
        entries.clear();
    }

    /** There are no entries any more, nor a snapshot of them. */
    void clear() {
        entries.clear();
        Arrays.fill(changed, false);
        Arrays.fill(saved, false);
    }

    long memoryBytes() {
        return (long) changed.length * (2 + Integer.BYTES) + (long) entries.size() * Integer.BYTES;
    }
}
