package io.weir.plan.node;

/** Drops UPDATE_BEFORE. */
public record DropUpdateBeforeNode(NodeInfo info) implements PlanNode {}
