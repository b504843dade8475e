package io.weir.plan.node;

import org.apache.flink.table.types.logical.LogicalType;

/** How a node finds the windows of a row. */
public sealed interface Windowing {
    Window window();

    /** Type of the time attribute: TIMESTAMP or TIMESTAMP_LTZ, of kind ROWTIME or PROCTIME. */
    LogicalType timeType();

    /** Event time if true, processing time otherwise. */
    boolean isRowtime();

    /** From the time attribute at a position of the row; for processing time it may be -1. */
    record TimeAttribute(Window window, LogicalType timeType, boolean isRowtime, int timeIndex) implements Windowing {}

    /**
     * The row carries its window.
     *
     * @param startIndex position of the window's start; -1 when the row has only the end
     * @param endIndex position of the window's end
     */
    record WindowAttached(Window window, LogicalType timeType, boolean isRowtime, int startIndex, int endIndex)
            implements Windowing {}

    /** The row carries the end of its slice, as epoch milliseconds, at a position. */
    record SliceAttached(Window window, LogicalType timeType, boolean isRowtime, int sliceEndIndex)
            implements Windowing {}
}
