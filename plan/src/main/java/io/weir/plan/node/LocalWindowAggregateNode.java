package io.weir.plan.node;

import io.weir.plan.expression.AggregateCall;
import java.util.List;

/**
 * The first phase of a window aggregate: one row per key and slice, with accumulators and the slice's end.
 *
 * @param grouping positions of the key in the input row
 */
public record LocalWindowAggregateNode(
        NodeInfo info,
        List<Integer> grouping,
        List<AggregateCall> aggregateCalls,
        Windowing windowing,
        boolean needsRetraction)
        implements PlanNode {
    public LocalWindowAggregateNode {
        grouping = List.copyOf(grouping);
        aggregateCalls = List.copyOf(aggregateCalls);
    }
}
