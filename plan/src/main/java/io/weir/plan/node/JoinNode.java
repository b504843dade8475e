package io.weir.plan.node;

import java.util.List;

/**
 * A join that keeps both sides.
 *
 * @param leftUpsertKeys keys that are unique on the left side, each a list of positions
 * @param rightUpsertKeys the same for the right side
 */
public record JoinNode(
        NodeInfo info, JoinSpec join, List<List<Integer>> leftUpsertKeys, List<List<Integer>> rightUpsertKeys)
        implements PlanNode {
    public JoinNode {
        leftUpsertKeys = leftUpsertKeys.stream().map(List::copyOf).toList();
        rightUpsertKeys = rightUpsertKeys.stream().map(List::copyOf).toList();
    }
}
