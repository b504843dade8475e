package io.weir.plan.node;

import org.apache.flink.table.types.logical.LogicalType;

/** The window of the older form GROUP BY TUMBLE(…), HOP(…), SESSION(…). */
public sealed interface GroupWindow {
    TimeField timeField();

    /** The time attribute: its name, position in the input row and type. */
    record TimeField(String name, int index, LogicalType type) {}

    /** Size in milliseconds, or in rows when it is not a time window. */
    record Tumbling(TimeField timeField, boolean isTimeWindow, long size) implements GroupWindow {}

    /** Size and slide in milliseconds, or in rows when it is not a time window. */
    record Sliding(TimeField timeField, boolean isTimeWindow, long size, long slide) implements GroupWindow {}

    /** A gap in milliseconds. */
    record Session(TimeField timeField, long gapMillis) implements GroupWindow {}
}
