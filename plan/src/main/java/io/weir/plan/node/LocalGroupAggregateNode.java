package io.weir.plan.node;

import io.weir.plan.expression.AggregateCall;
import java.util.List;

/** The first phase of a GROUP BY in mini-batches. */
public record LocalGroupAggregateNode(
        NodeInfo info,
        List<Integer> grouping,
        List<AggregateCall> aggregateCalls,
        List<Boolean> callsNeedRetraction,
        boolean needsRetraction)
        implements PlanNode {
    public LocalGroupAggregateNode {
        grouping = List.copyOf(grouping);
        aggregateCalls = List.copyOf(aggregateCalls);
        callsNeedRetraction = List.copyOf(callsNeedRetraction);
    }
}
