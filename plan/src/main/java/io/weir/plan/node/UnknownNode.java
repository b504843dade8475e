package io.weir.plan.node;

/**
 * A node of a type that this reader does not know; it is carried so that it can be named and run elsewhere.
 *
 * @param json the node as it stands in the plan
 */
public record UnknownNode(NodeInfo info, String json) implements PlanNode {}
