package io.weir.plan.node;

import io.weir.plan.expression.PlanExpression;

/** An end of the frame of an OVER window. */
public sealed interface OverBound {
    record CurrentRow() implements OverBound {}

    record UnboundedPreceding() implements OverBound {}

    record UnboundedFollowing() implements OverBound {}

    /**
     * So many rows, or so much time.
     *
     * @param offset a literal, or a reference behind the input fields to one of the node's constants
     */
    record Bounded(boolean isPreceding, PlanExpression offset) implements OverBound {}
}
