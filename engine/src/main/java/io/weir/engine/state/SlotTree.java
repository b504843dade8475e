package io.weir.engine.state;

import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import java.util.Arrays;

/**
 * For each slot a sorted set of values, none of them null, with a number for each: how often it is there.
 *
 * <p>The values of a slot form a treap: a search tree by value and at the same time a heap by a random priority, which
 * keeps it balanced. Nodes are numbered; the value of a node stands at its position of one column, and the places of
 * removed nodes are used again.
 */
public final class SlotTree {
    public static final int NONE = -1;

    private static final int NODES_MIN = 16;
    private static final int STALE_MIN = 1024;

    private Column values;
    private int[] lefts = new int[NODES_MIN];
    private int[] rights = new int[NODES_MIN];
    private long[] numbers = new long[NODES_MIN];
    /** The root of each slot. */
    private int[] roots = new int[0];

    private int used;
    private int live;
    private int free = NONE;
    /** Values that were written over; what they held in a heap of bytes is still there. */
    private int stale;

    /** Makes an empty tree for values of the shape of this column, which is only looked at. */
    public SlotTree(Column prototype) {
        values = prototype.newEmpty(NODES_MIN);
    }

    /** The values, by node; not to be kept beyond the next addition. */
    public Column values() {
        return values;
    }

    public void ensureSlots(int count) {
        if (count > roots.length) {
            int old = roots.length;
            roots = Arrays.copyOf(roots, Math.max(count, old * 2));
            Arrays.fill(roots, old, roots.length, NONE);
        }
    }

    /** Adds to the number of a value, which comes with its first number and goes when the number becomes 0. */
    public void add(int slot, Column source, int position, long change) {
        int node = find(slot, source, position);
        if (node == NONE) {
            int added = newNode(source, position);
            numbers[added] = change;
            roots[slot] = insert(roots[slot], added);
        } else {
            numbers[node] += change;
            if (numbers[node] == 0) {
                roots[slot] = remove(roots[slot], source, position);
                release(node);
            }
        }
    }

    /** The node of a value, or NONE. */
    public int find(int slot, Column source, int position) {
        int node = roots[slot];
        while (node != NONE) {
            int order = compare(source, position, node);
            if (order == 0) {
                return node;
            }
            node = order < 0 ? lefts[node] : rights[node];
        }
        return NONE;
    }

    private int compare(Column source, int position, int node) {
        if (values instanceof LongColumn longs) {
            return Long.compare(((LongColumn) source).get(position), longs.get(node));
        }
        return ValueComparator.compare(source, position, values, node);
    }

    public long number(int node) {
        return numbers[node];
    }

    /** The node with the least value of a slot whose number is positive, or NONE. */
    public int first(int slot) {
        return firstPositive(roots[slot]);
    }

    /** The node with the greatest value of a slot whose number is positive, or NONE. */
    public int last(int slot) {
        return lastPositive(roots[slot]);
    }

    // A number is negative only where a value is retracted before it comes; the walk nearly always ends at once.

    private int firstPositive(int node) {
        if (node == NONE) {
            return NONE;
        }
        int found = firstPositive(lefts[node]);
        if (found != NONE) {
            return found;
        }
        return numbers[node] > 0 ? node : firstPositive(rights[node]);
    }

    private int lastPositive(int node) {
        if (node == NONE) {
            return NONE;
        }
        int found = lastPositive(rights[node]);
        if (found != NONE) {
            return found;
        }
        return numbers[node] > 0 ? node : lastPositive(lefts[node]);
    }

    /** Writes the nodes of a slot in the order of their values; the result is their number. */
    public int list(int slot, IntList nodes) {
        nodes.clear();
        walk(roots[slot], nodes);
        return nodes.size();
    }

    private void walk(int node, IntList nodes) {
        if (node != NONE) {
            walk(lefts[node], nodes);
            nodes.add(node);
            walk(rights[node], nodes);
        }
    }

    private int newNode(Column source, int position) {
        int node;
        if (free != NONE) {
            node = free;
            free = lefts[node];
            if (++stale > Math.max(STALE_MIN, live)) {
                packValues();
            }
        } else {
            node = used++;
            if (node == lefts.length) {
                lefts = Arrays.copyOf(lefts, node * 2);
                rights = Arrays.copyOf(rights, node * 2);
                numbers = Arrays.copyOf(numbers, node * 2);
            }
            values.ensureCapacity(used);
        }
        live++;
        values.set(node, source, position);
        lefts[node] = NONE;
        rights[node] = NONE;
        return node;
    }

    private void release(int node) {
        lefts[node] = free;
        free = node;
        numbers[node] = 0;
        live--;
    }

    /** Drops what values that are gone have left in the heap of the column. */
    private void packValues() {
        Column packed = values.newEmpty(values.capacity());
        for (int node = 0; node < used; node++) {
            if (numbers[node] != 0) {
                packed.set(node, values, node);
            }
        }
        values = packed;
        stale = 0;
    }

    /** Random enough, and the same in every run. */
    private static int priority(int node) {
        return Hashing.hash(node);
    }

    private int insert(int root, int added) {
        if (root == NONE) {
            return added;
        }
        if (compare(values, added, root) < 0) {
            int left = insert(lefts[root], added);
            lefts[root] = left;
            return priority(left) > priority(root) ? rotateRight(root) : root;
        }
        int right = insert(rights[root], added);
        rights[root] = right;
        return priority(right) > priority(root) ? rotateLeft(root) : root;
    }

    private int rotateRight(int root) {
        int left = lefts[root];
        lefts[root] = rights[left];
        rights[left] = root;
        return left;
    }

    private int rotateLeft(int root) {
        int right = rights[root];
        rights[root] = lefts[right];
        lefts[right] = root;
        return right;
    }

    private int remove(int root, Column source, int position) {
        int order = compare(source, position, root);
        if (order == 0) {
            return join(lefts[root], rights[root]);
        }
        if (order < 0) {
            lefts[root] = remove(lefts[root], source, position);
        } else {
            rights[root] = remove(rights[root], source, position);
        }
        return root;
    }

    /** One tree of two, all values of the first being less than those of the second. */
    private int join(int left, int right) {
        if (left == NONE) {
            return right;
        }
        if (right == NONE) {
            return left;
        }
        if (priority(left) > priority(right)) {
            rights[left] = join(rights[left], right);
            return left;
        }
        lefts[right] = join(left, lefts[right]);
        return right;
    }

    /** Writes the values of a slot with their numbers, for a snapshot. */
    public void writeSlot(int slot, StateOutput out) {
        IntList nodes = new IntList();
        int count = list(slot, nodes);
        out.putCount(count);
        for (int i = 0; i < count; i++) {
            out.putValue(values, nodes.get(i));
            out.putLong(numbers[nodes.get(i)]);
        }
    }

    /** Reads them back into a slot that has no values. */
    public void readSlot(int slot, StateInput in) {
        int count = in.getCount();
        if (count == 0) {
            return;
        }
        Column read = values.newEmpty(1);
        for (int i = 0; i < count; i++) {
            read.reset();
            in.getValue(read, 0);
            add(slot, read, 0, in.getLong());
        }
    }

    /** Removes all values of a slot. */
    public void clearSlot(int slot) {
        releaseAll(roots[slot]);
        roots[slot] = NONE;
    }

    private void releaseAll(int node) {
        if (node != NONE) {
            releaseAll(rights[node]);
            int left = lefts[node];
            release(node);
            releaseAll(left);
        }
    }

    /** Removes all values; capacity stays. */
    public void clear() {
        Arrays.fill(roots, NONE);
        values.reset();
        used = 0;
        live = 0;
        stale = 0;
        free = NONE;
    }

    public long memoryBytes() {
        return values.memoryBytes()
                + (long) lefts.length * (2 * Integer.BYTES + Long.BYTES)
                + (long) roots.length * Integer.BYTES;
    }
}
