package io.weir.server.pipeline;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the route of a pipeline's nodes answers. */
public final class NodeAnswers {
    private NodeAnswers() {}

    /** What each node does right now, and how the last epochs went. */
    public record Live(Instant at, List<Job> jobs, List<Epoch> epochs) {}

    /** A job that runs natively; of others no nodes are known. */
    public record Job(int number, List<Node> nodes) {}

    /**
     * A node, summed over its instances; shares are from 0 to 1.
     *
     * @param rowsInPerSecond null at the first question, when there is nothing to compare with
     * @param queueShare null if rows come as calls on the same thread
     */
    public record Node(
            int id,
            long rowsIn,
            long rowsOut,
            @Nullable Double rowsInPerSecond,
            @Nullable Double rowsOutPerSecond,
            @Nullable Double busyShare,
            @Nullable Double backpressuredShare,
            @Nullable Double queueShare,
            @Nullable Instant watermark,
            long stateBytes,
            long lateRows,
            long droppedRows) {}

    /** An epoch that was committed. */
    public record Epoch(
            long epoch, Instant at, double durationMillis, double commitMillis, double pauseMillis, long bytes) {}
}
