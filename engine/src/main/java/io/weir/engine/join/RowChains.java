package io.weir.engine.join;

import io.weir.engine.state.RowTable;
import io.weir.engine.state.SlotArrays;
import java.util.Arrays;

/** The rows of each slot, linked in the order in which they came. */
final class RowChains {
    static final int NONE = -1;
    private static final int GIVEN_BACK = -2;

    // By slot.
    private int[] heads = new int[0];
    private int[] tails = new int[0];

    // By row.
    private int[] nexts = new int[0];
    private int[] previous = new int[0];
    private int[] slots = new int[0];

    void ensureSlots(int count) {
        heads = SlotArrays.grown(heads, count, NONE);
        tails = SlotArrays.grown(tails, count, NONE);
    }

    void ensureRows(int count) {
        nexts = Arrays.copyOf(nexts, count);
        previous = Arrays.copyOf(previous, count);
        slots = Arrays.copyOf(slots, count);
    }

    int first(int slot) {
        return slot < heads.length ? heads[slot] : NONE;
    }

    int next(int row) {
        return nexts[row];
    }

    int slot(int row) {
        return slots[row];
    }

    boolean isEmpty(int slot) {
        return first(slot) == NONE;
    }

    void append(int slot, int row) {
        slots[row] = slot;
        nexts[row] = NONE;
        if (heads[slot] == NONE) {
            heads[slot] = row;
            previous[row] = NONE;
        } else {
            nexts[tails[slot]] = row;
            previous[row] = tails[slot];
        }
        tails[slot] = row;
    }

    /** Puts a row where it belongs by its sequence, which is the end, unless rows that came later are there already. */
    void insert(int slot, int row, RowTable sequences) {
        append(slot, row);
        int before = previous[row];
        while (before != NONE && sequences.sequence(before) > sequences.sequence(row)) {
            swap(slot, before, row);
            before = previous[row];
        }
    }

    /** Exchanges a row and the one after it. */
    private void swap(int slot, int row, int following) {
        int before = previous[row];
        int after = nexts[following];
        link(slot, before, following);
        link(slot, following, row);
        link(slot, row, after);
    }

    private void link(int slot, int before, int after) {
        if (before == NONE) {
            heads[slot] = after;
        } else {
            nexts[before] = after;
        }
        if (after == NONE) {
            tails[slot] = before;
        } else {
            previous[after] = before;
        }
    }

    void remove(int row) {
        link(slots[row], previous[row], nexts[row]);
    }

    /** Remembers that an empty slot is given back; false if it was before. */
    boolean giveBack(int slot) {
        boolean isFirst = tails[slot] != GIVEN_BACK;
        tails[slot] = GIVEN_BACK;
        return isFirst;
    }

    /** The slots were given back. */
    void forgetGivenBack(int[] given, int count) {
        for (int i = 0; i < count; i++) {
            tails[given[i]] = NONE;
        }
    }

    /** Renumbers the slots: slot i is now the one that was kept[i]. */
    void pack(int[] kept) {
        int[] movedHeads = new int[kept.length];
        int[] movedTails = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            movedHeads[i] = heads[kept[i]];
            movedTails[i] = tails[kept[i]];
            for (int row = movedHeads[i]; row != NONE; row = nexts[row]) {
                slots[row] = i;
            }
        }
        heads = movedHeads;
        tails = movedTails;
    }

    long memoryBytes() {
        return heads.length * 2L * Integer.BYTES + nexts.length * 3L * Integer.BYTES;
    }
}
