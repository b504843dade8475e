package io.weir.plan;

import io.weir.plan.node.GlobalGroupAggregateNode;
import io.weir.plan.node.GlobalWindowAggregateNode;
import io.weir.plan.node.GroupAggregateNode;
import io.weir.plan.node.GroupWindowAggregateNode;
import io.weir.plan.node.IncrementalGroupAggregateNode;
import io.weir.plan.node.LocalGroupAggregateNode;
import io.weir.plan.node.LocalWindowAggregateNode;
import io.weir.plan.node.NodeInfo;
import io.weir.plan.node.OverAggregateNode;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.WindowAggregateNode;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads aggregates of every kind. */
final class AggregateNodeReader {
    private final TypeReader types;
    private final ExpressionReader expressions;
    private final SpecReader specs;

    AggregateNodeReader(TypeReader types, ExpressionReader expressions, SpecReader specs) {
        this.types = types;
        this.expressions = expressions;
        this.specs = specs;
    }

    Optional<PlanNode> read(PlanJson json, NodeInfo info) {
        return switch (info.type()) {
            case "stream-exec-local-window-aggregate_1" -> Optional.of(localWindow(json, info));
            case "stream-exec-global-window-aggregate_1" -> Optional.of(globalWindow(json, info));
            case "stream-exec-window-aggregate_1" -> Optional.of(window(json, info));
            case "stream-exec-group-window-aggregate_1" -> Optional.of(groupWindow(json, info));
            case "stream-exec-group-aggregate_1" -> Optional.of(group(json, info));
            case "stream-exec-local-group-aggregate_1" -> Optional.of(localGroup(json, info));
            case "stream-exec-global-group-aggregate_1" -> Optional.of(globalGroup(json, info));
            case "stream-exec-incremental-group-aggregate_1" -> Optional.of(incremental(json, info));
            case "stream-exec-over-aggregate_1" -> Optional.of(over(json, info));
            default -> Optional.empty();
        };
    }

    private PlanNode localWindow(PlanJson json, NodeInfo info) {
        return new LocalWindowAggregateNode(
                info,
                json.field("grouping").indexes(),
                expressions.aggregateCalls(json.field("aggCalls")),
                specs.windowing(json.field("windowing")),
                json.flag("needRetraction", false));
    }

    private PlanNode globalWindow(PlanJson json, NodeInfo info) {
        return new GlobalWindowAggregateNode(
                info,
                json.field("grouping").indexes(),
                expressions.aggregateCalls(json.field("aggCalls")),
                specs.windowing(json.field("windowing")),
                specs.windowProperties(json.field("namedWindowProperties")),
                types.rowType(json.field("localAggInputRowType")),
                json.flag("needRetraction", false));
    }

    private PlanNode window(PlanJson json, NodeInfo info) {
        return new WindowAggregateNode(
                info,
                json.field("grouping").indexes(),
                expressions.aggregateCalls(json.field("aggCalls")),
                specs.windowing(json.field("windowing")),
                specs.windowProperties(json.field("namedWindowProperties")),
                json.flag("needRetraction", false));
    }

    private PlanNode groupWindow(PlanJson json, NodeInfo info) {
        return new GroupWindowAggregateNode(
                info,
                json.field("grouping").indexes(),
                expressions.aggregateCalls(json.field("aggCalls")),
                specs.groupWindow(json.field("window")),
                specs.windowProperties(json.field("namedWindowProperties")),
                json.flag("needRetraction", false));
    }

    private PlanNode group(PlanJson json, NodeInfo info) {
        return new GroupAggregateNode(
                info,
                json.field("grouping").indexes(),
                expressions.aggregateCalls(json.field("aggCalls")),
                json.field("aggCallNeedRetractions").flags(),
                json.field("generateUpdateBefore").flag(),
                json.field("needRetraction").flag());
    }

    private PlanNode localGroup(PlanJson json, NodeInfo info) {
        return new LocalGroupAggregateNode(
                info,
                json.field("grouping").indexes(),
                expressions.aggregateCalls(json.field("aggCalls")),
                json.field("aggCallNeedRetractions").flags(),
                json.field("needRetraction").flag());
    }

    private PlanNode globalGroup(PlanJson json, NodeInfo info) {
        return new GlobalGroupAggregateNode(
                info,
                json.field("grouping").indexes(),
                expressions.aggregateCalls(json.field("aggCalls")),
                json.field("aggCallNeedRetractions").flags(),
                types.rowType(json.field("localAggInputRowType")),
                json.field("generateUpdateBefore").flag(),
                json.field("needRetraction").flag(),
                json.has("indexOfCountStar")
                        ? OptionalInt.of(json.field("indexOfCountStar").index())
                        : OptionalInt.empty());
    }

    private PlanNode incremental(PlanJson json, NodeInfo info) {
        return new IncrementalGroupAggregateNode(
                info,
                json.field("partialAggGrouping").indexes(),
                json.field("finalAggGrouping").indexes(),
                expressions.aggregateCalls(json.field("partialOriginalAggCalls")),
                json.field("partialAggCallNeedRetractions").flags(),
                types.rowType(json.field("partialLocalAggInputRowType")),
                json.field("partialAggNeedRetraction").flag());
    }

    private PlanNode over(PlanJson json, NodeInfo info) {
        PlanJson spec = json.field("overSpec");
        return new OverAggregateNode(
                info,
                spec.field("partition").field("fields").indexes(),
                spec.field("groups").items().stream().map(this::overGroup).toList(),
                spec.field("constants").items().stream()
                        .map(expressions::literal)
                        .toList(),
                spec.field("originalInputFields").index(),
                json.optional("unboundedOverVersion").map(PlanJson::index).orElse(1));
    }

    private OverAggregateNode.Group overGroup(PlanJson json) {
        return new OverAggregateNode.Group(
                specs.sort(json.field("orderBy")),
                json.field("isRows").flag(),
                specs.overBound(json.field("lowerBound")),
                specs.overBound(json.field("upperBound")),
                expressions.aggregateCalls(json.field("aggCalls")));
    }
}
