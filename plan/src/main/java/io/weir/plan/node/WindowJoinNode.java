package io.weir.plan.node;

/** Joins rows of the same window. */
public record WindowJoinNode(NodeInfo info, JoinSpec join, Windowing leftWindowing, Windowing rightWindowing)
        implements PlanNode {}
