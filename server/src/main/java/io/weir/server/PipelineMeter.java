package io.weir.server;

import io.weir.engine.runtime.JobMetrics;
import io.weir.engine.spi.SplitProgress;
import io.weir.engine.time.DurationHistogram;
import io.weir.server.health.PipelineHealth;
import io.weir.server.pipeline.ServedJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the counters of a pipeline's jobs say of the time since they were looked at last. */
final class PipelineMeter {
    private record NodeKey(int job, int node) {}

    private Map<NodeKey, Long> lastBackpressuredNanos = Map.of();
    private long lastNanos;
    private long lastLatencyCount = -1;
    private long lastLatencyNanos;

    /** Adds lag, latency and backpressure. */
    void look(long nowNanos, long nowMillis, List<ServedJob> jobs, PipelineHealth.Builder health) {
        lag(nowMillis, jobs, health);
        latency(jobs, health);
        backpressure(nowNanos, jobs, health);
    }

    /** The split that is furthest behind; the age of the newest record read, where records wait. */
    private static void lag(long nowMillis, List<ServedJob> jobs, PipelineHealth.Builder health) {
        double worst = Double.NaN;
        String where = "";
        for (ServedJob job : jobs) {
            List<JobMetrics.SplitMetrics> splits =
                    job.run().metrics().map(JobMetrics::splits).orElse(List.of());
            for (JobMetrics.SplitMetrics split : splits) {
                SplitProgress progress = split.progress();
                boolean waits = progress.lagRecords() > 0;
                if (progress.lagRecords() < 0 || (waits && progress.newestRecordMillis() < 0)) {
                    continue;
                }
                double millis = waits ? Math.max(0, nowMillis - progress.newestRecordMillis()) : 0;
                if (Double.isNaN(worst) || millis > worst) {
                    worst = millis;
                    where = progress.split();
                }
            }
        }
        health.lag(worst, where);
    }

    /** The mean from where rows were made to where they are seen, of the rows since the last look. */
    private void latency(List<ServedJob> jobs, PipelineHealth.Builder health) {
        DurationHistogram.Reading total = jobs.stream()
                .flatMap(job -> job.run().metrics().stream())
                .map(metrics -> metrics.latency().total())
                .reduce(DurationHistogram.Reading.NONE, DurationHistogram.Reading::plus);
        long count = total.count();
        long nanos = total.sumNanos();
        // A job that began again counts from the start.
        if (lastLatencyCount >= 0 && count > lastLatencyCount && nanos >= lastLatencyNanos) {
            health.latencyMillis((nanos - lastLatencyNanos) / 1e6 / (count - lastLatencyCount));
        }
        lastLatencyCount = count;
        lastLatencyNanos = nanos;
    }

    private void backpressure(long nowNanos, List<ServedJob> jobs, PipelineHealth.Builder health) {
        Map<NodeKey, Long> now = new HashMap<>();
        double worst = Double.NaN;
        String where = "";
        for (ServedJob job : jobs) {
            Optional<JobMetrics> metrics = job.run().metrics();
            if (metrics.isEmpty()) {
                continue;
            }
            for (JobMetrics.NodeMetrics node : metrics.get().nodes()) {
                NodeKey key = new NodeKey(job.number(), node.id());
                now.put(key, node.backpressuredNanos());
                Long before = lastBackpressuredNanos.get(key);
                double elapsed =
                        (double) (nowNanos - lastNanos) * node.instances().size();
                if (before == null || before > node.backpressuredNanos() || elapsed <= 0) {
                    continue;
                }
                double share = Math.min(1, (node.backpressuredNanos() - before) / elapsed);
                if (Double.isNaN(worst) || share > worst) {
                    worst = share;
                    where = node.type() + " (node " + node.id() + ")";
                }
            }
        }
        health.backpressured(worst, where);
        lastBackpressuredNanos = now;
        lastNanos = nowNanos;
    }
}
