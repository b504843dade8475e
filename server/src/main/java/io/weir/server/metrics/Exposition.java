package io.weir.server.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.weir.engine.time.DurationHistogram;
import io.weir.server.metrics.Samples.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Writes samples as Prometheus reads them. */
final class Exposition {
    private static final String TOTAL = "_total";
    private static final double NANOS_PER_SECOND = 1e9;

    private final ExpositionFormatWriter prometheus =
            PrometheusTextFormatWriter.builder().build();
    private final ExpositionFormatWriter openMetrics =
            OpenMetricsTextFormatWriter.builder().build();

    /** The form that is asked for by a header {@code Accept}: OpenMetrics if it names that, else Prometheus' text. */
    ExpositionFormatWriter form(String accept) {
        return openMetrics.accepts(accept) ? openMetrics : prometheus;
    }

    byte[] write(Samples samples, ExpositionFormatWriter form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            form.write(out, snapshots(samples));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static MetricSnapshots snapshots(Samples samples) {
        List<MetricSnapshot> all = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            List<Sample> values = samples.of(metric);
            if (!values.isEmpty()) {
                all.add(snapshot(metric, values));
            }
        }
        return new MetricSnapshots(all);
    }

    private static MetricSnapshot snapshot(Metric metric, List<Sample> values) {
        String name = metric.metricName();
        return switch (metric.type()) {
            case COUNTER -> {
                CounterSnapshot.Builder builder = CounterSnapshot.builder()
                        .name(name.substring(0, name.length() - TOTAL.length()))
                        .help(metric.help());
                values.forEach(value -> builder.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .value(value.number())
                        .labels(labels(metric, value))
                        .build()));
                yield builder.build();
            }
            case GAUGE -> {
                GaugeSnapshot.Builder builder =
                        GaugeSnapshot.builder().name(name).help(metric.help());
                values.forEach(value -> builder.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .value(value.number())
                        .labels(labels(metric, value))
                        .build()));
                yield builder.build();
            }
            case HISTOGRAM -> {
                HistogramSnapshot.Builder builder =
                        HistogramSnapshot.builder().name(name).help(metric.help());
                values.forEach(value -> builder.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets(value.histogram()))
                        .sum(value.histogram().sumNanos() / NANOS_PER_SECOND)
                        .labels(labels(metric, value))
                        .build()));
                yield builder.build();
            }
        };
    }

    private static Labels labels(Metric metric, Sample sample) {
        return Labels.of(metric.labels(), sample.labels());
    }

    private static ClassicHistogramBuckets buckets(DurationHistogram.Reading reading) {
        ClassicHistogramBuckets.Builder builder = ClassicHistogramBuckets.builder();
        for (int i = 0; i < DurationHistogram.BOUND_COUNT; i++) {
            builder.bucket(JobSamples.boundSeconds(i), reading.count(i));
        }
        return builder.bucket(Double.POSITIVE_INFINITY, reading.count(DurationHistogram.BOUND_COUNT))
                .build();
    }
}
