package io.weir.server.metrics;

import java.util.List;

/**
 * A pipeline as metrics see it.
 *
 * @param isUp whether all its jobs run
 * @param startedAtMillis when its jobs were started last, -1 if they were not
 * @param jobs those that give counters
 */
public record PipelineReading(String name, boolean isUp, int restarts, long startedAtMillis, List<JobReading> jobs) {
    public PipelineReading {
        jobs = List.copyOf(jobs);
    }
}
