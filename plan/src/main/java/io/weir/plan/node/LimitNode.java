package io.weir.plan.node;

/**
 * LIMIT and OFFSET without an order.
 *
 * @param rangeStart first row that is kept, counted from 1
 * @param rangeEnd last row that is kept
 */
public record LimitNode(
        NodeInfo info, long rangeStart, long rangeEnd, RankStrategy strategy, boolean generatesUpdateBefore)
        implements PlanNode {}
