package io.weir.engine.state;

import java.util.Arrays;

/**
 * Times at which something is due for a slot, the earliest first. A timer is not taken away again: whoever polls one
 * looks at the slot, and sees whether it is still due. The slot may belong to one of several tables, which has a number
 * too.
 */
public final class SlotTimers {
    private long[] times = new long[16];
    private long[] tables = new long[16];
    private int[] slots = new int[16];
    private int size;

    public boolean isEmpty() {
        return size == 0;
    }

    /** The earliest time, or {@link Long#MAX_VALUE}. */
    public long earliest() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    /** The table of the earliest timer. */
    public long table() {
        return tables[0];
    }

    /** The slot of the earliest timer. */
    public int slot() {
        return slots[0];
    }

    public void clear() {
        size = 0;
    }

    /** Adds a timer. */
    public void add(long time, long table, int slot) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            tables = Arrays.copyOf(tables, 2 * size);
            slots = Arrays.copyOf(slots, 2 * size);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (times[parent] <= time) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, time, table, slot);
    }

    /** Takes the earliest timer away. */
    public void poll() {
        int last = --size;
        long time = times[last];
        int at = 0;
        while (2 * at + 1 < last) {
            int child = 2 * at + 1;
            if (child + 1 < last && times[child + 1] < times[child]) {
                child++;
            }
            if (times[child] >= time) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, time, tables[last], slots[last]);
    }

    private void move(int from, int to) {
        put(to, times[from], tables[from], slots[from]);
    }

    private void put(int at, long time, long table, int slot) {
        times[at] = time;
        tables[at] = table;
        slots[at] = slot;
    }

    /** Bytes of memory that the timers hold. */
    public long memoryBytes() {
        return (long) times.length * (2 * Long.BYTES + Integer.BYTES);
    }
}
