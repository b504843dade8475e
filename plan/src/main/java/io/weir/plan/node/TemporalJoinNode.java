package io.weir.plan.node;

/** Joins each left row with the version of the right table at that time; a time index of -1 means processing time. */
public record TemporalJoinNode(
        NodeInfo info, JoinSpec join, boolean isTemporalFunctionJoin, int leftTimeIndex, int rightTimeIndex)
        implements PlanNode {}
