package io.weir.server.metrics;

import io.weir.engine.time.DurationHistogram;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Values of metrics of one moment. What is not known is not there. */
public final class Samples {
    /** One value; of a histogram, {@code histogram}, else {@code number}. */
    public record Sample(List<String> labels, double number, DurationHistogram.Reading histogram) {}

    private final Map<Metric, Map<List<String>, Sample>> all = new EnumMap<>(Metric.class);

    /** Adds a number, in the metric's unit; counters with the same labels are added up, of gauges the last counts. */
    public Samples add(Metric metric, double number, String... labels) {
        put(metric, new Sample(List.of(labels), number, DurationHistogram.Reading.NONE));
        return this;
    }

    /** Adds a number; see above. */
    public Samples add(Metric metric, long number, String... labels) {
        return add(metric, (double) number, labels);
    }

    /** Adds a histogram; those with the same labels are added up. */
    public Samples add(Metric metric, DurationHistogram.Reading histogram, String... labels) {
        put(metric, new Sample(List.of(labels), Double.NaN, histogram));
        return this;
    }

    private void put(Metric metric, Sample sample) {
        if (sample.labels.size() != metric.labels().size()) {
            throw new IllegalArgumentException(metric + " has the labels " + metric.labels());
        }
        all.computeIfAbsent(metric, unused -> new LinkedHashMap<>())
                .merge(sample.labels, sample, (before, after) -> combined(metric, before, after));
    }

    private static Sample combined(Metric metric, Sample before, Sample after) {
        return switch (metric.type()) {
            case GAUGE -> after;
            case COUNTER -> new Sample(after.labels, before.number + after.number, after.histogram);
            case HISTOGRAM -> new Sample(after.labels, Double.NaN, before.histogram.plus(after.histogram));
        };
    }

    /** Adds all of others. */
    void addAll(Samples others) {
        others.all.forEach((metric, samples) -> samples.values().forEach(sample -> put(metric, sample)));
    }

    /** Adds what others have counted, for what is counted here too. */
    void addCounted(Samples others) {
        others.all.forEach((metric, samples) -> {
            if (metric.type() != MetricType.GAUGE) {
                samples.values().stream()
                        .filter(sample ->
                                all.containsKey(metric) && all.get(metric).containsKey(sample.labels))
                        .toList()
                        .forEach(sample -> put(metric, sample));
            }
        });
    }

    /** All values of a metric. */
    public List<Sample> of(Metric metric) {
        return new ArrayList<>(all.getOrDefault(metric, Map.of()).values());
    }

    /** The number of a metric with these labels. */
    public OptionalDouble number(Metric metric, String... labels) {
        Sample sample = all.getOrDefault(metric, Map.of()).get(List.of(labels));
        return sample == null ? OptionalDouble.empty() : OptionalDouble.of(sample.number);
    }

    /** The histogram of a metric with these labels. */
    public Optional<DurationHistogram.Reading> histogram(Metric metric, String... labels) {
        return Optional.ofNullable(all.getOrDefault(metric, Map.of()).get(List.of(labels)))
                .map(Sample::histogram);
    }
}
