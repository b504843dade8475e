package io.weir.plan.node;

/** Appends window_start, window_end and window_time to each row, once per window that the row lies in. */
public record WindowTableFunctionNode(NodeInfo info, Windowing windowing) implements PlanNode {}
