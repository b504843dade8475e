package io.weir.server.health;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is usual for a number: the median of the means of short stretches of time, over a trailing window. Nothing is
 * said before the window has been filled for a while, and whoever feeds it leaves out what was not usual.
 */
final class Baseline {
    /** A window is cut into this many stretches. */
    static final int STRETCHES = 60;

    private final long stretchMillis;
    private final int stretchesMin;

    private final double[] means = new double[STRETCHES];
    private long count;
    private long stretchStart = Long.MIN_VALUE;
    private double sum;
    private int samples;
    /** The median of {@link #means}, computed when one is added. */
    private double median = Double.NaN;

    /**
     * @param windowMillis how far back it looks
     * @param warmUpMillis for how long it learns before it says anything, at most the window
     */
    Baseline(long windowMillis, long warmUpMillis) {
        stretchMillis = Math.max(1, windowMillis / STRETCHES);
        long stretches = (warmUpMillis + stretchMillis - 1) / stretchMillis;
        stretchesMin = (int) Math.max(1, Math.min(STRETCHES, stretches));
    }

    /** Adds a number; times do not go back. A pause ends the stretch and is otherwise ignored. */
    void add(long nowMillis, double value) {
        if (stretchStart == Long.MIN_VALUE) {
            stretchStart = nowMillis;
        } else if (nowMillis - stretchStart >= stretchMillis) {
            endStretch();
            stretchStart = nowMillis;
        }
        sum += value;
        samples++;
    }

    private void endStretch() {
        if (samples == 0) {
            return;
        }
        addMean(sum / samples);
        sum = 0;
        samples = 0;
    }

    private void addMean(double mean) {
        means[(int) (count % STRETCHES)] = mean;
        count++;
        double[] sorted = Arrays.copyOf(means, (int) Math.min(count, STRETCHES));
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Goes on with what another one of the same stretches had learned, the oldest first. */
    void restore(List<Double> earlier) {
        earlier.forEach(this::addMean);
    }

    /** What it knows: the means of the last stretches, the oldest first. */
    List<Double> means() {
        List<Double> known = new ArrayList<>();
        for (long i = Math.max(0, count - STRETCHES); i < count; i++) {
            known.add(means[(int) (i % STRETCHES)]);
        }
        return known;
    }

    long stretchMillis() {
        return stretchMillis;
    }

    /** How many stretches have ended. */
    long count() {
        return count;
    }

    /** What is usual, or NaN while that is not known yet. */
    double value() {
        return count >= stretchesMin ? median : Double.NaN;
    }
}
