package io.weir.engine.pipeline;

import io.weir.engine.connector.JobOptions;
import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.StateDeclaration;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * How a pipeline is to run.
 *
 * @param configuration the job's configuration, by Flink's keys
 * @param parallelism the number of instances of each operator, and of threads
 * @param batchRowsMax the number of rows at which a batch is passed on
 * @param clock the engine's clock
 * @param classLoader where the classes of users' functions are looked for
 */
public record PipelineOptions(
        Map<String, String> configuration, int parallelism, int batchRowsMax, Clock clock, ClassLoader classLoader) {
    /** Flink's key of the choice between a stream and a batch. */
    public static final String RUNTIME_MODE = "execution.runtime-mode";

    public static final int BATCH_ROWS_MAX_DEFAULT = 4096;

    /** Options with functions of the class path. */
    public PipelineOptions(Map<String, String> configuration, int parallelism, int batchRowsMax, Clock clock) {
        this(configuration, parallelism, batchRowsMax, clock, PipelineOptions.class.getClassLoader());
    }

    public PipelineOptions {
        configuration = Map.copyOf(configuration);
        if (parallelism < 1) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "The parallelism is " + parallelism,
                    "",
                    "Give a whole number from 1",
                    null);
        }
    }

    /** The session's time zone: {@code table.local-time-zone}, or the machine's. */
    public ZoneId localTimeZone() {
        String zone = configuration.getOrDefault("table.local-time-zone", "default");
        try {
            return zone.equals("default") ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "There is no time zone '" + zone + "'",
                    "table.local-time-zone",
                    "Give a name such as 'Europe/Berlin', or an offset such as 'GMT+03:00'",
                    e);
        }
    }

    /** An option as it was at planning, if the node keeps it, or as it is for the job. */
    String setting(PlanNode node, String key, String otherwise) {
        return node.configuration().getOrDefault(key, configuration.getOrDefault(key, otherwise));
    }

    /**
     * How long the state of a node with one input is kept after its last write, 0 for ever: what the plan says of the
     * node, or {@code table.exec.state.ttl}.
     */
    long stateTtlMillis(PlanNode node) {
        List<StateDeclaration> states = node.info().states();
        return states.isEmpty()
                ? millis("table.exec.state.ttl", 0)
                : states.get(0).ttlMillis();
    }

    /**
     * True if only final results are wanted, of bounded inputs: {@code execution.runtime-mode} = {@code batch}. Nothing
     * is late then.
     */
    public boolean isBatch() {
        return configuration.getOrDefault(RUNTIME_MODE, "").equalsIgnoreCase("batch");
    }

    /** {@code pipeline.auto-watermark-interval}: a watermark that has advanced by more is given out at once. */
    long autoWatermarkIntervalMillis() {
        return millis("pipeline.auto-watermark-interval", 200);
    }

    /** A duration in milliseconds, in Flink's notation ({@code 200 ms}). */
    long millis(String key, long otherwise) {
        return new JobOptions(configuration).millis(key, otherwise);
    }

    /** As {@link #millis(String, long)}, of an option that a node may keep. */
    long millis(PlanNode node, String key, long otherwise) {
        return settings(node, key).millis(key, otherwise);
    }

    /** An option as {@link #setting} has it. */
    JobOptions settings(PlanNode node, String key) {
        String text = setting(node, key, "");
        return new JobOptions(text.isEmpty() ? Map.of() : Map.of(key, text));
    }
}
