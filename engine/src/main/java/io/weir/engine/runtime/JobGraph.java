package io.weir.engine.runtime;

import io.weir.engine.operator.Operator;
import io.weir.engine.operator.Output;
import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.Source;
import io.weir.engine.time.Clock;
import io.weir.engine.time.SplitWatermarks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is to run: vertices (sources and operators) and edges. An edge is <em>direct</em> when both ends run in the same
 * thread as one call, otherwise it goes through channels. From this the {@link #start job} is made.
 */
public final class JobGraph {
    /** A source or operator with its instances to be. */
    public static final class Vertex {
        private final int nodeId;
        private final int parallelism;
        private final int inputCount;
        private final @Nullable Source source;
        private final SourceLayout layout;
        private final @Nullable SplitWatermarks watermarks;
        private final @Nullable IntFunction<Operator> operators;
        private final List<Link> outputs = new ArrayList<>();
        final List<Link> inputs = new ArrayList<>();
        private boolean makesWatermarks;

        private Vertex(
                int nodeId,
                int parallelism,
                int inputCount,
                @Nullable Source source,
                SourceLayout layout,
                @Nullable SplitWatermarks watermarks,
                @Nullable IntFunction<Operator> operators) {
            this.nodeId = nodeId;
            this.parallelism = parallelism;
            this.inputCount = inputCount;
            this.source = source;
            this.layout = layout;
            this.watermarks = watermarks;
            this.operators = operators;
        }

        public int parallelism() {
            return parallelism;
        }

        /** The operator's instances make watermarks of their own, and pass none on. */
        public void makeWatermarks() {
            makesWatermarks = true;
        }

        /** Whether each instance hears the watermarks of all producers, itself or by the instance that feeds it. */
        private boolean hearsAll() {
            return source == null
                    && !makesWatermarks
                    && inputs.stream().allMatch(link -> !(link.edge instanceof Edge.Direct) || link.from.hearsAll());
        }
    }

    /**
     * What snapshots say of an operator.
     *
     * @param isInStep whether what stands before a barrier is the same for all its instances: they hear the same
     *     producers, and barriers are aligned
     */
    record OperatorInfo(String description, int parallelism, boolean isInStep) {}

    record Link(Vertex from, Vertex to, int input, Edge edge) {}

    private final Clock clock;
    private final int batchRowsMax;
    private final int channelCapacity;
    private final int threadCount;
    private final List<Vertex> vertices = new ArrayList<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, Sink> sinks = new LinkedHashMap<>();
    private final JobMetrics metrics;
    /** The names of nodes in snapshots. */
    private final Map<Integer, String> ids = new HashMap<>();

    private final Map<String, String> descriptions = new HashMap<>();
    private final Map<String, Integer> countsByType = new HashMap<>();
    private EpochSettings epochs = EpochSettings.OFF;
    private EpochSignals signals = new EpochSignals(0, true, false);
    private final Map<String, SourceGate> gates = new HashMap<>();

    public JobGraph(Clock clock, int threadCount, int batchRowsMax, int channelCapacity) {
        this.clock = clock;
        this.threadCount = threadCount;
        this.batchRowsMax = batchRowsMax;
        this.channelCapacity = channelCapacity;
        metrics = new JobMetrics(clock);
    }

    /** Says what a node is called where its counters are shown. */
    public void describe(int nodeId, String type, String description, boolean isSource, boolean isSink) {
        metrics.addNode(nodeId, type, description, isSource, isSink);
        // The same plan gives the same names, whatever numbers its nodes have.
        String id = type + "-" + countsByType.merge(type, 1, Integer::sum);
        ids.put(nodeId, id);
        descriptions.put(id, description);
    }

    private String id(int nodeId) {
        return ids.getOrDefault(nodeId, "node-" + nodeId);
    }

    /** What an operator of the plan does, by its name in snapshots; empty if there is no such operator. */
    Optional<String> description(String id) {
        return Optional.ofNullable(descriptions.get(id));
    }

    /** An operator of the plan that will not run. */
    Optional<Operator> probe(String id) {
        for (Vertex vertex : vertices) {
            IntFunction<Operator> operators = vertex.operators;
            if (operators != null && id(vertex.nodeId).equals(id)) {
                return Optional.of(operators.apply(0));
            }
        }
        return Optional.empty();
    }

    /** Sources and sinks by their names in snapshots, in the order of the plan; for whoever restores them. */
    public Map<String, Source> sources() {
        return Collections.unmodifiableMap(sources);
    }

    public Map<String, Sink> sinks() {
        return Collections.unmodifiableMap(sinks);
    }

    public Vertex addSource(
            int nodeId, int parallelism, Source source, SourceLayout layout, @Nullable SplitWatermarks watermarks) {
        Vertex vertex = new Vertex(nodeId, parallelism, 0, source, layout, watermarks, null);
        vertices.add(vertex);
        sources.put(id(nodeId), source);
        if (source.isOrdered() && parallelism > 1) {
            gates.put(id(nodeId), new SourceGate(parallelism));
        }
        return vertex;
    }

    /** Adds an operator; its inputs must have been added before, so that vertices stand in the data's order. */
    public Vertex addOperator(int nodeId, int parallelism, int inputCount, IntFunction<Operator> operators) {
        Vertex vertex =
                new Vertex(nodeId, parallelism, inputCount, null, new SourceLayout(new int[0]), null, operators);
        vertices.add(vertex);
        return vertex;
    }

    /** Has the sink of a node committed and closed with the job. */
    public void addSink(int nodeId, Sink sink) {
        sinks.put(id(nodeId), sink);
    }

    /** Connects two vertices; a direct edge between different parallelisms becomes channels. */
    public void connect(Vertex from, Vertex to, int input, Edge edge) {
        Edge real = edge instanceof Edge.Direct && from.parallelism != to.parallelism
                ? to.parallelism == 1 ? new Edge.Singleton(false) : new Edge.AnyInstance()
                : edge;
        Link link = new Link(from, to, input, real);
        from.outputs.add(link);
        to.inputs.add(link);
    }

    /** True if the run ends by itself, as far as sources were added. */
    public boolean isBounded() {
        return sources.values().stream().allMatch(Source::isBounded);
    }

    /** Closes sources and sinks of a graph that will not be started. */
    public void discard() {
        Closing closing = new Closing();
        sinks.values().forEach(sink -> closing.run(sink::close));
        sources.values().forEach(source -> closing.run(source::close));
        closing.finish();
    }

    /** Builds all instances and starts them; sources and sinks have been restored, if there is something to restore. */
    public Job start(String name, EpochSettings settings) {
        return build(settings, Job::waitBeforeRetry).start(name);
    }

    /** As {@link #start}, for somebody who steps the job; it calls back before it tries storage or a sink again. */
    public SteppedJob step(EpochSettings settings, Runnable beforeRetry) {
        return new SteppedJob(build(settings, beforeRetry));
    }

    private Job build(EpochSettings settings, Runnable beforeRetry) {
        epochs = settings;
        signals = new EpochSignals(
                clock.nanoTime(),
                settings.context().delivery() == Delivery.EXACTLY_ONCE,
                settings.store().isPresent());
        Map<Vertex, Integer> fragments = Fragments.cut(vertices);
        Map<Link, Channel[][]> channels = openChannels();
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < threadCount; i++) {
            workers.add(new Worker());
        }
        int fragmentCount =
                fragments.values().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        int singles = 0;
        int instanceCount = 0;
        for (int fragment = 0; fragment < fragmentCount; fragment++) {
            int wanted = fragment;
            List<Vertex> members = vertices.stream()
                    .filter(vertex -> wanted == fragments.getOrDefault(vertex, -1))
                    .toList();
            int parallelism = members.get(0).parallelism;
            for (int instance = 0; instance < parallelism; instance++) {
                // Fragments of one instance are spread over the threads.
                int worker = parallelism == 1 ? singles++ : instance;
                workers.get(worker % threadCount).add(build(members, instance, channels));
                instanceCount++;
            }
        }
        restoreWatermarks();
        EpochCoordinator coordinator = new EpochCoordinator(
                epochs,
                signals,
                new EpochAssembly(epochs.context().pipeline(), operatorInfos(), gates),
                sinks,
                sources,
                instanceCount,
                clock,
                metrics.epochs(),
                beforeRetry);
        epochs.restored().ifPresent(manifest -> metrics.epochs().restored(manifest.epoch()));
        return new Job(workers, coordinator, epochs.restoredState(), sources.values(), sinks.values(), metrics);
    }

    private Map<String, OperatorInfo> operatorInfos() {
        Map<String, OperatorInfo> infos = new LinkedHashMap<>();
        for (Vertex vertex : vertices) {
            if (vertex.source == null) {
                String id = id(vertex.nodeId);
                boolean isInStep = signals.isAligned() && vertex.hearsAll();
                infos.put(id, new OperatorInfo(descriptions.getOrDefault(id, ""), vertex.parallelism, isInStep));
            }
        }
        return infos;
    }

    /** The watermarks of sources go on where they were. */
    private void restoreWatermarks() {
        for (Vertex vertex : vertices) {
            Source source = vertex.source;
            SplitWatermarks watermarks = vertex.watermarks;
            if (source != null && watermarks != null) {
                epochs.restored()
                        .flatMap(manifest -> manifest.source(id(vertex.nodeId)))
                        .ifPresent(state -> {
                            for (int split = 0; split < source.splitCount(); split++) {
                                Long watermark = state.watermarks().get(source.splitName(split));
                                if (watermark != null) {
                                    watermarks.restore(split, watermark);
                                }
                            }
                            watermarks.restoreEmitted(state.emittedWatermark());
                        });
            }
        }
    }

    /** Channels by link, producing instance and consuming instance. */
    private Map<Link, Channel[][]> openChannels() {
        Map<Link, Channel[][]> all = new HashMap<>();
        for (Vertex vertex : vertices) {
            for (Link link : vertex.inputs) {
                if (!(link.edge instanceof Edge.Direct)) {
                    Channel[][] channels = Channel.between(link.from.parallelism, link.to.parallelism, channelCapacity);
                    metrics.addEdge(link.from.nodeId, link.to.nodeId, link.input, channels);
                    all.put(link, channels);
                }
            }
        }
        return all;
    }

    private FragmentInstance build(List<Vertex> members, int instance, Map<Link, Channel[][]> channels) {
        List<Head> heads = new ArrayList<>();
        List<Stage> stages = new ArrayList<>();
        List<ChannelOutput> outputs = new ArrayList<>();
        Map<Vertex, Stage> built = new HashMap<>();
        WorkMeter meter = new WorkMeter(clock);
        for (int i = members.size() - 1; i >= 0; i--) {
            Vertex vertex = members.get(i);
            Output output = output(vertex, instance, channels, built, outputs, meter);
            if (vertex.source != null) {
                SourceHead head = new SourceHead(
                        vertex.nodeId,
                        vertex.source,
                        instance,
                        output,
                        vertex.layout.copy(),
                        vertex.watermarks,
                        id(vertex.nodeId),
                        signals,
                        gates.get(id(vertex.nodeId)),
                        meter);
                metrics.addHead(head);
                heads.add(head);
            } else if (vertex.operators != null) {
                Stage stage = new Stage(
                        vertex.nodeId,
                        id(vertex.nodeId),
                        vertex.operators.apply(instance),
                        vertex.inputCount,
                        output,
                        instance,
                        vertex.parallelism,
                        batchRowsMax,
                        meter,
                        latency(vertex.nodeId),
                        epochs.backend());
                metrics.addInstance(vertex.nodeId, stage.metrics());
                stages.add(0, stage);
                built.put(vertex, stage);
                addChannelHeads(vertex, instance, channels, stage, heads, meter);
            }
        }
        return new FragmentInstance(heads, stages, outputs, meter, signals);
    }

    /** Measures the rows of a sink's node; empty for others. */
    private Optional<SinkLatency> latency(int nodeId) {
        return Optional.ofNullable(sinks.get(id(nodeId)))
                .map(sink -> metrics.addLatency(SinkLatency.of(sink, signals)));
    }

    private void addChannelHeads(
            Vertex vertex,
            int instance,
            Map<Link, Channel[][]> channels,
            Stage stage,
            List<Head> heads,
            WorkMeter meter) {
        for (Link link : vertex.inputs) {
            Channel[][] from = channels.get(link);
            if (from != null) {
                Channel[] incoming = new Channel[from.length];
                for (int producer = 0; producer < from.length; producer++) {
                    incoming[producer] = from[producer][instance];
                }
                heads.add(new ChannelHead(incoming, stage.input(link.input), signals.isAligned(), meter));
            }
        }
    }

    private Output output(
            Vertex vertex,
            int instance,
            Map<Link, Channel[][]> channels,
            Map<Vertex, Stage> built,
            List<ChannelOutput> outputs,
            WorkMeter meter) {
        List<Output> all = new ArrayList<>();
        for (Link link : vertex.outputs) {
            Channel[][] to = channels.get(link);
            if (to == null) {
                Stage next = built.get(link.to);
                if (next == null) {
                    throw new IllegalStateException("vertices are not in the data's order");
                }
                all.add(next.input(link.input));
            } else {
                ChannelOutput output = new ChannelOutput(
                        to[instance],
                        Partitioner.of(link.edge, to[instance].length, instance),
                        batchRowsMax,
                        isOrdered(link.edge),
                        meter);
                outputs.add(output);
                all.add(output);
            }
        }
        return all.size() == 1 ? all.get(0) : new TeeOutput(all.toArray(Output[]::new));
    }

    private static boolean isOrdered(Edge edge) {
        return edge instanceof Edge.Hash hash && hash.isOrdered()
                || edge instanceof Edge.Singleton singleton && singleton.isOrdered();
    }
}
