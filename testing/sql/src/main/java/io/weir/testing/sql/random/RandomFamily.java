package io.weir.testing.sql.random;

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
    JOIN
}
