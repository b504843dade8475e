package io.weir.engine.over;

/**
 * The rows that a row's aggregates are over: always up to the row itself, or, where rows of the same time belong
 * together, up to the last of them.
 *
 * @param isRowtime whether rows are in the order of event time, otherwise as they come
 * @param timeColumn the column of the event time
 * @param isRows whether {@code size} counts rows, otherwise milliseconds; rows of the same time belong together then
 * @param size how many rows, the row itself included, or how many milliseconds before the row, or {@link #UNBOUNDED}
 */
public record OverFrame(boolean isRowtime, int timeColumn, boolean isRows, long size) {
    /** All rows before. */
    public static final long UNBOUNDED = -1;

    boolean isBounded() {
        return size != UNBOUNDED;
    }

    boolean isBoundedRange() {
        return !isRows && isBounded();
    }

    /** True if rows wait until their time is over. */
    boolean isWaiting() {
        return isRowtime || isBoundedRange();
    }

    /** True if rows stay beyond the batch with which they came. */
    boolean keepsRows() {
        return isWaiting() || isBounded();
    }

    /** True if all rows of a time are aggregated before the first of them is given out. */
    boolean isByTime() {
        return !isRows && isWaiting();
    }
}
