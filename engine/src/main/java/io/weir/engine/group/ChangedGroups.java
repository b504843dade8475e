package io.weir.engine.group;

import io.weir.engine.state.Hashing;
import java.util.Arrays;

/**
 * The groups that have changed since results were given out last, in the order of their first changes: slots, numbered
 * from 0. A small table of its own finds them, so that the number of all groups does not matter.
 */
final class ChangedGroups {
    private int[] slots = new int[16];
    private boolean[] wasThere = new boolean[16];
    /** By number, a row of the group in the batch of input at hand. */
    private int[] rows = new int[16];
    /** By number, where the group stands in the table. */
    private int[] places = new int[16];

    private int count;
    /** Open addressing: the number of a group plus one, or 0. */
    private int[] table = new int[64];

    private int mask = table.length - 1;

    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int slot(int number) {
        return slots[number];
    }

    /** The slots of all groups by number. */
    int[] slots() {
        return slots;
    }

    /** True if the group had a result that was given out before. */
    boolean wasThere(int number) {
        return wasThere[number];
    }

    boolean contains(int slot) {
        int at = Hashing.hash(slot) & mask;
        while (table[at] != 0) {
            if (slots[table[at] - 1] == slot) {
                return true;
            }
            at = (at + 1) & mask;
        }
        return false;
    }

    /** A row of the group in the batch of input, if that is the one in which the group was added. */
    int row(int number) {
        return rows[number];
    }

    /** Adds the group of a row, if it is not among them yet. */
    void add(int slot, boolean hasResult, int row) {
        int at = Hashing.hash(slot) & mask;
        while (table[at] != 0) {
            if (slots[table[at] - 1] == slot) {
                return;
            }
            at = (at + 1) & mask;
        }
        append(slot, hasResult, row, at);
    }

    private void append(int slot, boolean hasResult, int row, int at) {
        if (count == slots.length) {
            slots = Arrays.copyOf(slots, 2 * count);
            wasThere = Arrays.copyOf(wasThere, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
            rows = Arrays.copyOf(rows, 2 * count);
        }
        slots[count] = slot;
        wasThere[count] = hasResult;
        places[count] = at;
        rows[count] = row;
        table[at] = ++count;
        if (4 * count > table.length) {
            grow();
        }
    }

    private void grow() {
        table = new int[2 * table.length];
        mask = table.length - 1;
        for (int number = 0; number < count; number++) {
            int at = Hashing.hash(slots[number]) & mask;
            while (table[at] != 0) {
                at = (at + 1) & mask;
            }
            table[at] = number + 1;
            places[number] = at;
        }
    }

    void clear() {
        for (int number = 0; number < count; number++) {
            table[places[number]] = 0;
        }
        count = 0;
    }

    long memoryBytes() {
        return (long) table.length * Integer.BYTES + (long) slots.length * (3 * Integer.BYTES + 1);
    }
}
