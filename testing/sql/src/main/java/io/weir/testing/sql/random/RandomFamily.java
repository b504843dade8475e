package io.weir.testing.sql.random;

import java.util.Set;

/** The kinds of random queries. */
public enum RandomFamily {
    PROJECTION,
    WINDOW,
    GROUP_WINDOW,
    GROUP,
    GROUPING_SETS,
    DISTINCT,
    DEDUPLICATE,
    TOP_N,
    OVER,
    WINDOW_TOP_N,
    UNNEST,
    NESTED_GROUP,
    CASCADE,
    SORT_LIMIT,
    UNION,
    JOIN;

    private static final Set<RandomFamily> EVENT_TIME =
            Set.of(WINDOW, GROUP_WINDOW, DEDUPLICATE, OVER, WINDOW_TOP_N, CASCADE);

    /**
     * Whether some row may be late. In mini-batches the engine lets event time step by the watermark alone, and Flink
     * by where a watermark happens to be sent: they do not drop the same rows.
     */
    boolean isOfEventTime() {
        return EVENT_TIME.contains(this);
    }
}
