package io.weir.engine.epoch;

import java.util.Arrays;

/** Keys that have been seen, as bytes with their hashes: what a merge remembers of newer chunks. */
final class KeySet {
    private static final int SLOTS_MIN = 64;
    private static final int MARKS_PER_SLOT = 8;

    private byte[] keys = new byte[1024];
    private int keysLength;
    /**
     * In the upper half of a slot its key's hash, in the lower where the key ends, 0 for none: so that other keys in
     * the way, and that there is no key, are seen from one place in memory.
     */
    private long[] slots = new long[SLOTS_MIN];

    /** Of each slot's key. */
    private int[] lengths = new int[SLOTS_MIN];

    private int count;

    /** The bits of all hashes that were added; few others have one that is set. So little memory is always near. */
    private long[] marks = new long[SLOTS_MIN * MARKS_PER_SLOT / Long.SIZE];

    void clear() {
        if (count > 0) {
            Arrays.fill(slots, 0);
            Arrays.fill(marks, 0);
        }
        count = 0;
        keysLength = 0;
    }

    int count() {
        return count;
    }

    boolean contains(int hash, byte[] bytes, int start, int length) {
        return isMarked(hash) && slots[find(hash, bytes, start, length)] != 0;
    }

    /** False if the key is there already. */
    boolean add(int hash, byte[] bytes, int start, int length) {
        int slot = find(hash, bytes, start, length);
        if (slots[slot] != 0) {
            return false;
        }
        // One more than the key has, so that not even an empty one ends at 0.
        int room = length + 1;
        if (keys.length - keysLength < room) {
            long wanted = Math.max((long) keysLength + room, 2L * keys.length);
            keys = Arrays.copyOf(keys, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
        }
        System.arraycopy(bytes, start, keys, keysLength + 1, length);
        keysLength += room;
        slots[slot] = (long) hash << Integer.SIZE | keysLength;
        lengths[slot] = length;
        mark(hash);
        if (++count * 2 > slots.length) {
            grow();
        }
        return true;
    }

    private int find(int hash, byte[] bytes, int start, int length) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0 && !isKey(slot, hash, bytes, start, length)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isKey(int slot, int hash, byte[] bytes, int start, int length) {
        int end = (int) slots[slot];
        return (int) (slots[slot] >>> Integer.SIZE) == hash
                && lengths[slot] == length
                && Arrays.equals(keys, end - length, end, bytes, start, start + length);
    }

    private boolean isMarked(int hash) {
        return (marks[place(hash)] & 1L << hash) != 0;
    }

    private void mark(int hash) {
        marks[place(hash)] |= 1L << hash;
    }

    /** The word with a hash's bit, which the lowest six bits of the hash choose. */
    private int place(int hash) {
        return hash >>> 6 & marks.length - 1;
    }

    private void grow() {
        long[] oldSlots = slots;
        int[] oldLengths = lengths;
        slots = new long[2 * oldSlots.length];
        lengths = new int[slots.length];
        marks = new long[slots.length * MARKS_PER_SLOT / Long.SIZE];
        int mask = slots.length - 1;
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != 0) {
                int slot = (int) (oldSlots[i] >>> Integer.SIZE) & mask;
                while (slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[slot] = oldSlots[i];
                lengths[slot] = oldLengths[i];
                mark((int) (oldSlots[i] >>> Integer.SIZE));
            }
        }
    }
}
