package io.weir.plan.node;

import io.weir.plan.expression.AggregateCall;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * The second phase of a window aggregate: merges accumulators of slices into windows.
 *
 * @param grouping positions of the key in the input row, which is what the first phase gives
 * @param aggregateCalls with positions in {@code localInputType}
 * @param localInputType the row that the first phase reads
 */
public record GlobalWindowAggregateNode(
        NodeInfo info,
        List<Integer> grouping,
        List<AggregateCall> aggregateCalls,
        Windowing windowing,
        List<WindowProperty> windowProperties,
        RowType localInputType,
        boolean needsRetraction)
        implements PlanNode {
    public GlobalWindowAggregateNode {
        grouping = List.copyOf(grouping);
        aggregateCalls = List.copyOf(aggregateCalls);
        windowProperties = List.copyOf(windowProperties);
    }
}
