package io.weir.plan.node;

import io.weir.plan.expression.AggregateCall;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.table.types.logical.RowType;

/**
 * The second phase of a GROUP BY in mini-batches.
 *
 * @param localInputType the row that the first phase reads, to which the calls' arguments refer
 * @param indexOfCountStar which of the calls counts the rows of the group, needed when rows can be taken back
 */
public record GlobalGroupAggregateNode(
        NodeInfo info,
        List<Integer> grouping,
        List<AggregateCall> aggregateCalls,
        List<Boolean> callsNeedRetraction,
        RowType localInputType,
        boolean generatesUpdateBefore,
        boolean needsRetraction,
        OptionalInt indexOfCountStar)
        implements PlanNode {
    public GlobalGroupAggregateNode {
        grouping = List.copyOf(grouping);
        aggregateCalls = List.copyOf(aggregateCalls);
        callsNeedRetraction = List.copyOf(callsNeedRetraction);
    }
}
