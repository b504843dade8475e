package io.weir.plan.node;

import io.weir.plan.expression.AggregateCall;
import java.util.List;

/**
 * GROUP BY without a window: key, then aggregates, updated with every row.
 *
 * @param callsNeedRetraction per call whether it must be able to take rows back
 * @param needsRetraction whether the input takes rows back
 */
public record GroupAggregateNode(
        NodeInfo info,
        List<Integer> grouping,
        List<AggregateCall> aggregateCalls,
        List<Boolean> callsNeedRetraction,
        boolean generatesUpdateBefore,
        boolean needsRetraction)
        implements PlanNode {
    public GroupAggregateNode {
        grouping = List.copyOf(grouping);
        aggregateCalls = List.copyOf(aggregateCalls);
        callsNeedRetraction = List.copyOf(callsNeedRetraction);
    }
}
