package io.weir.plan.node;

import io.weir.plan.expression.PlanExpression;
import java.util.List;
import java.util.Optional;

/** Turns upserts into a complete changelog, by key; rows that fail the filter count as deleted. */
public record ChangelogNormalizeNode(
        NodeInfo info, List<Integer> uniqueKeys, boolean generatesUpdateBefore, Optional<PlanExpression> filter)
        implements PlanNode {
    public ChangelogNormalizeNode {
        uniqueKeys = List.copyOf(uniqueKeys);
    }
}
