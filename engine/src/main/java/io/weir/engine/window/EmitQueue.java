package io.weir.engine.window;

import java.util.Arrays;

/** Groups that are to be given out, in order: ranges of slots of windows. Empty between two calls of an operator. */
final class EmitQueue {
    private EmittedWindow[] windows = new EmittedWindow[16];
    private int[] nexts = new int[16];
    private int[] ends = new int[16];
    private int first;
    private int size;

    /** Adds the slots from {@code from} to {@code to} - 1. */
    void add(EmittedWindow window, int from, int to) {
        if (from == to) {
            return;
        }
        if (size == nexts.length) {
            windows = Arrays.copyOf(windows, 2 * size);
            nexts = Arrays.copyOf(nexts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        windows[size] = window;
        nexts[size] = from;
        ends[size++] = to;
    }

    boolean isEmpty() {
        return first == size;
    }

    EmittedWindow window() {
        return windows[first];
    }

    int slot() {
        return nexts[first];
    }

    /** Goes on to the next slot. */
    void advance() {
        if (++nexts[first] == ends[first]) {
            first++;
            if (first == size) {
                first = 0;
                size = 0;
            }
        }
    }
}
