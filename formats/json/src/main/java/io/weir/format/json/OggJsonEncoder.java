package io.weir.format.json;

import org.apache.flink.table.types.logical.RowType;

/** Encodes changes as Oracle GoldenGate does. */
final class OggJsonEncoder extends ChangelogJsonEncoder {
    OggJsonEncoder(RowType type, JsonOptions options) {
        super(
                type,
                options,
                options.ignoreNullFields()
                        ? "{\"after\":$,\"op_type\":\"I\"}"
                        : "{\"before\":null,\"after\":$,\"op_type\":\"I\"}",
                options.ignoreNullFields()
                        ? "{\"before\":$,\"op_type\":\"D\"}"
                        : "{\"before\":$,\"after\":null,\"op_type\":\"D\"}");
    }
}
