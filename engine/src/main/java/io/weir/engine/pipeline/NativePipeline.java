package io.weir.engine.pipeline;

import io.weir.engine.runtime.Job;
import io.weir.engine.runtime.JobGraph;
import io.weir.plan.CompiledPlan;
import io.weir.plan.NotNativeException;
import io.weir.plan.node.PlanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
     * Starts the pipeline.
     *
     * @param name names the threads
     * @throws NotNativeException if something in the plan is not native; nothing has been read or written then
     * @throws io.weir.plan.WeirException if a connector finds something wrong
     */
    public Job start(String name) {
        NodeTranslator translator = new NodeTranslator(plan, connectors, options);
        for (PlanNode node : plan.nodes()) {
            translator.check(node);
        }
        JobGraph graph = new JobGraph(options.clock(), options.parallelism(), options.batchRowsMax(), CHANNEL_CAPACITY);
        boolean isTranslated = false;
        try {
            for (PlanNode node : plan.nodes()) {
                translator.translate(node, graph);
            }
            isTranslated = true;
        } finally {
            if (!isTranslated) {
                graph.discard();
            }
        }
        return graph.start(name);
    }
}
