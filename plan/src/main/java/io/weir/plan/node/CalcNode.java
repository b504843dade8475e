package io.weir.plan.node;

import io.weir.plan.expression.PlanExpression;
import java.util.List;
import java.util.Optional;

/**
 * Filters rows and computes fields.
 *
 * @param projection one expression per field of the result
 * @param condition rows for which it is not true are dropped
 */
public record CalcNode(NodeInfo info, List<PlanExpression> projection, Optional<PlanExpression> condition)
        implements PlanNode {
    public CalcNode {
        projection = List.copyOf(projection);
    }
}
