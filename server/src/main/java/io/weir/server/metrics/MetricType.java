package io.weir.server.metrics;

import java.util.Locale;

/** What kind of values a metric has. */
public enum MetricType {
    /** Only grows, while the process lives. */
    COUNTER,
    /** What is now. */
    GAUGE,
    /** How often something took how long. */
    HISTOGRAM;

    /** As Prometheus says it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
