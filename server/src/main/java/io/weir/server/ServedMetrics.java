package io.weir.server;

import io.weir.connector.alert.Severity;
import io.weir.server.alert.book.Alert;
import io.weir.server.alert.book.AlertState;
import io.weir.server.collect.CollectStatistics;
import io.weir.server.metrics.Catalogue;
import io.weir.server.metrics.HttpRequests;
import io.weir.server.metrics.JobReading;
import io.weir.server.metrics.Metric;
import io.weir.server.metrics.PipelineReading;
import io.weir.server.metrics.PipelineSamples;
import io.weir.server.metrics.ProcessSamples;
import io.weir.server.metrics.Samples;
import io.weir.server.metrics.ViewSamples;
import io.weir.server.pipeline.PipelineState;
import io.weir.server.pipeline.ServedPipeline;
import java.time.Instant;
import java.util.List;

/** Puts together what the server measures. */
final class ServedMetrics {
    private static final String VERSION = "0.1.0";

    private ServedMetrics() {}

    static Catalogue of(ServerParts parts, HttpRequests requests) {
        return new Catalogue(List.of(
                new PipelineSamples(
                        () -> parts.pipelines().all().stream()
                                .map(ServedMetrics::reading)
                                .toList(),
                        parts.clock()),
                new ViewSamples(parts.views(), parts.clock()),
                samples -> addAlerts(samples, parts.alerts().alerts()),
                requests,
                samples -> addCollected(samples, parts.collector().statistics()),
                new ProcessSamples(VERSION)));
    }

    private static void addAlerts(Samples samples, List<Alert> alerts) {
        for (Severity severity : Severity.values()) {
            long firing = alerts.stream()
                    .filter(alert -> alert.state() == AlertState.FIRING && alert.severity() == severity)
                    .count();
            samples.add(Metric.ALERTS_FIRING, firing, severity.id());
        }
    }

    private static void addCollected(Samples samples, CollectStatistics collected) {
        samples.add(Metric.COLLECT_REQUESTS, collected.requests())
                .add(Metric.COLLECT_ACCEPTED, collected.acceptedRecords())
                .add(Metric.COLLECT_BYTES, collected.acceptedBytes())
                .add(Metric.COLLECT_REJECTED, collected.rejectedRecords())
                .add(Metric.COLLECT_REFUSED, collected.refusedRequests())
                .add(Metric.COLLECT_FAILED, collected.failedRequests());
    }

    private static PipelineReading reading(ServedPipeline pipeline) {
        List<JobReading> jobs = pipeline.jobs().stream()
                .flatMap(job -> job.run().metrics().map(metrics -> new JobReading(job.number(), metrics)).stream())
                .toList();
        return new PipelineReading(
                pipeline.name(),
                pipeline.state() == PipelineState.RUNNING,
                pipeline.restarts(),
                pipeline.startedAt().map(Instant::toEpochMilli).orElse(-1L),
                jobs);
    }
}
