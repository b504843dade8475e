package io.weir.plan.node;

import io.weir.plan.expression.AggregateCall;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/** The middle phase of a DISTINCT aggregate that is split into buckets. */
public record IncrementalGroupAggregateNode(
        NodeInfo info,
        List<Integer> partialGrouping,
        List<Integer> finalGrouping,
        List<AggregateCall> partialCalls,
        List<Boolean> partialCallsNeedRetraction,
        RowType partialLocalInputType,
        boolean needsRetraction)
        implements PlanNode {
    public IncrementalGroupAggregateNode {
        partialGrouping = List.copyOf(partialGrouping);
        finalGrouping = List.copyOf(finalGrouping);
        partialCalls = List.copyOf(partialCalls);
        partialCallsNeedRetraction = List.copyOf(partialCallsNeedRetraction);
    }
}
