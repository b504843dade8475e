package io.weir.plan.node;

/**
 * A join of several inputs at once.
 *
 * @param json the node as it stands in the plan
 */
public record MultiJoinNode(NodeInfo info, String json) implements PlanNode {}
