package io.weir.plan.node;

import java.util.List;

/** Keeps the first or the last row of each key and window, by the time at {@code orderKey}. */
public record WindowDeduplicateNode(
        NodeInfo info, List<Integer> partitionKeys, int orderKey, boolean keepsLastRow, Windowing windowing)
        implements PlanNode {
    public WindowDeduplicateNode {
        partitionKeys = List.copyOf(partitionKeys);
    }
}
