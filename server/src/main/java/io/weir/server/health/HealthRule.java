package io.weir.server.health;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is watched of every pipeline, on by default: the seven rows of the health table, and whether it runs at all.
 * What exactly is measured, and from which number on it is too much, is a {@link Measure}.
 */
public enum HealthRule {
    LAG("lag", "Scale up, or find the bottleneck: the node whose queue is full and whose successor is busy."),
    THROUGHPUT("throughput", "Check what is upstream: producers, brokers, files. Tell who relies on the results."),
    ERRORS("errors", "Look at the log and at samples of the records that failed; mend the producer or the query."),
    LATENCY("latency", "Look at where the time goes (ingest, process, serve); optimise the query, or scale."),
    BACKPRESSURE("backpressure", "Raise the parallelism, or optimise the slow node: it follows the one that waits."),
    STATE("state", "Let old state go (TTL, windows), or tune epochs: interval, storage, fewer changed keys."),
    RESOURCES("resources", "Scale: a bigger machine, or fewer pipelines on this one."),
    /** No row of the table: a pipeline that is down has no numbers. */
    FAILURE("failure", "Read the message and follow its runbook; the pipeline goes on where its last epoch ended.");

    private final String id;
    private final String action;

    HealthRule(String id, String action) {
        this.id = id;
        this.action = action;
    }

    /** Its name in the API, in alerts and in configuration keys. */
    public String id() {
        return id;
    }

    /** What is to be done, in one sentence. */
    public String action() {
        return action;
    }

    /** Whether it is a row of the health table. */
    public boolean isRow() {
        return this != FAILURE;
    }

    /** What it measures. */
    public List<Measure> measures() {
        return Arrays.stream(Measure.values())
                .filter(measure -> measure.rule() == this)
                .toList();
    }

    /** The rule of this name. */
    public static Optional<HealthRule> of(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id.equals(id)).findFirst();
    }
}
