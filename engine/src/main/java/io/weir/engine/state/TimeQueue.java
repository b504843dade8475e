package io.weir.engine.state;

import java.util.Arrays;

/**
 * Numbers that wait for a time: the earliest comes first, and of the same time the one that was added first. A heap in
 * arrays.
 */
public final class TimeQueue {
    private long[] times = new long[16];
    private long[] sequences = new long[16];
    private int[] values = new int[16];
    private int size;
    private long nextSequence;

    public int size() {
        return size;
    }

    /** The earliest time, or {@link Long#MAX_VALUE}. */
    public long earliest() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    public void add(long time, int value) {
        if (size == times.length) {
            int grown = size + (size >> 1);
            times = Arrays.copyOf(times, grown);
            sequences = Arrays.copyOf(sequences, grown);
            values = Arrays.copyOf(values, grown);
        }
        long sequence = nextSequence++;
        int at = size++;
        // An equal time that is there was added before.
        while (at > 0 && times[(at - 1) >>> 1] > time) {
            move((at - 1) >>> 1, at);
            at = (at - 1) >>> 1;
        }
        put(at, time, sequence, value);
    }

    /** Takes the first number out. */
    public int poll() {
        int result = values[0];
        size--;
        if (size > 0) {
            sink(times[size], sequences[size], values[size]);
        }
        return result;
    }

    private void sink(long time, long sequence, int value) {
        int at = 0;
        int half = size >>> 1;
        while (at < half) {
            int child = 2 * at + 1;
            if (child + 1 < size && isBefore(times[child + 1], sequences[child + 1], child)) {
                child++;
            }
            if (isBefore(time, sequence, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, time, sequence, value);
    }

    private boolean isBefore(long time, long sequence, int other) {
        return time < times[other] || (time == times[other] && sequence < sequences[other]);
    }

    private void move(int from, int to) {
        times[to] = times[from];
        sequences[to] = sequences[from];
        values[to] = values[from];
    }

    private void put(int at, long time, long sequence, int value) {
        times[at] = time;
        sequences[at] = sequence;
        values[at] = value;
    }

    /** Bytes of memory that the queue holds. */
    public long memoryBytes() {
        return times.length * (2L * Long.BYTES + Integer.BYTES);
    }
}
