package io.weir.plan.node;

import java.util.List;

/**
 * The best rows of each key.
 *
 * @param partitionKeys positions of the key; empty means everything is one key
 * @param outputsRankNumber whether the rank is appended to the row
 */
public record RankNode(
        NodeInfo info,
        RankType rankType,
        List<Integer> partitionKeys,
        List<SortField> orderBy,
        RankRange range,
        RankStrategy strategy,
        boolean outputsRankNumber,
        boolean generatesUpdateBefore)
        implements PlanNode {
    public RankNode {
        partitionKeys = List.copyOf(partitionKeys);
        orderBy = List.copyOf(orderBy);
    }
}
