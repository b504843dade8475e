package io.weir.server.health;

import io.weir.connector.alert.Severity;
import java.time.Duration;

/**
 * One number with a limit. This table is the only place where the limits stand: the rules inside the process, the rules
 * for Prometheus, the dashboard and the reference page are all made from it.
 */
public enum Measure {
    LAG(HealthRule.LAG, "", "s", true, 60, 30, "lag", Severity.WARNING),
    THROUGHPUT(HealthRule.THROUGHPUT, "", "%", false, 80, 120, "throughput-drop", Severity.WARNING),
    ERRORS(HealthRule.ERRORS, "", "%", true, 1, 30, "errors", Severity.ERROR),
    LATENCY(HealthRule.LATENCY, "", "x", true, 2, 60, "latency", Severity.WARNING),
    BACKPRESSURE(HealthRule.BACKPRESSURE, "", "%", true, 10, 60, "backpressure", Severity.WARNING),
    STATE_BYTES(HealthRule.STATE, "bytes", "%", true, 80, 60, "state-growth", Severity.WARNING),
    EPOCH_DURATION(HealthRule.STATE, "epoch-duration", "%", true, 80, 60, "slow-epochs", Severity.WARNING),
    CPU(HealthRule.RESOURCES, "cpu", "%", true, 80, 120, "resources", Severity.WARNING),
    MEMORY(HealthRule.RESOURCES, "memory", "%", true, 80, 120, "out-of-memory", Severity.WARNING),
    NETWORK(HealthRule.RESOURCES, "network", "%", true, 80, 120, "resources", Severity.WARNING),
    /** 1 while a pipeline has failed or waits to begin again, else 0. */
    DOWN(HealthRule.FAILURE, "down", "", true, 0.5, 10, "pipeline-failed", Severity.CRITICAL),
    /** How often it began again within the last ten minutes. */
    RESTARTS(HealthRule.FAILURE, "restarts", "restarts", true, 2, 0, "pipeline-failed", Severity.ERROR);

    /** How far a value must come back before its alert is over, as a share of the threshold. */
    private static final double HYSTERESIS = 0.1;

    private final HealthRule rule;
    private final String key;
    private final String unit;
    private final boolean isAbove;
    private final double threshold;
    private final int holdSeconds;
    private final String runbook;
    private final Severity severity;

    Measure(
            HealthRule rule,
            String key,
            String unit,
            boolean isAbove,
            double threshold,
            int holdSeconds,
            String runbook,
            Severity severity) {
        this.rule = rule;
        this.key = key;
        this.unit = unit;
        this.isAbove = isAbove;
        this.threshold = threshold;
        this.holdSeconds = holdSeconds;
        this.runbook = runbook;
        this.severity = severity;
    }

    public HealthRule rule() {
        return rule;
    }

    /** Tells the measures of one rule apart; "" where there is one. */
    public String key() {
        return key;
    }

    /** The unit of value and threshold: {@code s}, {@code %}, or {@code x} for a multiple of the baseline. */
    public String unit() {
        return unit;
    }

    /** Whether a value above the threshold is bad; else one below it. */
    public boolean isAbove() {
        return isAbove;
    }

    /** The threshold unless configured; a value that equals it is well. */
    public double threshold() {
        return threshold;
    }

    /** The value at which an alert is over, for a threshold. */
    public double clearOf(double limit) {
        return isAbove ? limit * (1 - HYSTERESIS) : limit + (100 - limit) * HYSTERESIS;
    }

    /** For how long it must be bad before it is an alert, unless configured. */
    public Duration hold() {
        return Duration.ofSeconds(holdSeconds);
    }

    /** For how long it must be well before the alert is over, unless configured. */
    public Duration clearHold() {
        return Duration.ofSeconds(30);
    }

    /** The name of the page that says what to do. */
    public String runbook() {
        return runbook;
    }

    public Severity severity() {
        return severity;
    }

    /** Whether it is a number of the process, not of a pipeline. */
    public boolean isOfProcess() {
        return rule == HealthRule.RESOURCES;
    }

    boolean isBad(double value, double limit) {
        return isAbove ? value > limit : value < limit;
    }

    boolean isWell(double value, double clear) {
        return isAbove ? value <= clear : value >= clear;
    }
}
