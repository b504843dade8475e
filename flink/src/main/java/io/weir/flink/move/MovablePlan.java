package io.weir.flink.move;

import io.weir.plan.CompiledPlan;
import io.weir.plan.expression.ChangingFunctions;
import io.weir.plan.expression.FunctionCall;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.node.CalcNode;
import io.weir.plan.node.CorrelateNode;
import io.weir.plan.node.DropUpdateBeforeNode;
import io.weir.plan.node.ExchangeNode;
import io.weir.plan.node.ExpandNode;
import io.weir.plan.node.GlobalWindowAggregateNode;
import io.weir.plan.node.GroupWindow;
import io.weir.plan.node.GroupWindowAggregateNode;
import io.weir.plan.node.LocalWindowAggregateNode;
import io.weir.plan.node.LookupJoinNode;
import io.weir.plan.node.PlanInput;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.node.UnionNode;
import io.weir.plan.node.Window;
import io.weir.plan.node.WindowAggregateNode;
import io.weir.plan.node.WindowDeduplicateNode;
import io.weir.plan.node.WindowJoinNode;
import io.weir.plan.node.WindowRankNode;
import io.weir.plan.node.WindowTableFunctionNode;
import io.weir.plan.node.Windowing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * A plan, looked at for whether its windows can be finished elsewhere by reading their rows once more.
 *
 * <p>That goes where all results of a window come when it closes, and depend on nothing but its own rows. A node is
 * then one of three: before any window (it keeps nothing, and its rows may be read again), a <em>step</em> that closes
 * windows, or behind a step. A window that was closed before the move is taken out of what a step gives, or of what it
 * gets; rows of the others are read again.
 */
public final class MovablePlan {
    private static final String KAFKA = "kafka";
    private static final String EMIT_PREFIX = "table.exec.emit.";

    private final CompiledPlan plan;
    private final List<String> obstacles = new ArrayList<>();
    private final Set<Integer> behindWindows = new TreeSet<>();
    private final List<Step> steps = new ArrayList<>();

    /**
     * A node that closes windows, whose time at the cut must be known.
     *
     * @param node the one whose state has the windows
     * @param entrance the first phase, where there are two; otherwise the node itself
     * @param endIndexes for each input of the entrance the field with the window's end; none where rows have only their
     *     time
     * @param windowSizeMillis no window is longer
     * @param isLocalTime whether windows are cut in the session's time zone
     */
    public record Step(
            PlanNode node,
            PlanNode entrance,
            List<OptionalInt> endIndexes,
            long windowSizeMillis,
            boolean isLocalTime) {
        public Step {
            endIndexes = List.copyOf(endIndexes);
        }

        /** Whether rows are put into windows here, by their time. */
        boolean cutsWindows() {
            return endIndexes.get(0).isEmpty();
        }
    }

    /**
     * Looks at a plan.
     *
     * @param configuration the job's
     */
    public MovablePlan(CompiledPlan plan, Map<String, String> configuration) {
        this.plan = plan;
        configuration.keySet().stream()
                .filter(key -> key.startsWith(EMIT_PREFIX))
                .forEach(key -> obstacles.add("'" + key + "' gives results of windows that are not closed"));
        plan.nodes().forEach(this::look);
        plan.nodes().stream()
                .filter(this::mixesWindows)
                .forEach(node -> refuse(
                        node,
                        "leads rows that are in no window's state yet, together with results of windows, into windows:"
                                + " the rows would be missing there"));
        plan.nodes().stream().filter(this::feedsWindows).forEach(this::lookAtRepetition);
    }

    public CompiledPlan plan() {
        return plan;
    }

    /** What stands against it: which node, and why. Empty if the plan can be moved. */
    public List<String> obstacles() {
        return List.copyOf(obstacles);
    }

    /** The nodes that close windows, in the order of the plan. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** The tables that are read. */
    public List<TableSourceScanNode> scans() {
        return plan.nodes().stream()
                .filter(TableSourceScanNode.class::isInstance)
                .map(TableSourceScanNode.class::cast)
                .toList();
    }

    /** Whether rows of this node go into windows, so that they must be read again. */
    public boolean feedsWindows(PlanNode node) {
        return !isBehindWindows(node)
                && plan.consumersOf(node.id()).stream()
                        .anyMatch(consumer -> isWindowed(consumer) || (!isEnd(consumer) && feedsWindows(consumer)));
    }

    /** Whether rows of this node come to a sink without a window between, so that none may be read again. */
    public boolean feedsSinks(PlanNode node) {
        return plan.consumersOf(node.id()).stream()
                .anyMatch(consumer -> isEnd(consumer)
                        || (!isWindowed(consumer) && (isBehindWindows(consumer) || feedsSinks(consumer))));
    }

    boolean isBehindWindows(PlanNode node) {
        return behindWindows.contains(node.id());
    }

    /** Whether a node has windows as its state, or is the first phase of one that has. */
    static boolean isWindowed(PlanNode node) {
        return node instanceof LocalWindowAggregateNode
                || node instanceof GlobalWindowAggregateNode
                || node instanceof WindowAggregateNode
                || node instanceof GroupWindowAggregateNode
                || node instanceof WindowRankNode
                || node instanceof WindowDeduplicateNode
                || node instanceof WindowJoinNode;
    }

    private static boolean isEnd(PlanNode node) {
        return node instanceof SinkNode;
    }

    private void look(PlanNode node) {
        if (node.inputs().stream().anyMatch(input -> behindWindows.contains(input.nodeId())) || isWindowed(node)) {
            behindWindows.add(node.id());
        }
        if (node instanceof TableSourceScanNode scan) {
            look(scan);
        } else if (node instanceof SinkNode sink) {
            if (sink.requiresUpsertMaterialize()) {
                refuse(node, "keeps the rows of each key");
            }
        } else if (node instanceof WindowTableFunctionNode function) {
            lookAtCut(node, function.windowing());
        } else if (node instanceof LocalWindowAggregateNode local) {
            lookAtWindowing(node, local.windowing());
        } else if (node instanceof GlobalWindowAggregateNode global) {
            PlanNode local = local(global);
            Windowing windowing =
                    local instanceof LocalWindowAggregateNode phase ? phase.windowing() : global.windowing();
            step(node, local, List.of(end(windowing)), global.windowing());
        } else if (node instanceof WindowAggregateNode aggregate) {
            lookAtWindowing(node, aggregate.windowing());
            step(node, node, List.of(end(aggregate.windowing())), aggregate.windowing());
        } else if (node instanceof GroupWindowAggregateNode aggregate) {
            look(aggregate);
        } else if (node instanceof WindowRankNode rank) {
            lookAtWindowing(node, rank.windowing());
            attachedStep(node, List.of(rank.windowing()));
        } else if (node instanceof WindowDeduplicateNode deduplicate) {
            lookAtWindowing(node, deduplicate.windowing());
            attachedStep(node, List.of(deduplicate.windowing()));
        } else if (node instanceof WindowJoinNode join) {
            lookAtWindowing(node, join.leftWindowing());
            attachedStep(node, List.of(join.leftWindowing(), join.rightWindowing()));
        } else if (!keepsNothing(node)) {
            refuse(node, "keeps state for which no window says when it is done");
        }
    }

    /** What is read again must come to the same. */
    private void lookAtRepetition(PlanNode node) {
        if (node instanceof LookupJoinNode) {
            refuse(node, "looks rows up before they come into windows: a second time it may find others");
        } else if (node instanceof CalcNode calc) {
            calc.projection().forEach(expression -> lookAtRepetition(node, expression));
            calc.condition().ifPresent(condition -> lookAtRepetition(node, condition));
        } else if (node instanceof CorrelateNode correlate) {
            lookAtRepetition(node, correlate.call());
            correlate.condition().ifPresent(condition -> lookAtRepetition(node, condition));
        }
    }

    private void lookAtRepetition(PlanNode node, PlanExpression expression) {
        ChangingFunctions.find(expression, MovablePlan::isChanging)
                .ifPresent(call -> refuse(node, "calls " + call.name() + ", which gives another answer a second time"));
    }

    /** PROCTIME() only marks a column: whoever looks at its value calls PROCTIME_MATERIALIZE. */
    private static boolean isChanging(FunctionCall call) {
        return !call.name().equals("PROCTIME")
                && (ChangingFunctions.isOne(call) || OwnFunctions.givesAnotherAnswer(call.function()));
    }

    /** Whether rows before windows and results of windows come together in a node that leads into windows. */
    private boolean mixesWindows(PlanNode node) {
        return isBehindWindows(node)
                && !isWindowed(node)
                && node.inputs().stream().anyMatch(input -> !behindWindows.contains(input.nodeId()))
                && leadsToWindows(node);
    }

    private boolean leadsToWindows(PlanNode node) {
        return plan.consumersOf(node.id()).stream()
                .anyMatch(consumer -> isWindowed(consumer) || leadsToWindows(consumer));
    }

    private static boolean keepsNothing(PlanNode node) {
        return node instanceof CalcNode
                || node instanceof CorrelateNode
                || node instanceof ExpandNode
                || node instanceof DropUpdateBeforeNode
                || node instanceof ExchangeNode
                || node instanceof UnionNode
                || node instanceof LookupJoinNode;
    }

    private void look(TableSourceScanNode scan) {
        if (!scan.table().connector().equals(KAFKA)) {
            refuse(
                    scan,
                    "'connector' = '" + scan.table().connector() + "' cannot be told where to go on; only 'kafka' can");
        } else if (scan.table().option("scan.bounded.mode").isPresent()) {
            refuse(scan, "ends by itself ('scan.bounded.mode')");
        }
    }

    private void look(GroupWindowAggregateNode node) {
        GroupWindow window = node.window();
        boolean isTime = !(window instanceof GroupWindow.Tumbling tumbling && !tumbling.isTimeWindow())
                && !(window instanceof GroupWindow.Sliding sliding && !sliding.isTimeWindow());
        if (window instanceof GroupWindow.Session) {
            refuseSession(node);
        } else if (!isTime) {
            refuse(node, "has windows of so many rows, not of time");
        } else if (isProcessingTime(window)) {
            refuseProcessingTime(node);
        } else if (behindWindows.contains(node.inputs().get(0).nodeId())) {
            refuseCascade(node);
        } else {
            long size = window instanceof GroupWindow.Tumbling tumbling
                    ? tumbling.size()
                    : window instanceof GroupWindow.Sliding sliding ? sliding.size() : 0;
            steps.add(new Step(
                    node,
                    node,
                    List.of(OptionalInt.empty()),
                    size,
                    isLocal(window.timeField().type())));
        }
    }

    private static boolean isProcessingTime(GroupWindow window) {
        return LogicalTypeChecks.isProctimeAttribute(window.timeField().type());
    }

    private static boolean isLocal(LogicalType type) {
        return type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
    }

    private void lookAtWindowing(PlanNode node, Windowing windowing) {
        if (windowing instanceof Windowing.TimeAttribute) {
            lookAtCut(node, windowing);
        } else {
            lookAtTime(node, windowing);
        }
    }

    private void lookAtCut(PlanNode node, Windowing windowing) {
        lookAtTime(node, windowing);
        if (behindWindows.contains(node.inputs().get(0).nodeId())) {
            refuseCascade(node);
        }
    }

    private void lookAtTime(PlanNode node, Windowing windowing) {
        if (!windowing.isRowtime()) {
            refuseProcessingTime(node);
        } else if (windowing.window() instanceof Window.Session) {
            refuseSession(node);
        }
    }

    private void refuseProcessingTime(PlanNode node) {
        refuse(node, "has windows of processing time: rows that are read again would fall into others");
    }

    private void refuseSession(PlanNode node) {
        refuse(node, "has session windows: rows that are read again may join sessions that were apart");
    }

    private void refuseCascade(PlanNode node) {
        refuse(node, "makes windows of results of windows, which would be needed again after they were given out");
    }

    private void refuse(PlanNode node, String reason) {
        obstacles.add(node.describe() + " " + reason);
    }

    private void step(PlanNode node, PlanNode entrance, List<OptionalInt> endIndexes, Windowing windowing) {
        steps.add(new Step(node, entrance, endIndexes, windowing.window().spanMillis(), isLocal(windowing.timeType())));
    }

    private void attachedStep(PlanNode node, List<Windowing> windowings) {
        if (windowings.stream().allMatch(Windowing.WindowAttached.class::isInstance)) {
            step(node, node, windowings.stream().map(MovablePlan::end).toList(), windowings.get(0));
        } else {
            refuse(node, "gets rows that do not say which window they are of");
        }
    }

    private static OptionalInt end(Windowing windowing) {
        return windowing instanceof Windowing.WindowAttached attached
                ? OptionalInt.of(attached.endIndex())
                : OptionalInt.empty();
    }

    /** The first phase of a second: behind an exchange. */
    private PlanNode local(PlanNode global) {
        PlanNode node = global;
        while (!(node instanceof LocalWindowAggregateNode) && !node.inputs().isEmpty()) {
            node = plan.node(node.inputs().get(0).nodeId());
        }
        return node;
    }

    /** The steps whose results come to this one, each by the shortest way. */
    public List<Step> stepsBefore(Step step) {
        List<Step> before = new ArrayList<>();
        for (PlanInput input : step.entrance().inputs()) {
            collectSteps(plan.node(input.nodeId()), before);
        }
        return before;
    }

    private void collectSteps(PlanNode node, List<Step> found) {
        Optional<Step> own =
                steps.stream().filter(step -> step.node().id() == node.id()).findFirst();
        if (own.isPresent()) {
            found.add(own.get());
            return;
        }
        node.inputs().forEach(input -> collectSteps(plan.node(input.nodeId()), found));
    }

    /** For each node its number among those of its type, from 1. */
    Map<Integer, Integer> numbersByType() {
        Map<String, Integer> counts = new HashMap<>();
        Map<Integer, Integer> numbers = new HashMap<>();
        plan.nodes().forEach(node -> numbers.put(node.id(), counts.merge(node.type(), 1, Integer::sum)));
        return numbers;
    }

    /** What a node is called in an epoch's manifest. */
    public String stateName(PlanNode node) {
        return node.type() + "-" + numbersByType().get(node.id());
    }
}
