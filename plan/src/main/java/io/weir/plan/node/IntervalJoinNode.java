package io.weir.plan.node;

/**
 * Joins rows whose times lie within bounds of one another: left time between right time + lower and right time + upper.
 *
 * @param isEventTime event time if true, processing time otherwise
 * @param leftTimeIndex position of the left time attribute
 */
public record IntervalJoinNode(
        NodeInfo info,
        JoinSpec join,
        boolean isEventTime,
        long leftLowerBoundMillis,
        long leftUpperBoundMillis,
        int leftTimeIndex,
        int rightTimeIndex)
        implements PlanNode {}
