package io.weir.plan.node;

import io.weir.plan.expression.AggregateCall;
import java.util.List;

/** A window aggregate of the older form GROUP BY TUMBLE(…): key, aggregates, window properties. */
public record GroupWindowAggregateNode(
        NodeInfo info,
        List<Integer> grouping,
        List<AggregateCall> aggregateCalls,
        GroupWindow window,
        List<WindowProperty> windowProperties,
        boolean needsRetraction)
        implements PlanNode {
    public GroupWindowAggregateNode {
        grouping = List.copyOf(grouping);
        aggregateCalls = List.copyOf(aggregateCalls);
        windowProperties = List.copyOf(windowProperties);
    }
}
