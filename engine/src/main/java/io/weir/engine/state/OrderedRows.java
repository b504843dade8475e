package io.weir.engine.state;

import java.util.Arrays;

/**
 * For each key, its rows in order, with the rank of each: a balanced tree per key (a treap) whose nodes are the numbers
 * of the rows. To insert, to remove, to ask for a rank and for the row of a rank takes time in the logarithm of the
 * number of the key's rows.
 */
public final class OrderedRows {
    /** No row. */
    public static final int NONE = -1;

    private int[] roots = new int[0];
    private int[] left = new int[0];
    private int[] right = new int[0];
    private int[] parents = new int[0];
    private int[] sizes = new int[0];

    /** Where a new row belongs among the rows that are there: negative before the given row. */
    public interface Place {
        int compareTo(int row);
    }

    /** Makes room for keys 0 to count - 1; new ones have no rows. */
    public void ensureSlots(int count) {
        if (count > roots.length) {
            int old = roots.length;
            roots = Arrays.copyOf(roots, Math.max(count, old * 2));
            Arrays.fill(roots, old, roots.length, NONE);
        }
    }

    private void ensureRow(int row) {
        if (row >= left.length) {
            int grown = Math.max(16, Math.max(row + 1, left.length + (left.length >> 1)));
            left = Arrays.copyOf(left, grown);
            right = Arrays.copyOf(right, grown);
            parents = Arrays.copyOf(parents, grown);
            sizes = Arrays.copyOf(sizes, grown);
        }
    }

    /** The number of rows of a key. */
    public int size(int slot) {
        return sizeOf(roots[slot]);
    }

    private int sizeOf(int row) {
        return row == NONE ? 0 : sizes[row];
    }

    /** How many rows of a key come before a new row, or are equal to it. */
    public int rankOf(int slot, Place place) {
        int rank = 0;
        int at = roots[slot];
        while (at != NONE) {
            if (place.compareTo(at) < 0) {
                at = left[at];
            } else {
                rank += sizeOf(left[at]) + 1;
                at = right[at];
            }
        }
        return rank;
    }

    /** Inserts a row so that this many rows of the key come before it. */
    public void insert(int slot, int row, int rank) {
        ensureRow(row);
        left[row] = NONE;
        right[row] = NONE;
        sizes[row] = 1;
        int parent = NONE;
        int before = rank;
        boolean isLeft = false;
        int at = roots[slot];
        while (at != NONE) {
            sizes[at]++;
            parent = at;
            int leftSize = sizeOf(left[at]);
            isLeft = before <= leftSize;
            if (isLeft) {
                at = left[at];
            } else {
                before -= leftSize + 1;
                at = right[at];
            }
        }
        parents[row] = parent;
        if (parent == NONE) {
            roots[slot] = row;
            return;
        }
        if (isLeft) {
            left[parent] = row;
        } else {
            right[parent] = row;
        }
        while (parents[row] != NONE && priority(row) > priority(parents[row])) {
            rotateUp(slot, row);
        }
    }

    /** Spread like random numbers, and the same in every run. */
    private static int priority(int row) {
        return Hashing.hash(row);
    }

    public void remove(int slot, int row) {
        while (left[row] != NONE || right[row] != NONE) {
            int a = left[row];
            int b = right[row];
            boolean takesLeft = b == NONE || (a != NONE && priority(a) > priority(b));
            rotateUp(slot, takesLeft ? a : b);
        }
        int parent = parents[row];
        replaceChild(slot, parent, row, NONE);
        for (int at = parent; at != NONE; at = parents[at]) {
            sizes[at]--;
        }
    }

    /** Puts a row in the place of another, whose rank it gets. */
    public void replace(int slot, int row, int newRow) {
        int rank = rank(row);
        remove(slot, row);
        insert(slot, newRow, rank);
    }

    private void rotateUp(int slot, int row) {
        int parent = parents[row];
        int grandparent = parents[parent];
        int inner;
        if (left[parent] == row) {
            inner = right[row];
            left[parent] = inner;
            right[row] = parent;
        } else {
            inner = left[row];
            right[parent] = inner;
            left[row] = parent;
        }
        if (inner != NONE) {
            parents[inner] = parent;
        }
        replaceChild(slot, grandparent, parent, row);
        parents[row] = grandparent;
        parents[parent] = row;
        sizes[row] = sizes[parent];
        sizes[parent] = sizeOf(left[parent]) + sizeOf(right[parent]) + 1;
    }

    private void replaceChild(int slot, int parent, int child, int newChild) {
        if (parent == NONE) {
            roots[slot] = newChild;
        } else if (left[parent] == child) {
            left[parent] = newChild;
        } else {
            right[parent] = newChild;
        }
    }

    /** How many rows of its key come before a row. */
    public int rank(int row) {
        int rank = sizeOf(left[row]);
        int at = row;
        for (int parent = parents[at]; parent != NONE; parent = parents[at]) {
            if (right[parent] == at) {
                rank += sizeOf(left[parent]) + 1;
            }
            at = parent;
        }
        return rank;
    }

    /** The row of a key that this many come before, or {@link #NONE}. */
    public int rowAt(int slot, int rank) {
        int before = rank;
        int at = roots[slot];
        while (at != NONE) {
            int leftSize = sizeOf(left[at]);
            if (before == leftSize) {
                return at;
            }
            if (before < leftSize) {
                at = left[at];
            } else {
                before -= leftSize + 1;
                at = right[at];
            }
        }
        return NONE;
    }

    /** The row after a row of the same key, or {@link #NONE}. */
    public int next(int row) {
        int at = right[row];
        if (at != NONE) {
            while (left[at] != NONE) {
                at = left[at];
            }
            return at;
        }
        at = row;
        int parent = parents[at];
        while (parent != NONE && right[parent] == at) {
            at = parent;
            parent = parents[at];
        }
        return parent;
    }

    /** Forgets the rows of a key. */
    public void clear(int slot) {
        roots[slot] = NONE;
    }

    /** Renumbers the keys: key i is now the one that was kept[i]. */
    public void moveSlots(int[] kept) {
        int[] moved = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            moved[i] = roots[kept[i]];
        }
        roots = moved;
    }

    /** Bytes of memory that the trees hold. */
    public long memoryBytes() {
        return ((long) roots.length + 4L * left.length) * Integer.BYTES;
    }
}
