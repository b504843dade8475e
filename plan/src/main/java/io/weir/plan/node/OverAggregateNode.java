package io.weir.plan.node;

import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.Literal;
import java.util.List;

/**
 * Aggregates OVER (PARTITION BY … ORDER BY …), appended to each row.
 *
 * @param partitionKeys positions of the key
 * @param groups the frames; on a stream there is one
 * @param constants values that positions from {@code originalInputFields} on refer to
 * @param originalInputFields number of fields of the input row
 * @param unboundedVersion which behaviour of an unbounded frame over event time, 1 or 2
 */
public record OverAggregateNode(
        NodeInfo info,
        List<Integer> partitionKeys,
        List<Group> groups,
        List<Literal> constants,
        int originalInputFields,
        int unboundedVersion)
        implements PlanNode {
    public OverAggregateNode {
        partitionKeys = List.copyOf(partitionKeys);
        groups = List.copyOf(groups);
        constants = List.copyOf(constants);
    }

    /** The aggregates of one frame; ROWS if {@code isRows}, otherwise RANGE. */
    public record Group(
            List<SortField> orderBy,
            boolean isRows,
            OverBound lower,
            OverBound upper,
            List<AggregateCall> aggregateCalls) {
        public Group {
            orderBy = List.copyOf(orderBy);
            aggregateCalls = List.copyOf(aggregateCalls);
        }
    }
}
