package io.weir.server.metrics;

import io.weir.columnar.Batch;
import io.weir.engine.runtime.JobMetrics;
import io.weir.engine.runtime.JobMetrics.NodeMetrics;
import io.weir.engine.runtime.NodeRates;
import io.weir.engine.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of all pipelines.
 *
 * <p><b>Counters only grow.</b> A job that begins again counts from zero; what it had counted before is added, until
 * its pipeline is gone. So a row that is read again after a failure counts again.
 */
public final class PipelineSamples implements MetricSource {
    private final Supplier<List<PipelineReading>> pipelines;
    private final Clock clock;
    private final JobSamples jobs;
    private final Map<JobKey, Run> runs = new HashMap<>();

    private record JobKey(String pipeline, int number) {}

    /** The run of a job that was seen last, and what those before it had counted. */
    private static final class Run {
        private JobMetrics metrics;
        private Samples before = new Samples();
        private Map<Integer, NodeMetrics> lastNodes = Map.of();
        private long lastNanos;
        private double backpressuredShare = Double.NaN;

        Run(JobMetrics metrics) {
            this.metrics = metrics;
        }
    }

    /** @param pipelines those that are served now */
    public PipelineSamples(Supplier<List<PipelineReading>> pipelines, Clock clock) {
        this.pipelines = pipelines;
        this.clock = clock;
        jobs = new JobSamples(clock);
    }

    @Override
    public void addTo(Samples samples) {
        Set<JobKey> seen = new HashSet<>();
        for (PipelineReading pipeline : pipelines.get()) {
            String name = pipeline.name();
            samples.add(Metric.PIPELINE_UP, pipeline.isUp() ? 1 : 0, name)
                    .add(Metric.PIPELINE_RESTARTS, pipeline.restarts(), name);
            if (pipeline.startedAtMillis() >= 0) {
                samples.add(Metric.PIPELINE_UPTIME, jobs.age(pipeline.startedAtMillis()), name);
            }
            for (JobReading job : pipeline.jobs()) {
                JobKey key = new JobKey(name, job.number());
                seen.add(key);
                samples.addAll(counted(key, job.metrics()));
            }
            addGauges(samples, pipeline);
        }
        runs.keySet().retainAll(seen);
    }

    private Samples counted(JobKey key, JobMetrics metrics) {
        Run run = runs.computeIfAbsent(key, unused -> new Run(metrics));
        if (run.metrics != metrics) {
            run.before.addAll(jobs.of(key.pipeline, key.number, run.metrics));
            run.metrics = metrics;
            run.lastNodes = Map.of();
        }
        Samples now = jobs.of(key.pipeline, key.number, metrics);
        now.addCounted(run.before);
        lookAtBackpressure(run);
        return now;
    }

    private void lookAtBackpressure(Run run) {
        long now = clock.nanoTime();
        double most = Double.NaN;
        Map<Integer, NodeMetrics> nodes = new HashMap<>();
        for (NodeMetrics node : run.metrics.nodes()) {
            nodes.put(node.id(), node);
            @Nullable NodeMetrics before = run.lastNodes.get(node.id());
            if (before != null && now > run.lastNanos) {
                double share =
                        NodeRates.between(before, node, now - run.lastNanos).backpressuredShare();
                most = Double.isNaN(most) ? share : Math.max(most, share);
            }
        }
        run.lastNodes = nodes;
        run.lastNanos = now;
        run.backpressuredShare = most;
    }

    private void addGauges(Samples samples, PipelineReading pipeline) {
        String name = pipeline.name();
        List<JobMetrics> all = pipeline.jobs().stream().map(JobReading::metrics).toList();
        if (all.isEmpty()) {
            return;
        }
        OptionalLong lag = all.stream()
                .mapToLong(job -> job.sources().lagRecords())
                .filter(records -> records >= 0)
                .reduce(Long::sum);
        lag.ifPresent(records -> samples.add(Metric.PIPELINE_LAG_RECORDS, records, name));
        all.stream()
                .flatMapToLong(job -> job.lagMillis().stream())
                .max()
                .ifPresent(millis -> samples.add(Metric.PIPELINE_LAG, millis / 1e3, name));
        all.stream()
                .mapToLong(JobMetrics::watermark)
                .filter(watermark -> watermark != Batch.NO_WATERMARK)
                .min()
                .ifPresent(watermark -> addWatermark(samples, name, watermark));
        samples.add(
                        Metric.PIPELINE_STATE_BYTES,
                        nodes(all).mapToLong(NodeMetrics::stateBytes).sum(),
                        name)
                .add(
                        Metric.PIPELINE_STATE_ENTRIES,
                        nodes(all).mapToLong(NodeMetrics::stateEntries).sum(),
                        name);
        pipeline.jobs().stream()
                .map(job -> runs.get(new JobKey(name, job.number())))
                .mapToDouble(run -> run == null ? Double.NaN : run.backpressuredShare)
                .filter(share -> !Double.isNaN(share))
                .max()
                .ifPresent(share -> samples.add(Metric.PIPELINE_BACKPRESSURED, share, name));
    }

    private static Stream<NodeMetrics> nodes(List<JobMetrics> all) {
        return all.stream().flatMap(job -> job.nodes().stream());
    }

    private void addWatermark(Samples samples, String pipeline, long watermark) {
        if (JobSamples.isWatermark(watermark)) {
            samples.add(Metric.PIPELINE_WATERMARK, watermark / 1e3, pipeline)
                    .add(Metric.PIPELINE_WATERMARK_LAG, jobs.age(watermark), pipeline);
        }
    }
}
