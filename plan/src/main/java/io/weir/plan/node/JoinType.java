package io.weir.plan.node;

/** Which rows a join gives. */
public enum JoinType {
    INNER,
    LEFT,
    RIGHT,
    FULL,
    SEMI,
    ANTI
}
