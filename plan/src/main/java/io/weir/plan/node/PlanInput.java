package io.weir.plan.node;

/**
 * A node's input.
 *
 * @param nodeId id of the node that is read
 * @param distribution what the reading node requires
 * @param shuffle how rows really come: forward, when an exchange node stands before or none is needed
 */
public record PlanInput(int nodeId, Distribution distribution, Distribution shuffle) {}
