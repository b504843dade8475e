package io.weir.server.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the routes of pipelines answer; see the reference of the API for each field. */
public final class PipelineAnswers {
    private PipelineAnswers() {}

    /** All pipelines. */
    public record All(List<One> pipelines) {}

    /** How a pipeline does; what is not known is null. */
    public record One(
            String name,
            PipelineState state,
            @Nullable String engine,
            @Nullable String reason,
            @Nullable String error,
            @Nullable Instant startedAt,
            int restarts,
            @Nullable Long rowsIn,
            @Nullable Long rowsOut,
            double rowsInPerSecond,
            double rowsOutPerSecond,
            double bytesInPerSecond,
            @Nullable Long lagRecords,
            @Nullable Long lagMillis,
            @Nullable Instant watermark,
            @Nullable Long watermarkLagMillis,
            long lateRows,
            long droppedRows,
            long skippedRecords,
            long stateBytes,
            @Nullable Long epoch,
            @Nullable Double epochMillis,
            @Nullable Long epochBytes,
            @Nullable Instant lastEpochAt,
            List<String> views) {}

    /** A pipeline with its script and its plan. */
    public record Detail(@JsonUnwrapped One pipeline, String file, String sql, List<Job> jobs) {}

    /**
     * A job of a pipeline.
     *
     * @param line the line of its first word in the script, from 1
     */
    public record Job(int number, int line, String sql, List<Node> nodes) {}

    /**
     * A node of a plan.
     *
     * @param inputs the ids of the nodes that it reads
     * @param sqlFrom where the part of the script begins that it comes from, in characters, if that is known
     */
    public record Node(
            int id,
            String type,
            String description,
            List<Integer> inputs,
            @Nullable Integer sqlFrom,
            @Nullable Integer sqlTo,
            @JsonProperty("native") boolean isNative) {}

    /** What was asked for has been begun. */
    public record Done(String name, PipelineState state) {}
}
