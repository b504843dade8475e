package io.weir.engine.over;

import java.util.Arrays;

/** By key the rows in its frame, oldest first: lists in arrays. */
final class FrameRows {
    static final int NONE = -1;

    // By slot.
    private int[] firsts = new int[0];
    private int[] lasts = new int[0];
    private int[] sizes = new int[0];

    // By row.
    private int[] nexts = new int[0];
    private boolean[] isHere = new boolean[0];

    void ensureSlots(int count) {
        if (count > firsts.length) {
            int old = firsts.length;
            firsts = Arrays.copyOf(firsts, Math.max(count, 2 * old));
            lasts = Arrays.copyOf(lasts, firsts.length);
            sizes = Arrays.copyOf(sizes, firsts.length);
            Arrays.fill(firsts, old, firsts.length, NONE);
        }
    }

    /** The oldest row of a key, or {@link #NONE}. */
    int first(int slot) {
        return firsts[slot];
    }

    int next(int row) {
        return nexts[row];
    }

    int size(int slot) {
        return sizes[slot];
    }

    /** True if the row is in a frame. */
    boolean has(int row) {
        return row < isHere.length && isHere[row];
    }

    void append(int slot, int row) {
        if (row >= nexts.length) {
            nexts = Arrays.copyOf(nexts, Math.max(row + 1, nexts.length + (nexts.length >> 1)));
            isHere = Arrays.copyOf(isHere, nexts.length);
        }
        nexts[row] = NONE;
        isHere[row] = true;
        if (firsts[slot] == NONE) {
            firsts[slot] = row;
        } else {
            nexts[lasts[slot]] = row;
        }
        lasts[slot] = row;
        sizes[slot]++;
    }

    /** Takes the oldest row of a key away. */
    int removeFirst(int slot) {
        int row = firsts[slot];
        firsts[slot] = nexts[row];
        isHere[row] = false;
        sizes[slot]--;
        return row;
    }

    long memoryBytes() {
        return firsts.length * 3L * Integer.BYTES + nexts.length * (1L + Integer.BYTES);
    }
}
