package io.weir.plan.node;

import java.util.List;

/**
 * Keeps the first or the last row of each key.
 *
 * @param outputsInsertOnly whether only final rows are given, which event time allows
 */
public record DeduplicateNode(
        NodeInfo info,
        List<Integer> uniqueKeys,
        boolean isRowtime,
        boolean keepsLastRow,
        boolean outputsInsertOnly,
        boolean generatesUpdateBefore)
        implements PlanNode {
    public DeduplicateNode {
        uniqueKeys = List.copyOf(uniqueKeys);
    }
}
