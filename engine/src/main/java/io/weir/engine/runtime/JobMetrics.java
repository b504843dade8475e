package io.weir.engine.runtime;

import io.weir.columnar.Batch;
import io.weir.engine.operator.OperatorMetrics;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The counters of a job, node by node; for any thread, at any time, values may be slightly old. */
public final class JobMetrics {
    private final Clock clock;
    private final long startNanos;
    private volatile long endNanos;
    private volatile boolean ended;
    private final Map<Integer, Node> nodes = new LinkedHashMap<>();
    private final List<SourceHead> heads = new ArrayList<>();
    private final EpochMetrics epochs = new EpochMetrics();

    JobMetrics(Clock clock) {
        this.clock = clock;
        startNanos = clock.nanoTime();
    }

    private record Node(
            String type, String description, boolean isSource, boolean isSink, List<OperatorMetrics> parts) {}

    void addNode(int id, String type, String description, boolean isSource, boolean isSink) {
        nodes.put(id, new Node(type, description, isSource, isSink, new ArrayList<>()));
    }

    void addInstance(int nodeId, OperatorMetrics instance) {
        Node node = nodes.get(nodeId);
        if (node != null) {
            node.parts.add(instance);
        }
    }

    void addHead(SourceHead head) {
        heads.add(head);
        addInstance(head.nodeId(), head.metrics());
    }

    /** What has become of the epochs. */
    public EpochMetrics epochs() {
        return epochs;
    }

    void end() {
        endNanos = clock.nanoTime();
        ended = true;
    }

    /** Nanoseconds since the start, until the end. */
    public long elapsedNanos() {
        return (ended ? endNanos : clock.nanoTime()) - startNanos;
    }

    /** What one node has done so far, summed over its instances; the watermark is the least of them. */
    public record NodeMetrics(
            int id,
            String type,
            String description,
            boolean isSource,
            boolean isSink,
            long rowsIn,
            long rowsOut,
            long lateRows,
            long droppedRows,
            long duplicateRows,
            long watermark,
            long stateBytes) {}

    /** All nodes, in the plan's order. */
    public List<NodeMetrics> nodes() {
        List<NodeMetrics> all = new ArrayList<>();
        nodes.forEach((id, node) -> all.add(sum(id, node)));
        return all;
    }

    private static NodeMetrics sum(int id, Node node) {
        long rowsIn = 0;
        long rowsOut = 0;
        long lateRows = 0;
        long droppedRows = 0;
        long duplicateRows = 0;
        long stateBytes = 0;
        long watermark = Long.MAX_VALUE;
        for (OperatorMetrics part : node.parts) {
            rowsIn += part.rowsIn();
            rowsOut += part.rowsOut();
            lateRows += part.lateRows();
            droppedRows += part.droppedRows();
            duplicateRows += part.duplicateRows();
            stateBytes += part.stateBytes();
            watermark = Math.min(watermark, part.watermark());
        }
        return new NodeMetrics(
                id,
                node.type,
                node.description,
                node.isSource,
                node.isSink,
                rowsIn,
                rowsOut,
                lateRows,
                droppedRows,
                duplicateRows,
                node.parts.isEmpty() ? Batch.NO_WATERMARK : watermark,
                stateBytes);
    }

    /** Bytes read, records skipped, records known to wait (-1 if unknown for all), summed over all sources. */
    public SourceProgress sources() {
        long bytes = 0;
        long skipped = 0;
        long lag = -1;
        for (SourceHead head : heads) {
            SourceProgress progress = head.progress();
            bytes += progress.bytes();
            skipped += progress.skippedRecords();
            if (progress.lagRecords() >= 0) {
                lag = Math.max(lag, 0) + progress.lagRecords();
            }
        }
        return new SourceProgress(bytes, skipped, lag);
    }

    public long rowsIn() {
        return nodes().stream()
                .filter(NodeMetrics::isSource)
                .mapToLong(NodeMetrics::rowsOut)
                .sum();
    }

    public long rowsOut() {
        return nodes().stream()
                .filter(NodeMetrics::isSink)
                .mapToLong(NodeMetrics::rowsIn)
                .sum();
    }

    public long lateRows() {
        return nodes().stream().mapToLong(NodeMetrics::lateRows).sum();
    }

    /** The least watermark of the nodes that have one, or {@link Batch#NO_WATERMARK}. */
    public long watermark() {
        return nodes().stream()
                .mapToLong(NodeMetrics::watermark)
                .filter(watermark -> watermark != Batch.NO_WATERMARK)
                .min()
                .orElse(Batch.NO_WATERMARK);
    }
}
