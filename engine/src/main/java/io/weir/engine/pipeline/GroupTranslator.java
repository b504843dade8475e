package io.weir.engine.pipeline;

import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.function.UserFunctions;
import io.weir.engine.group.GroupAggregateOperator;
import io.weir.engine.group.GroupAggregation;
import io.weir.engine.group.GroupTransport;
import io.weir.engine.group.IncrementalGroupAggregateOperator;
import io.weir.engine.group.LocalGroupAggregateOperator;
import io.weir.engine.group.MiniBatch;
import io.weir.engine.group.MiniBatchAssignerOperator;
import io.weir.engine.operator.Operator;
import io.weir.plan.CompiledPlan;
import io.weir.plan.NotNativeException;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.node.ExchangeNode;
import io.weir.plan.node.FieldIndexes;
import io.weir.plan.node.GlobalGroupAggregateNode;
import io.weir.plan.node.GroupAggregateNode;
import io.weir.plan.node.IncrementalGroupAggregateNode;
import io.weir.plan.node.LocalGroupAggregateNode;
import io.weir.plan.node.MiniBatchAssignerNode;
import io.weir.plan.node.PlanInput;
import io.weir.plan.node.PlanNode;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.flink.table.types.logical.RowType;

/** Turns the nodes of GROUP BY without windows into operators. */
final class GroupTranslator {
    static final String EVERY_CHANGE = "weir.changelog.every-change";
    private static final String MINI_BATCH_ENABLED = "table.exec.mini-batch.enabled";
    private static final String MINI_BATCH_LATENCY = "table.exec.mini-batch.allow-latency";
    private static final String MINI_BATCH_SIZE = "table.exec.mini-batch.size";

    private final CompiledPlan plan;
    private final PipelineOptions options;
    private final UserFunctions functions;

    GroupTranslator(CompiledPlan plan, PipelineOptions options, UserFunctions functions) {
        this.plan = plan;
        this.functions = functions;
        this.options = options;
    }

    /** The operators of a node, empty for a node of another family. */
    Optional<IntFunction<Operator>> operators(PlanNode node) {
        if (node instanceof GroupAggregateNode aggregate) {
            GroupAggregation config = onePhase(aggregate);
            return Optional.of(instance -> new GroupAggregateOperator(config.bound()));
        }
        if (node instanceof LocalGroupAggregateNode local) {
            GroupTransport transport = localTransport(local);
            MiniBatch miniBatch = neededMiniBatch(node);
            return Optional.of(instance -> new LocalGroupAggregateOperator(transport, miniBatch));
        }
        if (node instanceof GlobalGroupAggregateNode global) {
            GroupAggregation config = secondPhase(global);
            return Optional.of(instance -> new GroupAggregateOperator(config.bound()));
        }
        if (node instanceof IncrementalGroupAggregateNode incremental) {
            GroupAggregation buckets = bucketPhase(incremental);
            GroupTransport groups = incrementalTransport(incremental);
            MiniBatch miniBatch = neededMiniBatch(node);
            return Optional.of(instance -> new IncrementalGroupAggregateOperator(
                    new GroupAggregateOperator(buckets.bound()), new LocalGroupAggregateOperator(groups, miniBatch)));
        }
        if (node instanceof MiniBatchAssignerNode assigner && isRowtime(assigner)) {
            return Optional.of(instance -> new MiniBatchAssignerOperator(assigner.intervalMillis()));
        }
        return Optional.empty();
    }

    /** True if the mini-batches end by event time; otherwise they end by the clock, and nothing has to be marked. */
    static boolean isRowtime(MiniBatchAssignerNode node) {
        return node.mode().equalsIgnoreCase("RowTime");
    }

    /** True if what the node gives is read by a second phase only, and is the engine's own affair. */
    static boolean isFirstPhase(PlanNode node) {
        return node instanceof LocalGroupAggregateNode || node instanceof IncrementalGroupAggregateNode;
    }

    /** How the results of a first phase travel to the second. */
    GroupTransport transport(PlanNode node) {
        return node instanceof IncrementalGroupAggregateNode incremental
                ? incrementalTransport(incremental)
                : localTransport((LocalGroupAggregateNode) node);
    }

    private PlanNode input(PlanNode node) {
        return plan.node(node.inputs().get(0).nodeId());
    }

    private GroupAggregation onePhase(GroupAggregateNode node) {
        return GroupAggregation.ofRows(
                aggregation(
                        node.grouping(),
                        node.aggregateCalls(),
                        node.callsNeedRetraction(),
                        input(node).outputType()),
                node.needsRetraction(),
                node.generatesUpdateBefore(),
                options.stateTtlMillis(node),
                miniBatch(node),
                Boolean.parseBoolean(options.setting(node, EVERY_CHANGE, "false")));
    }

    private Aggregation aggregation(
            List<Integer> grouping, List<AggregateCall> calls, List<Boolean> callsNeedRetraction, RowType inputType) {
        boolean[] needRetraction = new boolean[calls.size()];
        for (int i = 0; i < needRetraction.length; i++) {
            needRetraction[i] = callsNeedRetraction.get(i);
        }
        return new Aggregation(FieldIndexes.toArray(grouping), calls, inputType, needRetraction, functions);
    }

    private GroupTransport localTransport(LocalGroupAggregateNode node) {
        return GroupTransport.of(
                aggregation(
                        node.grouping(),
                        node.aggregateCalls(),
                        node.callsNeedRetraction(),
                        input(node).outputType()),
                node.needsRetraction());
    }

    private GroupAggregation secondPhase(GlobalGroupAggregateNode node) {
        PlanNode first = firstPhase(node);
        GroupTransport transport = transport(first);
        // The changes of buckets are updates, although Flink adds them up as mere additions.
        boolean takesRowsBack = node.needsRetraction() || first instanceof IncrementalGroupAggregateNode;
        return GroupAggregation.ofTransport(
                transport,
                takesRowsBack,
                node.generatesUpdateBefore(),
                options.stateTtlMillis(node),
                Optional.of(neededMiniBatch(node)));
    }

    private PlanNode firstPhase(PlanNode node) {
        PlanNode before = input(node);
        if (before instanceof ExchangeNode) {
            before = input(before);
        }
        if (!isFirstPhase(before)) {
            throw new NotNativeException("second phase of a GROUP BY without a first one");
        }
        return before;
    }

    private GroupAggregation bucketPhase(IncrementalGroupAggregateNode node) {
        return GroupAggregation.ofTransport(
                transport(firstPhase(node)),
                node.needsRetraction(),
                true,
                options.stateTtlMillis(node),
                Optional.empty());
    }

    /** The groups by key, over the changes of the groups by key and bucket: the calls are those of the last phase. */
    private GroupTransport incrementalTransport(IncrementalGroupAggregateNode node) {
        GlobalGroupAggregateNode last = lastPhase(node);
        List<AggregateCall> calls = last.aggregateCalls();
        boolean[] needRetraction = new boolean[calls.size()];
        for (int i = 0; i < needRetraction.length; i++) {
            // The extreme of a bucket only moves away from where it was, if no rows are taken back.
            boolean isExtreme = calls.get(i).functionName().equals("MIN")
                    || calls.get(i).functionName().equals("MAX");
            needRetraction[i] = node.needsRetraction() || !isExtreme;
        }
        return GroupTransport.of(
                new Aggregation(
                        FieldIndexes.toArray(node.finalGrouping()),
                        calls,
                        last.localInputType(),
                        needRetraction,
                        functions),
                true);
    }

    private GlobalGroupAggregateNode lastPhase(IncrementalGroupAggregateNode node) {
        for (PlanNode consumer : plan.nodes()) {
            if (consumer instanceof GlobalGroupAggregateNode global && reads(global, node.id())) {
                return global;
            }
        }
        throw new NotNativeException("middle phase of a GROUP BY without a last one");
    }

    private boolean reads(PlanNode node, int id) {
        for (PlanInput input : node.inputs()) {
            PlanNode before = plan.node(input.nodeId());
            if (before.id() == id || (before instanceof ExchangeNode && reads(before, id))) {
                return true;
            }
        }
        return false;
    }

    private MiniBatch neededMiniBatch(PlanNode node) {
        return miniBatch(node).orElseThrow(() -> new NotNativeException("two phases without mini-batches"));
    }

    private Optional<MiniBatch> miniBatch(PlanNode node) {
        if (!Boolean.parseBoolean(options.setting(node, MINI_BATCH_ENABLED, "false"))) {
            return Optional.empty();
        }
        long rowsMax =
                options.settings(node, MINI_BATCH_SIZE).integer(MINI_BATCH_SIZE).orElse(-1L);
        long latencyMillis = options.millis(node, MINI_BATCH_LATENCY, 0);
        return Optional.of(new MiniBatch(rowsMax > 0 ? rowsMax : Long.MAX_VALUE, latencyMillis));
    }
}
