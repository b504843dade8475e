package io.weir.testing.sql;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Adds up Flink's counters of late rows over the operators of the jobs since the last {@link #reset}. */
public final class LateRowsReporter implements MetricReporter {

    private static final String COUNTER_NAME = "numLateRecordsDropped";
    private static final List<Counter> COUNTERS = new CopyOnWriteArrayList<>();

    /** How Flink creates the reporter. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new LateRowsReporter();
        }
    }

    static void reset() {
        COUNTERS.clear();
    }

    static long total() {
        return COUNTERS.stream().mapToLong(Counter::getCount).sum();
    }

    @Override
    public void open(MetricConfig config) {
        // There is nothing to configure.
    }

    @Override
    public void close() {
        reset();
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String metricName, MetricGroup group) {
        if (metricName.equals(COUNTER_NAME) && metric instanceof Counter counter) {
            COUNTERS.add(counter);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String metricName, MetricGroup group) {
        // The count is read after the job has ended and its metrics are gone.
    }
}
