package io.weir.server.metrics;

import io.weir.engine.time.DurationHistogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metrics as JSON. */
public record MetricsAnswer(List<One> metrics) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** A metric and all its values. */
    public record One(String name, String type, String unit, String help, List<Value> samples) {}

    /**
     * A value.
     *
     * @param value the number; of a histogram, the mean, null if nothing was counted
     * @param count of a histogram, how much was counted
     * @param p50 of a histogram, what half of all did not exceed, as far as its buckets tell
     */
    public record Value(
            Map<String, String> labels,
            @Nullable Double value,
            @Nullable Long count,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {}

    static MetricsAnswer of(Samples samples) {
        List<One> all = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            List<Value> values = samples.of(metric).stream()
                    .map(sample -> value(metric, sample))
                    .toList();
            if (!values.isEmpty()) {
                all.add(new One(
                        metric.metricName(), metric.type().text(), metric.unit().text(), metric.help(), values));
            }
        }
        return new MetricsAnswer(all);
    }

    private static Value value(Metric metric, Samples.Sample sample) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < metric.labels().size(); i++) {
            labels.put(metric.labels().get(i), sample.labels().get(i));
        }
        if (metric.type() != MetricType.HISTOGRAM) {
            return new Value(labels, sample.number(), null, null, null, null);
        }
        DurationHistogram.Reading reading = sample.histogram();
        long count = reading.count();
        if (count == 0) {
            return new Value(labels, null, 0L, null, null, null);
        }
        return new Value(
                labels,
                reading.sumNanos() / NANOS_PER_SECOND / count,
                count,
                reading.quantileNanos(0.5) / NANOS_PER_SECOND,
                reading.quantileNanos(0.95) / NANOS_PER_SECOND,
                reading.quantileNanos(0.99) / NANOS_PER_SECOND);
    }
}
