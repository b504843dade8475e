package io.weir.engine.state;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.util.Arrays;

/** A set of pairs of a slot and an integer: the distinct values of all groups of a table. */
public final class SlotLongSet {
    private static final int NONE = -1;
    private static final int TABLE_SIZE_MIN = 64;

    private long[] tableValues = new long[TABLE_SIZE_MIN];
    private int[] tableSlots = new int[TABLE_SIZE_MIN];
    private int mask = TABLE_SIZE_MIN - 1;
    private int size;

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
        size = 0;
    }

    public long memoryBytes() {
        return (long) tableSlots.length * (Long.BYTES + Integer.BYTES);
    }
}
