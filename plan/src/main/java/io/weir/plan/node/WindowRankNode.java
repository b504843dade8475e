package io.weir.plan.node;

import java.util.List;

/** The best rows of each key and window, given when the window ends. */
public record WindowRankNode(
        NodeInfo info,
        RankType rankType,
        List<Integer> partitionKeys,
        List<SortField> orderBy,
        RankRange range,
        boolean outputsRankNumber,
        Windowing windowing)
        implements PlanNode {
    public WindowRankNode {
        partitionKeys = List.copyOf(partitionKeys);
        orderBy = List.copyOf(orderBy);
    }
}
