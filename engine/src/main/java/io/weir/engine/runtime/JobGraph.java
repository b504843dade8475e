package io.weir.engine.runtime;

import io.weir.engine.operator.Operator;
import io.weir.engine.operator.Output;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.Source;
import io.weir.engine.time.Clock;
import io.weir.engine.time.SplitWatermarks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is to run: vertices (sources and operators) and edges. An edge is <em>direct</em> when both ends run in the same
 * thread as one call, otherwise it goes through channels. From this the {@link #start job} is made.
 */
public final class JobGraph {
    /** How rows get from one vertex to another. */
    public sealed interface Edge {
        /** A call on the same thread, instance to instance. */
        record Direct() implements Edge {}

        /**
         * Through channels, equal keys to equal instances.
         *
         * @param isOrdered whether the consumer sees the numbered batches of all producers in their order
         */
        record Hash(int[] keys, boolean isOrdered) implements Edge {}

        /** Through channels, all to instance 0; ordered as above. */
        record Singleton(boolean isOrdered) implements Edge {}

        /** Through channels, anywhere. */
        record AnyInstance() implements Edge {}

        /** Through channels, everything to every instance. */
        record Broadcast() implements Edge {}
    }

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
        private final List<Link> inputs = new ArrayList<>();

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
    }

    private record Link(Vertex from, Vertex to, int input, Edge edge) {}

    private final Clock clock;
    private final int batchRowsMax;
    private final int channelCapacity;
    private final int threadCount;
    private final List<Vertex> vertices = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<Sink> sinks = new ArrayList<>();
    private final JobMetrics metrics;

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
    }

    public Vertex addSource(
            int nodeId, int parallelism, Source source, SourceLayout layout, @Nullable SplitWatermarks watermarks) {
        Vertex vertex = new Vertex(nodeId, parallelism, 0, source, layout, watermarks, null);
        vertices.add(vertex);
        sources.add(source);
        return vertex;
    }

    /** Adds an operator; its inputs must have been added before, so that vertices stand in the data's order. */
    public Vertex addOperator(int nodeId, int parallelism, int inputCount, IntFunction<Operator> operators) {
        Vertex vertex =
                new Vertex(nodeId, parallelism, inputCount, null, new SourceLayout(new int[0]), null, operators);
        vertices.add(vertex);
        return vertex;
    }

    /** Has the sink committed and closed with the job. */
    public void addSink(Sink sink) {
        sinks.add(sink);
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
        return sources.stream().allMatch(Source::isBounded);
    }

    /** Closes sources and sinks of a graph that will not be started. */
    public void discard() {
        Closing closing = new Closing();
        sinks.forEach(sink -> closing.run(sink::close));
        sources.forEach(source -> closing.run(source::close));
        closing.finish();
    }

    /** Builds all instances and starts them. */
    public Job start(String name) {
        Map<Vertex, Integer> fragments = cut();
        Map<Link, Channel[][]> channels = openChannels();
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < threadCount; i++) {
            workers.add(new Worker());
        }
        int fragmentCount =
                fragments.values().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        int singles = 0;
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
            }
        }
        Job job = new Job(workers, sources, sinks, metrics);
        job.start(name);
        return job;
    }

    /** Numbers the fragments: vertices connected by direct edges have the same number. */
    private Map<Vertex, Integer> cut() {
        Map<Vertex, Vertex> leaders = new HashMap<>();
        for (Vertex vertex : vertices) {
            leaders.put(vertex, vertex);
        }
        for (Vertex vertex : vertices) {
            for (Link link : vertex.inputs) {
                if (link.edge instanceof Edge.Direct) {
                    leaders.put(leader(leaders, link.from), leader(leaders, vertex));
                }
            }
        }
        Map<Vertex, Integer> numbers = new HashMap<>();
        Map<Vertex, Integer> result = new HashMap<>();
        for (Vertex vertex : vertices) {
            Vertex leader = leader(leaders, vertex);
            Integer number = numbers.get(leader);
            if (number == null) {
                number = numbers.size();
                numbers.put(leader, number);
            }
            result.put(vertex, number);
        }
        return result;
    }

    private static Vertex leader(Map<Vertex, Vertex> leaders, Vertex vertex) {
        Vertex at = vertex;
        while (true) {
            Vertex up = leaders.get(at);
            if (up == null || up == at) {
                return at;
            }
            at = up;
        }
    }

    /** Channels by link, producing instance and consuming instance. */
    private Map<Link, Channel[][]> openChannels() {
        Map<Link, Channel[][]> all = new HashMap<>();
        for (Vertex vertex : vertices) {
            for (Link link : vertex.inputs) {
                if (!(link.edge instanceof Edge.Direct)) {
                    Channel[][] channels = new Channel[link.from.parallelism][link.to.parallelism];
                    for (Channel[] row : channels) {
                        for (int i = 0; i < row.length; i++) {
                            row[i] = new Channel(channelCapacity);
                        }
                    }
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
        for (int i = members.size() - 1; i >= 0; i--) {
            Vertex vertex = members.get(i);
            Output output = output(vertex, instance, channels, built, outputs);
            if (vertex.source != null) {
                SourceHead head = new SourceHead(
                        vertex.nodeId, vertex.source, instance, output, vertex.layout.copy(), vertex.watermarks);
                metrics.addHead(head);
                heads.add(head);
            } else if (vertex.operators != null) {
                Stage stage = new Stage(
                        vertex.nodeId,
                        vertex.operators.apply(instance),
                        vertex.inputCount,
                        output,
                        instance,
                        vertex.parallelism,
                        batchRowsMax,
                        clock);
                metrics.addInstance(vertex.nodeId, stage.metrics());
                stages.add(0, stage);
                built.put(vertex, stage);
                addChannelHeads(vertex, instance, channels, stage, heads);
            }
        }
        return new FragmentInstance(heads, stages, outputs, clock);
    }

    private static void addChannelHeads(
            Vertex vertex, int instance, Map<Link, Channel[][]> channels, Stage stage, List<Head> heads) {
        for (Link link : vertex.inputs) {
            Channel[][] from = channels.get(link);
            if (from != null) {
                Channel[] incoming = new Channel[from.length];
                for (int producer = 0; producer < from.length; producer++) {
                    incoming[producer] = from[producer][instance];
                }
                heads.add(new ChannelHead(incoming, stage.input(link.input)));
            }
        }
    }

    private Output output(
            Vertex vertex,
            int instance,
            Map<Link, Channel[][]> channels,
            Map<Vertex, Stage> built,
            List<ChannelOutput> outputs) {
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
                        partitioner(link.edge, to[instance].length, instance),
                        batchRowsMax,
                        isOrdered(link.edge));
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

    private static Partitioner partitioner(Edge edge, int targets, int instance) {
        if (edge instanceof Edge.Hash hash) {
            return new Partitioner.ByHash(targets, hash.keys());
        }
        if (edge instanceof Edge.Broadcast) {
            return new Partitioner.ToAll(targets);
        }
        return edge instanceof Edge.AnyInstance && targets > 1
                ? new Partitioner.InTurn(targets)
                : new Partitioner.ToOne(targets, Math.min(instance, targets - 1));
    }
}
