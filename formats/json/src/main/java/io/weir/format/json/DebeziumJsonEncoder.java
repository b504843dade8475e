package io.weir.format.json;

import org.apache.flink.table.types.logical.RowType;

/** Encodes changes as Debezium does. */
final class DebeziumJsonEncoder extends ChangelogJsonEncoder {
    DebeziumJsonEncoder(RowType type, JsonOptions options) {
        super(
                type,
                options,
                options.ignoreNullFields()
                        ? "{\"after\":$,\"op\":\"c\"}"
                        : "{\"before\":null,\"after\":$,\"op\":\"c\"}",
                options.ignoreNullFields()
                        ? "{\"before\":$,\"op\":\"d\"}"
                        : "{\"before\":$,\"after\":null,\"op\":\"d\"}");
    }
}
