package io.weir.plan.node;

import java.util.List;

/** ORDER BY over everything; Flink allows it on a stream only for tests. */
public record SortNode(NodeInfo info, List<SortField> orderBy) implements PlanNode {
    public SortNode {
        orderBy = List.copyOf(orderBy);
    }
}
