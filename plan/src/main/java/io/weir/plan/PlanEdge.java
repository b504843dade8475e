package io.weir.plan;

import io.weir.plan.node.Distribution;

/**
 * A connection between two nodes.
 *
 * @param source id of the node that produces
 * @param target id of the node that consumes
 * @param shuffle how rows go from the source's instances to the target's
 * @param exchangeMode Flink's name for how they are exchanged, such as PIPELINED
 */
public record PlanEdge(int source, int target, Distribution shuffle, String exchangeMode) {}
