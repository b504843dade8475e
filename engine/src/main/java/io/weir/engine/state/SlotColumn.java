package io.weir.engine.state;

import io.weir.columnar.Column;
import java.util.Arrays;

/**
 * At most one value for each slot, of any kind. Values are only appended, so that text can be kept in one heap; those
 * that were replaced are dropped when they are many.
 */
public final class SlotColumn {
    private static final int NONE = -1;
    private static final int SPARE_MIN = 1024;
    private static final int VALUES_MIN = 16;

    private final Column prototype;
    private Column values;
    private int used;
    private int live;
    /** Where each slot's value stands. */
    private int[] at = new int[0];

    /** The prototype gives the shape of the values; it is only looked at. */
    public SlotColumn(Column prototype) {
        this.prototype = prototype;
        values = prototype.newEmpty(VALUES_MIN);
    }

    public void ensureSlots(int count) {
        if (count > at.length) {
            int old = at.length;
            at = Arrays.copyOf(at, Math.max(count, old * 2));
            Arrays.fill(at, old, at.length, NONE);
        }
    }

    /** The position of a slot's value in {@link #values()}, or -1; not to be kept beyond the next change. */
    public int position(int slot) {
        return at[slot];
    }

    public Column values() {
        return values;
    }

    /** Gives a slot a value, which may be null. */
    public void set(int slot, Column source, int position) {
        if (at[slot] < 0) {
            live++;
        }
        if (used - live > Math.max(live, SPARE_MIN)) {
            pack();
        }
        values.ensureCapacity(used + 1);
        values.set(used, source, position);
        at[slot] = used++;
    }

    /** Takes a slot's value away. */
    public void remove(int slot) {
        if (at[slot] >= 0) {
            at[slot] = NONE;
            live--;
        }
    }

    /** Writes the value of a slot, or null if it has none. */
    public void write(int slot, Column to, int position) {
        if (at[slot] < 0) {
            to.setNull(position);
        } else {
            to.set(position, values, at[slot]);
        }
    }

    /** Writes the value of a slot, if it has one, for a snapshot. */
    public void writeSlot(int slot, StateOutput out) {
        boolean isThere = at[slot] >= 0;
        out.putBoolean(isThere);
        if (isThere) {
            out.putValue(values, at[slot]);
        }
    }

    /** Reads it back into a slot that has no value. */
    public void readSlot(int slot, StateInput in) {
        if (in.getBoolean()) {
            values.ensureCapacity(used + 1);
            in.getValue(values, used);
            at[slot] = used++;
            live++;
        }
    }

    private void pack() {
        Column packed = prototype.newEmpty(Math.max(VALUES_MIN, live));
        int count = 0;
        for (int slot = 0; slot < at.length; slot++) {
            if (at[slot] >= 0) {
                packed.ensureCapacity(count + 1);
                packed.set(count, values, at[slot]);
                at[slot] = count++;
            }
        }
        values = packed;
        used = count;
    }

    /** Removes all values; capacity stays. */
    public void clear() {
        Arrays.fill(at, NONE);
        values.reset();
        used = 0;
        live = 0;
    }

    public long memoryBytes() {
        return values.memoryBytes() + (long) at.length * Integer.BYTES;
    }
}
