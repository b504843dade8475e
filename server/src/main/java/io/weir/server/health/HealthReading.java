package io.weir.server.health;

import io.weir.connector.alert.Severity;

/**
 * How one measure of one pipeline stands.
 *
 * @param pipeline the pipeline's name, "" for the process
 * @param value in the measure's unit, NaN if it is not known
 * @param text what it is, in one sentence
 * @param sinceMillis since when it is bad, meaningless while it is not
 * @param detail the kind of failure for {@link HealthRule#FAILURE}, else ""
 */
public record HealthReading(
        Measure measure,
        String pipeline,
        HealthStatus status,
        double value,
        double threshold,
        Severity severity,
        String text,
        long sinceMillis,
        String detail) {

    /** Whether an alert is, or is about to be. */
    public boolean isBad() {
        return status.compareTo(HealthStatus.WARNING) >= 0;
    }
}
