package io.weir.engine.runtime;

import io.weir.columnar.Batch;
import io.weir.engine.operator.OperatorMetrics;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SplitProgress;
import io.weir.engine.time.Clock;
import io.weir.engine.time.DurationHistogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The counters of a job, node by node; for any thread, at any time, values may be slightly old. */
public final class JobMetrics {
    private final Clock clock;
    private final long startNanos;
    private volatile long endNanos;
    private volatile boolean ended;
    private final Map<Integer, Node> nodes = new LinkedHashMap<>();
    private final List<SourceHead> heads = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<SinkLatency> latencies = new ArrayList<>();
    private final EpochMetrics epochs =
            new EpochMetrics((epoch, nanos) -> this.latencies.forEach(latency -> latency.committed(epoch, nanos)));

    JobMetrics(Clock clock) {
        this.clock = clock;
        startNanos = clock.nanoTime();
    }

    private record Node(
            String type, String description, boolean isSource, boolean isSink, List<OperatorMetrics> parts) {}

    /** @param channels by producing instance and consuming instance */
    private record Edge(int from, int to, int input, Channel[][] channels) {}

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

    void addEdge(int from, int to, int input, Channel[][] channels) {
        edges.add(new Edge(from, to, input, channels));
    }

    SinkLatency addLatency(SinkLatency latency) {
        latencies.add(latency);
        return latency;
    }

    /**
     * How long rows take from where they are made to where they are seen, by rows.
     *
     * @param ingest from when the oldest record of a batch was made until the batch was read: network and broker; only
     *     of sources that know when records were made
     * @param compute from when the batch was read that led to a row, until a sink took the row: queues and computing,
     *     without the wait for windows to close
     * @param windowWait from when a row came to its window, until the watermark closed the first window that has it
     * @param serve from when a sink took a row until it was visible
     * @param total ingest, the mean wait for the windows that were closed, compute and serve
     */
    public record Latency(
            DurationHistogram.Reading ingest,
            DurationHistogram.Reading compute,
            DurationHistogram.Reading windowWait,
            DurationHistogram.Reading serve,
            DurationHistogram.Reading total) {}

    public Latency latency() {
        return new Latency(
                sum(heads, SourceHead::ingest),
                sum(latencies, SinkLatency::compute),
                sum(
                        nodes.values().stream()
                                .flatMap(node -> node.parts.stream())
                                .toList(),
                        part -> part.windowWaits().read()),
                sum(latencies, SinkLatency::serve),
                sum(latencies, SinkLatency::total));
    }

    private static <T> DurationHistogram.Reading sum(List<T> all, Function<T, DurationHistogram.Reading> of) {
        return all.stream().map(of).reduce(DurationHistogram.Reading.NONE, DurationHistogram.Reading::plus);
    }

    /** One split of a source, as its reader told last; the age of the newest record is for the reader of this. */
    public record SplitMetrics(int nodeId, SplitProgress progress) {}

    /** All splits of all sources that tell of theirs. */
    public List<SplitMetrics> splits() {
        List<SplitMetrics> all = new ArrayList<>();
        for (SourceHead head : heads) {
            head.splits().forEach(split -> all.add(new SplitMetrics(head.nodeId(), split)));
        }
        return all;
    }

    /**
     * How far the sources are behind, in milliseconds: the age of the newest record read, of the split where records
     * wait that is furthest behind; 0 if nothing waits, empty if no source tells.
     */
    public OptionalLong lagMillis() {
        long now = clock.currentTimeMillis();
        return splits().stream()
                .map(SplitMetrics::progress)
                .filter(split -> split.lagRecords() == 0 || split.lagRecords() > 0 && split.newestRecordMillis() >= 0)
                .mapToLong(split -> split.lagRecords() == 0 ? 0 : Math.max(0, now - split.newestRecordMillis()))
                .max();
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

    /**
     * What one instance of a node has done so far.
     *
     * @param bytesIn about so many bytes of values came in; of a source, what it has read
     * @param bytesOut about so many bytes of values went out; of a sink, what it has written, 0 if it does not say
     * @param busyNanos time that went into the node itself
     * @param backpressuredNanos time in which it could not go on because what comes behind it took nothing
     * @param idleNanos time in which there was nothing to do
     */
    public record InstanceMetrics(
            long rowsIn,
            long rowsOut,
            long bytesIn,
            long bytesOut,
            long busyNanos,
            long backpressuredNanos,
            long idleNanos,
            long lateRows,
            long watermark,
            long stateBytes,
            long stateEntries) {}

    /**
     * What one node has done so far, summed over its instances; the watermark is the least of them.
     *
     * @param lateness by how much the watermark had passed the event times of late rows
     * @param queueSize the elements that wait in the channels into the node
     * @param queueCapacity the elements for which these have room; 0 if rows come as calls on the same thread
     */
    public record NodeMetrics(
            int id,
            String type,
            String description,
            boolean isSource,
            boolean isSink,
            long rowsIn,
            long rowsOut,
            long bytesIn,
            long bytesOut,
            long lateRows,
            DurationHistogram.Reading lateness,
            long droppedRows,
            long duplicateRows,
            long watermark,
            long stateBytes,
            long stateEntries,
            long busyNanos,
            long backpressuredNanos,
            long idleNanos,
            int queueSize,
            int queueCapacity,
            List<InstanceMetrics> instances) {}

    /**
     * The channels between two nodes.
     *
     * @param input the number of the edge among the inputs of {@code to}
     * @param size the elements that wait, of all channels
     * @param capacity the elements for which there is room
     */
    public record EdgeMetrics(int from, int to, int input, int size, int capacity) {}

    /** All nodes, in the plan's order. */
    public List<NodeMetrics> nodes() {
        List<NodeMetrics> all = new ArrayList<>();
        nodes.forEach((id, node) -> all.add(sum(id, node)));
        return all;
    }

    /** All edges that go through channels. */
    public List<EdgeMetrics> edges() {
        List<EdgeMetrics> all = new ArrayList<>();
        for (Edge edge : edges) {
            int size = 0;
            int capacity = 0;
            for (Channel[] row : edge.channels) {
                for (Channel channel : row) {
                    size += channel.size();
                    capacity += channel.capacity();
                }
            }
            all.add(new EdgeMetrics(edge.from, edge.to, edge.input, Math.min(size, capacity), capacity));
        }
        return all;
    }

    private NodeMetrics sum(int id, Node node) {
        DurationHistogram.Reading lateness = DurationHistogram.Reading.NONE;
        long droppedRows = 0;
        long duplicateRows = 0;
        long watermark = Long.MAX_VALUE;
        List<InstanceMetrics> instances = new ArrayList<>();
        for (OperatorMetrics part : node.parts) {
            instances.add(read(part));
            lateness = lateness.plus(part.lateness());
            droppedRows += part.droppedRows();
            duplicateRows += part.duplicateRows();
            watermark = Math.min(watermark, part.watermark());
        }
        int queueSize = 0;
        int queueCapacity = 0;
        for (EdgeMetrics edge : edges()) {
            queueSize += edge.to == id ? edge.size : 0;
            queueCapacity += edge.to == id ? edge.capacity : 0;
        }
        return new NodeMetrics(
                id,
                node.type,
                node.description,
                node.isSource,
                node.isSink,
                sum(instances, InstanceMetrics::rowsIn),
                sum(instances, InstanceMetrics::rowsOut),
                sum(instances, InstanceMetrics::bytesIn),
                sum(instances, InstanceMetrics::bytesOut),
                sum(instances, InstanceMetrics::lateRows),
                lateness,
                droppedRows,
                duplicateRows,
                instances.isEmpty() ? Batch.NO_WATERMARK : watermark,
                sum(instances, InstanceMetrics::stateBytes),
                sum(instances, InstanceMetrics::stateEntries),
                sum(instances, InstanceMetrics::busyNanos),
                sum(instances, InstanceMetrics::backpressuredNanos),
                sum(instances, InstanceMetrics::idleNanos),
                queueSize,
                queueCapacity,
                instances);
    }

    private static InstanceMetrics read(OperatorMetrics part) {
        return new InstanceMetrics(
                part.rowsIn(),
                part.rowsOut(),
                part.bytesIn(),
                part.bytesOut(),
                part.busyNanos(),
                part.backpressuredNanos(),
                part.idleNanos(),
                part.lateRows(),
                part.watermark(),
                part.stateBytes(),
                part.stateEntries());
    }

    private static long sum(List<InstanceMetrics> instances, ToLongFunction<InstanceMetrics> of) {
        return instances.stream().mapToLong(of).sum();
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
