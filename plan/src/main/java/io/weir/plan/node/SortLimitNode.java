package io.weir.plan.node;

import java.util.List;

/** ORDER BY with LIMIT and OFFSET; the range as in {@link LimitNode}. */
public record SortLimitNode(
        NodeInfo info,
        List<SortField> orderBy,
        long rangeStart,
        long rangeEnd,
        RankStrategy strategy,
        boolean generatesUpdateBefore)
        implements PlanNode {
    public SortLimitNode {
        orderBy = List.copyOf(orderBy);
    }
}
