package io.weir.plan.node;

import io.weir.plan.expression.PlanExpression;
import java.util.List;

/** Computes fields with asynchronous functions. */
public record AsyncCalcNode(NodeInfo info, List<PlanExpression> projection) implements PlanNode {
    public AsyncCalcNode {
        projection = List.copyOf(projection);
    }
}
