package io.weir.engine.state;

import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

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

    private @Nullable EntryChanges changes;
    /** Where the account of changes finds the values. */
    private final Column[] tracked = new Column[1];

    /** Makes an empty tree for values of the shape of this column, which is only looked at. */
    public SlotTree(Column prototype) {
        values = prototype.newEmpty(NODES_MIN);
    }

    /** The values, by node; not to be kept beyond the next addition. */
    public Column values() {
        return values;
    }

    public void ensureSlots(int count) {
        roots = SlotArrays.grown(roots, count, NONE);
    }

    /** Adds to the number of a value, which comes with its first number and goes when the number becomes 0. */
    public void add(int slot, Column source, int position, long change) {
        int node = find(slot, source, position);
        if (node == NONE) {
            int added = newNode(source, position);
            numbers[added] = change;
            roots[slot] = insert(roots[slot], added);
            mark(added, slot);
        } else {
            numbers[node] += change;
            if (numbers[node] == 0) {
                roots[slot] = remove(roots[slot], source, position);
                release(node, slot);
            } else {
                mark(node, slot);
            }
        }
    }

    private void mark(int node, int slot) {
        if (changes != null) {
            changes.mark(node, slot);
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

    private void release(int node, int slot) {
        noteRemoved(node, slot);
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

    // ---- snapshots
    // ---------------------------------------------------------------------------------------------------

    /** From now on changes are kept account of, for entries of their own; all that is there counts as changed. */
    public void startTracking(PartLog to) {
        if (changes == null) {
            EntryChanges account = new EntryChanges(to);
            for (int slot = 0; slot < roots.length; slot++) {
                int of = slot;
                each(slot, node -> account.mark(node, of));
            }
            changes = account;
        }
    }

    private void noteRemoved(int node, int slot) {
        if (changes != null) {
            tracked[0] = values;
            changes.removed(node, slot, tracked);
        }
    }

    /** The key of a slot is about to be forgotten, and with it the slot's entries of the snapshot. */
    public void forgetSlot(int slot) {
        if (changes != null) {
            each(slot, node -> noteRemoved(node, slot));
        }
    }

    private void each(int slot, IntConsumer action) {
        IntList nodes = new IntList();
        int count = list(slot, nodes);
        for (int i = 0; i < count; i++) {
            action.accept(nodes.get(i));
        }
    }

    /** Writes the values of a slot that leaves memory, as {@link SlotState#evictParts}. */
    public void evictSlot(int slot, StateWriter out) {
        EntryChanges account = changes;
        if (account != null) {
            tracked[0] = values;
            each(slot, node -> account.evict(node, slot, tracked, numbers[node], out));
        }
    }

    /** No snapshot has the values of a slot. */
    public void markSlot(int slot) {
        EntryChanges account = changes;
        if (account != null) {
            each(slot, node -> account.markUnsaved(node, slot));
        }
    }

    /** Writes the values that have changed since the last call. */
    public void writeChanges(StateWriter out) {
        if (changes != null) {
            tracked[0] = values;
            changes.write(tracked, numbers, out);
        }
    }

    /** Reads a value of a slot. */
    public void readPart(int slot, StateInput key, StateInput value) {
        Column read = new ValueRoom(values).read(key)[0];
        add(slot, read, 0, value.getLong());
        if (changes != null) {
            changes.setSaved(find(slot, read, 0));
        }
    }

    /** Copies a slot of another table, which is not used any more, and what is known of its changes. */
    public void move(SlotTree other, int otherSlot, int slot) {
        if (other.changes != null) {
            startTracking(other.changes.log());
        }
        other.each(otherSlot, from -> {
            add(slot, other.values, from, other.numbers[from]);
            if (changes != null && other.changes != null) {
                changes.take(find(slot, other.values, from), slot, other.changes, from);
            }
        });
    }

    /** Writes the values of a slot with their numbers, unless they are entries of their own. */
    public void writeSlot(int slot, StateOutput out) {
        if (changes != null) {
            out.putCount(0);
            return;
        }
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
        ValueRoom room = new ValueRoom(values);
        int count = in.getCount();
        for (int i = 0; i < count; i++) {
            Column read = room.read(in)[0];
            add(slot, read, 0, in.getLong());
        }
    }

    /** Removes all values of a slot. */
    public void clearSlot(int slot) {
        releaseAll(roots[slot], slot);
        roots[slot] = NONE;
    }

    private void releaseAll(int node, int slot) {
        if (node != NONE) {
            releaseAll(rights[node], slot);
            int left = lefts[node];
            release(node, slot);
            releaseAll(left, slot);
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
        if (changes != null) {
            changes.clear();
        }
    }

    public long memoryBytes() {
        return values.memoryBytes()
                + (long) lefts.length * (2 * Integer.BYTES + Long.BYTES)
                + (long) roots.length * Integer.BYTES
                + (changes == null ? 0 : changes.memoryBytes());
    }
}
