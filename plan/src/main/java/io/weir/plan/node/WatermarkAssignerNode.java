package io.weir.plan.node;

import io.weir.plan.expression.PlanExpression;

/**
 * Makes watermarks from rows; position of the event time, and the expression for the watermark, null meaning none for
 * that row.
 */
public record WatermarkAssignerNode(NodeInfo info, PlanExpression watermark, int rowtimeIndex) implements PlanNode {}
