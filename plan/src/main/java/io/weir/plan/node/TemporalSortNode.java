package io.weir.plan.node;

import java.util.List;

/** ORDER BY whose first field is an ascending time attribute. */
public record TemporalSortNode(NodeInfo info, List<SortField> orderBy) implements PlanNode {
    public TemporalSortNode {
        orderBy = List.copyOf(orderBy);
    }
}
