package io.weir.plan.node;

/** Which ranking function. */
public enum RankType {
    ROW_NUMBER,
    RANK,
    DENSE_RANK
}
