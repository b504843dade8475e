package io.weir.plan.node;

import io.weir.plan.expression.PlanExpression;
import java.util.List;

/** Gives one row per projection for each row, as GROUPING SETS, CUBE and ROLLUP need. */
public record ExpandNode(NodeInfo info, List<List<PlanExpression>> projections) implements PlanNode {
    public ExpandNode {
        projections = projections.stream().map(List::copyOf).toList();
    }
}
