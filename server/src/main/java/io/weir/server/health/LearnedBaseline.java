package io.weir.server.health;

import java.util.List;

/**
 * What is usual for a measure of a pipeline, as far as it is known; for keeping it.
 *
 * @param stretchMillis over how long each mean is taken
 * @param means the oldest first
 */
public record LearnedBaseline(String pipeline, Measure measure, long stretchMillis, List<Double> means) {
    /** So many means are what a baseline looks back on. */
    public static final int STRETCHES = Baseline.STRETCHES;

    public LearnedBaseline {
        means = List.copyOf(means);
    }
}
