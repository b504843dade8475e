package io.weir.plan.node;

/** Marks the ends of mini-batches; mode RowTime or ProcTime. */
public record MiniBatchAssignerNode(NodeInfo info, long intervalMillis, String mode) implements PlanNode {}
