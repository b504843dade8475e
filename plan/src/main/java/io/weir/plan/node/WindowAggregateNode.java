package io.weir.plan.node;

import io.weir.plan.expression.AggregateCall;
import java.util.List;

/** A window aggregate in one phase: key, aggregates, window properties. */
public record WindowAggregateNode(
        NodeInfo info,
        List<Integer> grouping,
        List<AggregateCall> aggregateCalls,
        Windowing windowing,
        List<WindowProperty> windowProperties,
        boolean needsRetraction)
        implements PlanNode {
    public WindowAggregateNode {
        grouping = List.copyOf(grouping);
        aggregateCalls = List.copyOf(aggregateCalls);
        windowProperties = List.copyOf(windowProperties);
    }
}
