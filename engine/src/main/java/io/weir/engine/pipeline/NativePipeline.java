package io.weir.engine.pipeline;

import io.weir.engine.epoch.EpochStore;
import io.weir.engine.runtime.EpochRecovery;
import io.weir.engine.runtime.EpochSettings;
import io.weir.engine.runtime.Job;
import io.weir.engine.runtime.JobGraph;
import io.weir.engine.runtime.SteppedJob;
import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.state.StateBackends;
import io.weir.plan.CompiledPlan;
import io.weir.plan.NotNativeException;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.node.ValuesNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** A compiled plan, to be run by the engine: the entrance to the engine. */
public final class NativePipeline {
    private static final int CHANNEL_CAPACITY = 16;

    private final CompiledPlan plan;
    private final ConnectorRegistry connectors;
    private final PipelineOptions options;

    public NativePipeline(CompiledPlan plan, ConnectorRegistry connectors, PipelineOptions options) {
        this.plan = plan;
        this.connectors = connectors;
        this.options = options;
    }

    /** Says of each node whether it is native; nothing is read or written. */
    public List<NodeSupport> support() {
        NodeTranslator translator = new NodeTranslator(plan, connectors, options);
        List<NodeSupport> support = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            support.add(new NodeSupport(node, obstacle(translator, node)));
        }
        return support;
    }

    private static Optional<String> obstacle(NodeTranslator translator, PlanNode node) {
        try {
            translator.check(node);
            return Optional.empty();
        } catch (NotNativeException e) {
            return Optional.of(e.what());
        }
    }

    /**
     * Starts the pipeline, without epochs.
     *
     * @param name names the threads
     * @throws NotNativeException if something in the plan is not native; nothing has been read or written then
     * @throws io.weir.plan.WeirException if a connector finds something wrong
     */
    public Job start(String name) {
        return start(name, Optional.empty());
    }

    /**
     * Starts the pipeline where its newest epoch ends, if there is one.
     *
     * @param name names the threads
     * @param state where its epochs are; empty if none are saved
     * @throws NotNativeException as above
     * @throws io.weir.plan.WeirException if a connector finds something wrong, or the plan does not fit the state
     */
    public Job start(String name, Optional<PipelineState> state) {
        return build(state, CHANNEL_CAPACITY, (graph, settings) -> graph.start(name, settings));
    }

    /**
     * As {@link #start(String, Optional)}, but nothing runs until somebody steps it.
     *
     * @param channelCapacity the number of elements that a channel holds
     * @param beforeRetry called before storage or a sink is tried again
     */
    public SteppedJob step(PipelineState state, int channelCapacity, Runnable beforeRetry) {
        return build(Optional.of(state), channelCapacity, (graph, settings) -> graph.step(settings, beforeRetry));
    }

    private <T> T build(
            Optional<PipelineState> state, int channelCapacity, BiFunction<JobGraph, EpochSettings, T> starter) {
        NodeTranslator translator = new NodeTranslator(plan, connectors, options);
        for (PlanNode node : plan.nodes()) {
            translator.check(node);
        }
        JobGraph graph = new JobGraph(options.clock(), options.parallelism(), options.batchRowsMax(), channelCapacity);
        T job = null;
        EpochSettings settings = EpochSettings.OFF;
        try {
            // Sources first: sinks are to know whether the run ends by itself.
            translate(NativePipeline::isSource, translator, graph);
            Optional<PipelineState> used =
                    options.isBatch() ? Optional.empty() : state.filter(of -> of.isForBounded() || !graph.isBounded());
            EpochOptions epochs = new EpochOptions(options);
            EpochContext context = used.map(of -> epochs.context(of.pipeline())).orElse(EpochContext.OFF);
            translator.useEpochs(context);
            translate(node -> !isSource(node), translator, graph);
            if (context.isOn()) {
                settings = recovered(graph, used.orElseThrow(), context, epochs);
            }
            settings = settings.withBackend(StateBackends.open(options.configuration()));
            job = starter.apply(graph, settings);
            return job;
        } finally {
            if (job == null) {
                graph.discard();
                settings.store().ifPresent(EpochStore::close);
                settings.backend().close();
            }
        }
    }

    /**
     * Says what is promised of the rows of each sink, in a run that saves epochs unless it ends by itself; sources and
     * sinks are made for it, and closed.
     *
     * @throws io.weir.plan.WeirException if a connector finds something wrong
     */
    public List<SinkPromise> promises() {
        NodeTranslator translator = new NodeTranslator(plan, connectors, options);
        JobGraph graph = new JobGraph(options.clock(), options.parallelism(), options.batchRowsMax(), CHANNEL_CAPACITY);
        try {
            translate(NativePipeline::isSource, translator, graph);
            EpochContext epochs = !options.isBatch() && !graph.isBounded()
                    ? new EpochOptions(options).context("explained")
                    : EpochContext.OFF;
            translator.useEpochs(epochs);
            translate(node -> !isSource(node), translator, graph);
            Iterator<Sink> sinks = graph.sinks().values().iterator();
            List<SinkPromise> promises = new ArrayList<>();
            for (PlanNode node : plan.nodes()) {
                if (node instanceof SinkNode sink) {
                    promises.add(promise(sink.table().identifier(), sinks.next(), graph, epochs));
                }
            }
            return promises;
        } finally {
            graph.discard();
        }
    }

    private static SinkPromise promise(String table, Sink sink, JobGraph graph, EpochContext epochs) {
        List<String> limits = new ArrayList<>();
        SinkGuarantee guarantee = sink.guarantee();
        if (epochs.delivery() == Delivery.AT_MOST_ONCE) {
            return new SinkPromise(
                    table, SinkGuarantee.NONE, false, List.of("'weir.delivery' is 'at-most-once': nothing is saved"));
        }
        if (epochs.isOn()) {
            graph.sources().forEach((id, source) -> {
                if (!source.isReplayable()) {
                    limits.add(id + " cannot begin again: what was read and not committed is lost with the process");
                }
            });
            if (!limits.isEmpty()) {
                guarantee = SinkGuarantee.NONE;
            }
        }
        if (sink.guarantee() != SinkGuarantee.EXACTLY_ONCE) {
            limits.add("the table's connector promises " + SinkPromise.words(sink.guarantee()));
        }
        return new SinkPromise(table, guarantee, epochs.isOn(), limits);
    }

    private void translate(Predicate<PlanNode> wanted, NodeTranslator translator, JobGraph graph) {
        for (PlanNode node : plan.nodes()) {
            if (wanted.test(node)) {
                translator.translate(node, graph);
            }
        }
    }

    private static boolean isSource(PlanNode node) {
        return node instanceof TableSourceScanNode || node instanceof ValuesNode;
    }

    private static EpochSettings recovered(
            JobGraph graph, PipelineState state, EpochContext context, EpochOptions options) {
        EpochStore store = state.store().get();
        boolean isRecovered = false;
        try {
            EpochRecovery.Start start = new EpochRecovery(graph, store, state.mayLeaveState()).recover();
            isRecovered = true;
            return options.settings(context, store, start);
        } finally {
            if (!isRecovered) {
                store.close();
            }
        }
    }
}
