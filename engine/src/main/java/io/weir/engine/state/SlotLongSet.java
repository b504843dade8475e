package io.weir.engine.state;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A set of pairs of a slot and an integer: the distinct values of all groups of a table. */
public final class SlotLongSet {
    private static final int NONE = -1;
    private static final int TABLE_SIZE_MIN = 64;

    private long[] tableValues = new long[TABLE_SIZE_MIN];
    private int[] tableSlots = new int[TABLE_SIZE_MIN];
    private int mask = TABLE_SIZE_MIN - 1;
    private int size;
    /** Whether the places of each slot are chained, which they are once somebody has asked for the first. */
    private boolean isLinked;
    /** If linked, by slot, the place of its first value. */
    private int[] heads = new int[0];
    /** If linked, by place, the place of the slot's next value. */
    private int[] nexts = new int[0];

    private @Nullable Additions added;

    /** Pairs that were added since the last snapshot. */
    private static final class Additions {
        private int[] slots = new int[16];
        private long[] values = new long[16];
        private int count;

        void add(int slot, long value) {
            if (count == slots.length) {
                slots = Arrays.copyOf(slots, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
            }
            slots[count] = slot;
            values[count++] = value;
        }
    }

    public SlotLongSet() {
        Arrays.fill(tableSlots, NONE);
    }

    public int size() {
        return size;
    }

    /**
     * Adds the pairs of slots[i] and the value at positions[i], nulls left out. Those that are new are written to the
     * front of newPositions and newSlots; the result is their number.
     */
    public int addAll(Column column, int[] positions, int[] slots, int count, int[] newPositions, int[] newSlots) {
        reserve(count);
        return column instanceof LongColumn longs
                ? addLongs(longs, positions, slots, count, newPositions, newSlots)
                : addInts((IntColumn) column, positions, slots, count, newPositions, newSlots);
    }

    private int addLongs(
            LongColumn column, int[] positions, int[] slots, int count, int[] newPositions, int[] newSlots) {
        long[] values = column.values();
        int fresh = 0;
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (!column.isNull(position) && add(slots[i], values[position])) {
                newPositions[fresh] = position;
                newSlots[fresh++] = slots[i];
            }
        }
        return fresh;
    }

    private int addInts(IntColumn column, int[] positions, int[] slots, int count, int[] newPositions, int[] newSlots) {
        int[] values = column.values();
        int fresh = 0;
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (!column.isNull(position) && add(slots[i], values[position])) {
                newPositions[fresh] = position;
                newSlots[fresh++] = slots[i];
            }
        }
        return fresh;
    }

    private boolean add(int slot, long value) {
        int at = place(slot, value) & mask;
        while (true) {
            int there = tableSlots[at];
            if (there == NONE) {
                tableSlots[at] = slot;
                tableValues[at] = value;
                size++;
                if (isLinked) {
                    link(at);
                }
                if (added != null) {
                    added.add(slot, value);
                }
                return true;
            }
            if (there == slot && tableValues[at] == value) {
                return false;
            }
            at = (at + 1) & mask;
        }
    }

    private static int place(int slot, long value) {
        return Hashing.hash(value + (long) slot * 0x9E37_79B9_7F4A_7C15L);
    }

    /** Makes room so that this many additions keep the table at most two thirds full. */
    private void reserve(int additions) {
        if ((long) (size + additions) * 3 > (long) tableSlots.length * 2) {
            int tableSize = tableSlots.length;
            while ((long) (size + additions) * 3 > (long) tableSize * 2) {
                tableSize *= 2;
            }
            rehash(tableSize);
        }
    }

    private void rehash(int tableSize) {
        long[] oldValues = tableValues;
        int[] oldSlots = tableSlots;
        tableValues = new long[tableSize];
        tableSlots = new int[tableSize];
        Arrays.fill(tableSlots, NONE);
        mask = tableSize - 1;
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != NONE) {
                int at = place(oldSlots[i], oldValues[i]) & mask;
                while (tableSlots[at] != NONE) {
                    at = (at + 1) & mask;
                }
                tableSlots[at] = oldSlots[i];
                tableValues[at] = oldValues[i];
            }
        }
        if (isLinked) {
            linkAll();
        }
    }

    /** Adds a pair that is not there. */
    public void addNew(int slot, long value) {
        reserve(1);
        boolean unused = add(slot, value);
    }

    /** From now on additions are kept account of; all that is there counts as added. */
    public void startTracking() {
        if (added == null) {
            Additions all = new Additions();
            for (int at = 0; at < tableSlots.length; at++) {
                if (tableSlots[at] != NONE) {
                    all.add(tableSlots[at], tableValues[at]);
                }
            }
            added = all;
        }
    }

    /** The number of additions since they were {@link #keepAdded forgotten} last. */
    public int addedCount() {
        return added == null ? 0 : added.count;
    }

    public int addedSlot(int index) {
        return Objects.requireNonNull(added).slots[index];
    }

    public long addedValue(int index) {
        return Objects.requireNonNull(added).values[index];
    }

    /** Forgets that there were so many additions, but for the first ones. */
    public void keepAdded(int count) {
        if (added != null) {
            added.count = count;
        }
    }

    /** The place of a slot's first value, or -1; the set keeps such chains from here on. */
    public int first(int slot) {
        if (!isLinked) {
            isLinked = true;
            linkAll();
        }
        return slot < heads.length ? heads[slot] : NONE;
    }

    /** The place of the same slot's next value, or -1. */
    public int next(int at) {
        return nexts[at];
    }

    public long value(int at) {
        return tableValues[at];
    }

    private void linkAll() {
        Arrays.fill(heads, NONE);
        nexts = new int[tableSlots.length];
        for (int at = 0; at < tableSlots.length; at++) {
            if (tableSlots[at] != NONE) {
                link(at);
            }
        }
    }

    private void link(int at) {
        int slot = tableSlots[at];
        if (slot >= heads.length) {
            int old = heads.length;
            heads = Arrays.copyOf(heads, Math.max(slot + 1, 2 * old));
            Arrays.fill(heads, old, heads.length, NONE);
        }
        nexts[at] = heads[slot];
        heads[slot] = at;
    }

    /** Writes all pairs to positions 0 to size - 1. */
    public void copyTo(Column values, int[] slots) {
        values.ensureCapacity(size);
        int to = 0;
        for (int i = 0; i < tableSlots.length; i++) {
            if (tableSlots[i] != NONE) {
                slots[to] = tableSlots[i];
                if (values instanceof LongColumn longs) {
                    longs.set(to, tableValues[i]);
                } else {
                    ((IntColumn) values).set(to, (int) tableValues[i]);
                }
                to++;
            }
        }
    }

    public void clear() {
        Arrays.fill(tableSlots, NONE);
        Arrays.fill(heads, NONE);
        size = 0;
        keepAdded(0);
    }

    public long memoryBytes() {
        return (long) tableSlots.length * (Long.BYTES + Integer.BYTES)
                + ((long) heads.length + nexts.length) * Integer.BYTES;
    }
}
