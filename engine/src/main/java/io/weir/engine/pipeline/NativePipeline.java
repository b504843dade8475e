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
import io.weir.plan.CompiledPlan;
import io.weir.plan.NotNativeException;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.node.ValuesNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

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
            for (PlanNode node : plan.nodes()) {
                if (isSource(node)) {
                    translator.translate(node, graph);
                }
            }
            Optional<PipelineState> used =
                    options.isBatch() ? Optional.empty() : state.filter(of -> of.isForBounded() || !graph.isBounded());
            EpochOptions epochs = new EpochOptions(options);
            EpochContext context = used.map(of -> epochs.context(of.pipeline())).orElse(EpochContext.OFF);
            translator.useEpochs(context);
            for (PlanNode node : plan.nodes()) {
                if (!isSource(node)) {
                    translator.translate(node, graph);
                }
            }
            if (context.isOn()) {
                settings = recovered(graph, used.orElseThrow(), context, epochs);
            }
            job = starter.apply(graph, settings);
            return job;
        } finally {
            if (job == null) {
                graph.discard();
                settings.store().ifPresent(EpochStore::close);
            }
        }
    }

    /**
     * Says what is promised of the rows of each sink; sources and sinks are made for it, and closed.
     *
     * @param isForBounded whether epochs are saved although a run ends by itself
     * @throws io.weir.plan.WeirException if a connector finds something wrong
     */
    public List<SinkPromise> promises(boolean isForBounded) {
        NodeTranslator translator = new NodeTranslator(plan, connectors, options);
        JobGraph graph = new JobGraph(options.clock(), options.parallelism(), options.batchRowsMax(), CHANNEL_CAPACITY);
        try {
            for (PlanNode node : plan.nodes()) {
                if (isSource(node)) {
                    translator.translate(node, graph);
                }
            }
            EpochContext epochs = !options.isBatch() && (isForBounded || !graph.isBounded())
                    ? new EpochOptions(options).context("explained")
                    : EpochContext.OFF;
            translator.useEpochs(epochs);
            List<String> tables = new ArrayList<>();
            for (PlanNode node : plan.nodes()) {
                if (!isSource(node)) {
                    translator.translate(node, graph);
                    if (node instanceof SinkNode sink) {
                        tables.add(sink.table().identifier());
                    }
                }
            }
            List<SinkPromise> promises = new ArrayList<>();
            for (Sink sink : graph.sinks().values()) {
                promises.add(promise(tables.get(promises.size()), sink, graph, epochs));
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
            limits.add("the table's connector promises " + words(sink.guarantee()));
        }
        return new SinkPromise(table, guarantee, epochs.isOn(), limits);
    }

    /** A guarantee in words. */
    public static String words(SinkGuarantee guarantee) {
        return switch (guarantee) {
            case NONE -> "nothing after a crash: rows may be lost";
            case AT_LEAST_ONCE -> "each row at least once";
            case IDEMPOTENT -> "each row at least once, a repeated one replacing itself";
            case EXACTLY_ONCE -> "each row exactly once";
        };
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
