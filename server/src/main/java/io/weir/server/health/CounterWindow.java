package io.weir.server.health;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Two counters over a trailing window of time: how fast one grows, and what share of it the other is. */
final class CounterWindow {
    /** A rate over less than this share of the window is no rate. */
    private static final double COVERED_MIN = 0.5;

    private record Sample(long atMillis, long all, long some) {}

    private final long windowMillis;
    private final Deque<Sample> samples = new ArrayDeque<>();

    CounterWindow(long windowMillis) {
        this.windowMillis = windowMillis;
    }

    /** Adds what the counters show now; when one has gone back (it began anew), what was before is forgotten. */
    void add(long nowMillis, long all, long some) {
        Sample last = samples.peekLast();
        if (last != null && (all < last.all || some < last.some)) {
            samples.clear();
        }
        samples.addLast(new Sample(nowMillis, all, some));
        // The newest sample at or before the window's start stays: the window is whole then.
        while (samples.size() > 1 && second().atMillis <= nowMillis - windowMillis) {
            samples.removeFirst();
        }
    }

    private Sample second() {
        Iterator<Sample> iterator = samples.iterator();
        iterator.next();
        return iterator.next();
    }

    /** Growth of the first counter within the window. */
    long all() {
        return samples.isEmpty() ? 0 : samples.getLast().all - samples.getFirst().all;
    }

    /** Growth of the second counter within the window. */
    long some() {
        return samples.isEmpty() ? 0 : samples.getLast().some - samples.getFirst().some;
    }

    /** How fast the first counter grows, NaN before enough of the window is covered. */
    double allPerSecond() {
        if (samples.size() < 2) {
            return Double.NaN;
        }
        long millis = samples.getLast().atMillis - samples.getFirst().atMillis;
        return millis < windowMillis * COVERED_MIN ? Double.NaN : all() * 1000.0 / millis;
    }

    void clear() {
        samples.clear();
    }
}
