package io.weir.engine.pipeline;

import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.TimestampKind;
import org.apache.flink.table.types.logical.TimestampType;

/** Questions about logical types. */
final class LogicalTypes {
    private LogicalTypes() {}

    /** True for an event time attribute. */
    static boolean isRowtime(LogicalType type) {
        return type instanceof TimestampType timestamp && timestamp.getKind() == TimestampKind.ROWTIME
                || type instanceof LocalZonedTimestampType local && local.getKind() == TimestampKind.ROWTIME;
    }

    /** True for a processing time attribute. */
    static boolean isProctime(LogicalType type) {
        return type instanceof LocalZonedTimestampType local && local.getKind() == TimestampKind.PROCTIME;
    }
}
