package io.weir.server.health;

import io.weir.connector.alert.Severity;
import java.time.Duration;

/**
 * How one measure is judged.
 *
 * @param threshold beyond it a value is bad
 * @param clear here or on the good side of it an alert is over
 * @param hold for how long it must be bad
 * @param clearHold for how long it must be well again
 */
public record MeasureSettings(
        boolean isEnabled, double threshold, double clear, Duration hold, Duration clearHold, Severity severity) {}
