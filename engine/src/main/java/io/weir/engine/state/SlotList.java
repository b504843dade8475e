package io.weir.engine.state;

import io.weir.columnar.Column;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * For each slot a list of values, null or not, in the order in which they were added.
 *
 * <p>A list is a chain of nodes; the value of a node stands at its position of one column, and the places of removed
 * nodes are used again. Lists from which values are removed have an index, so that the first value that equals another
 * is found without a walk.
 */
public final class SlotList {
    private static final int NONE = -1;
    private static final int NODES_MIN = 16;
    private static final int STALE_MIN = 1024;

    private Column values;
    private int[] nexts = new int[NODES_MIN];
    private int[] previouses = new int[NODES_MIN];
    private int[] heads = new int[0];
    private int[] tails = new int[0];
    /** For each value of a slot its first node (lower half of the number) and its last (upper half). */
    private final @Nullable SlotValues index;
    /** With an index: the next node of the same slot with an equal value. */
    private int[] nextEquals = new int[NODES_MIN];

    private final Column[] oneSource = new Column[1];
    private int used;
    private int live;
    private int free = NONE;
    private int stale;

    /**
     * Makes empty lists.
     *
     * @param prototype the shape of the values; it is only looked at
     * @param canRemove whether single values are removed
     */
    public SlotList(Column prototype, boolean canRemove) {
        values = prototype.newEmpty(NODES_MIN);
        index = canRemove ? new SlotValues(prototype) : null;
    }

    public void ensureSlots(int count) {
        if (count > heads.length) {
            int old = heads.length;
            heads = Arrays.copyOf(heads, Math.max(count, old * 2));
            tails = Arrays.copyOf(tails, heads.length);
            Arrays.fill(heads, old, heads.length, NONE);
            Arrays.fill(tails, old, heads.length, NONE);
            if (index != null) {
                index.ensureSlots(heads.length);
            }
        }
    }

    /** The values, by node; not to be kept beyond the next addition. */
    public Column values() {
        return values;
    }

    /** The first node of a slot's list, or -1. */
    public int first(int slot) {
        return heads[slot];
    }

    /** The last node of a slot's list, or -1. */
    public int last(int slot) {
        return tails[slot];
    }

    /** The node after this one, or -1. */
    public int next(int node) {
        return nexts[node];
    }

    /** Adds a value to the end of a slot's list. */
    public void add(int slot, Column source, int position) {
        int node = newNode();
        values.set(node, source, position);
        int last = tails[slot];
        previouses[node] = last;
        nexts[node] = NONE;
        if (last == NONE) {
            heads[slot] = node;
        } else {
            nexts[last] = node;
        }
        tails[slot] = node;
        live++;
        if (index != null) {
            oneSource[0] = source;
            addToIndex(index, index.findOrAdd(slot, oneSource, position), node);
        }
    }

    private void addToIndex(SlotValues known, int entry, int node) {
        nextEquals[node] = NONE;
        long number = known.number(entry);
        if (number == 0) {
            known.setNumber(entry, ends(node, node));
        } else {
            nextEquals[lastOf(number)] = node;
            known.setNumber(entry, ends(firstOf(number), node));
        }
    }

    /** Two nodes in one number, which is not 0: nodes count from 1 there. */
    private static long ends(int first, int last) {
        return (long) (last + 1) << Integer.SIZE | (first + 1);
    }

    private static int firstOf(long ends) {
        return (int) ends - 1;
    }

    private static int lastOf(long ends) {
        return (int) (ends >>> Integer.SIZE) - 1;
    }

    /** Removes the first value of a slot's list that equals this one; false if there is none. */
    public boolean remove(int slot, Column source, int position) {
        SlotValues known = index;
        if (known == null) {
            throw new IllegalStateException("made without removal");
        }
        oneSource[0] = source;
        int entry = known.find(slot, oneSource, position);
        if (entry < 0) {
            return false;
        }
        long number = known.number(entry);
        int node = firstOf(number);
        int nextEqual = nextEquals[node];
        if (nextEqual == NONE) {
            known.remove(entry);
        } else {
            known.setNumber(entry, ends(nextEqual, lastOf(number)));
        }
        unlink(slot, node);
        return true;
    }

    private void unlink(int slot, int node) {
        int next = nexts[node];
        int previous = previouses[node];
        if (previous == NONE) {
            heads[slot] = next;
        } else {
            nexts[previous] = next;
        }
        if (next == NONE) {
            tails[slot] = previous;
        } else {
            previouses[next] = previous;
        }
        release(node);
    }

    private void release(int node) {
        nexts[node] = free;
        free = node;
        live--;
    }

    private int newNode() {
        if (free != NONE) {
            int node = free;
            free = nexts[node];
            ColumnShape.forgetNull(values, node);
            if (++stale > Math.max(STALE_MIN, live)) {
                packValues();
            }
            return node;
        }
        int node = used++;
        if (node == nexts.length) {
            nexts = Arrays.copyOf(nexts, node * 2);
            previouses = Arrays.copyOf(previouses, node * 2);
            nextEquals = Arrays.copyOf(nextEquals, index == null ? 0 : node * 2);
        }
        values.ensureCapacity(used);
        return node;
    }

    /** Drops what values that are gone have left in the heap of the column. */
    private void packValues() {
        Column packed = values.newEmpty(values.capacity());
        for (int slot = 0; slot < heads.length; slot++) {
            for (int node = heads[slot]; node != NONE; node = nexts[node]) {
                packed.set(node, values, node);
            }
        }
        values = packed;
        stale = 0;
    }

    /** Writes the list of a slot, for a snapshot. */
    public void writeSlot(int slot, StateOutput out) {
        int count = 0;
        for (int node = heads[slot]; node != NONE; node = nexts[node]) {
            count++;
        }
        out.putCount(count);
        for (int node = heads[slot]; node != NONE; node = nexts[node]) {
            out.putValue(values, node);
        }
    }

    /** Reads it back into a slot whose list is empty. */
    public void readSlot(int slot, StateInput in) {
        ValueRoom room = new ValueRoom(values);
        int count = in.getCount();
        for (int i = 0; i < count; i++) {
            add(slot, room.read(in)[0], 0);
        }
    }

    /** Removes all values of a slot. */
    public void clearSlot(int slot) {
        int node = heads[slot];
        while (node != NONE) {
            int next = nexts[node];
            release(node);
            node = next;
        }
        heads[slot] = NONE;
        tails[slot] = NONE;
        if (index != null) {
            index.clearSlot(slot);
        }
    }

    /** Removes all values; capacity stays. */
    public void clear() {
        Arrays.fill(heads, NONE);
        Arrays.fill(tails, NONE);
        values.reset();
        used = 0;
        live = 0;
        stale = 0;
        free = NONE;
        if (index != null) {
            index.clear();
        }
    }

    public long memoryBytes() {
        return values.memoryBytes()
                + ((long) nexts.length * 2 + nextEquals.length + heads.length * 2L) * Integer.BYTES
                + (index == null ? 0 : index.memoryBytes());
    }
}
