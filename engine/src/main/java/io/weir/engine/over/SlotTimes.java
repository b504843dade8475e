package io.weir.engine.over;

import io.weir.engine.state.SlotState;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import java.util.Arrays;

/** For each slot the times of its timers that have not gone off, in the order in which they were set: rising. */
final class SlotTimes implements SlotState {
    private static final int NONE = -1;

    // By slot.
    private int[] firsts = new int[0];
    private int[] lasts = new int[0];

    // By node of a list.
    private long[] times = new long[16];
    private int[] nexts = new int[16];
    private int used;
    private int free = NONE;

    @Override
    public void ensureSlots(int count) {
        if (count > firsts.length) {
            int old = firsts.length;
            firsts = Arrays.copyOf(firsts, Math.max(count, 2 * old));
            lasts = Arrays.copyOf(lasts, firsts.length);
            Arrays.fill(firsts, old, firsts.length, NONE);
        }
    }

    boolean isEmpty(int slot) {
        return firsts[slot] == NONE;
    }

    /** The earliest time of a slot that has one. */
    long first(int slot) {
        return times[firsts[slot]];
    }

    /** The latest time of a slot that has one. */
    long last(int slot) {
        return times[lasts[slot]];
    }

    /** Adds a time that is later than those of the slot. */
    void add(int slot, long time) {
        int node = free;
        if (node == NONE) {
            node = used++;
            if (node == times.length) {
                times = Arrays.copyOf(times, 2 * node);
                nexts = Arrays.copyOf(nexts, 2 * node);
            }
        } else {
            free = nexts[node];
        }
        times[node] = time;
        nexts[node] = NONE;
        if (firsts[slot] == NONE) {
            firsts[slot] = node;
        } else {
            nexts[lasts[slot]] = node;
        }
        lasts[slot] = node;
    }

    /** Takes the earliest time of a slot away. */
    void removeFirst(int slot) {
        int node = firsts[slot];
        firsts[slot] = nexts[node];
        nexts[node] = free;
        free = node;
    }

    @Override
    public String schema() {
        return "times";
    }

    @Override
    public void writeSlot(int slot, StateOutput out) {
        int count = 0;
        for (int node = firsts[slot]; node != NONE; node = nexts[node]) {
            count++;
        }
        out.putCount(count);
        for (int node = firsts[slot]; node != NONE; node = nexts[node]) {
            out.putLong(times[node]);
        }
    }

    @Override
    public void readSlot(int slot, StateInput in) {
        int count = in.getCount();
        for (int i = 0; i < count; i++) {
            add(slot, in.getLong());
        }
    }

    long memoryBytes() {
        return times.length * (Long.BYTES + (long) Integer.BYTES) + firsts.length * 2L * Integer.BYTES;
    }
}
