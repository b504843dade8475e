package io.weir.plan.node;

/**
 * A state that a node keeps.
 *
 * @param index position among the node's states
 * @param ttlMillis how long an entry lives after its last write; 0 means for ever
 * @param name Flink's name of it
 */
public record StateDeclaration(int index, long ttlMillis, String name) {}
