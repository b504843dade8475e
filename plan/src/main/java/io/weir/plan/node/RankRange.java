package io.weir.plan.node;

/** Which ranks are kept. */
public sealed interface RankRange {
    /** From start to end, both included, the first rank being 1. */
    record Constant(long start, long end) implements RankRange {}

    /** From start on. */
    record ConstantWithoutEnd(long start) implements RankRange {}

    /** From 1 to the value of a field of the input row. */
    record Variable(int endIndex) implements RankRange {}
}
