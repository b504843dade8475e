package io.weir.plan.node;

import io.weir.plan.expression.PlanExpression;
import java.util.Optional;

/**
 * Joins each row with the rows that a table function gives for it.
 *
 * @param call the table function; it refers to the row through a correlation variable or by position
 * @param condition what the function's rows must satisfy
 * @param isAsync whether the function is asynchronous
 */
public record CorrelateNode(
        NodeInfo info, JoinType joinType, PlanExpression call, Optional<PlanExpression> condition, boolean isAsync)
        implements PlanNode {}
