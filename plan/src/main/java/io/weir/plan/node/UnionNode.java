package io.weir.plan.node;

/** Gives the rows of all inputs, in any order. */
public record UnionNode(NodeInfo info) implements PlanNode {}
