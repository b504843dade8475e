package io.weir.plan.node;

import java.util.List;

/** What the planner knows about the input of a rank, which decides how it may be computed. */
public sealed interface RankStrategy {
    /** The input only inserts. */
    record AppendFast() implements RankStrategy {}

    /** The input may retract any row. */
    record Retract() implements RankStrategy {}

    /** The input updates by this key, and the sort field only gets better. */
    record UpdateFast(List<Integer> primaryKeys) implements RankStrategy {
        public UpdateFast {
            primaryKeys = List.copyOf(primaryKeys);
        }
    }

    /** Not decided. */
    record Undefined() implements RankStrategy {}
}
