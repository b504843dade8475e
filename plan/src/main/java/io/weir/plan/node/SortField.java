package io.weir.plan.node;

/** One field of an ORDER BY. */
public record SortField(int index, boolean isAscending, boolean isNullLast) {
    public String describe() {
        return "$" + index + (isAscending ? " ASC" : " DESC") + (isNullLast ? " NULLS LAST" : " NULLS FIRST");
    }
}
