package io.weir.format.json;

import org.apache.flink.table.types.logical.RowType;

/** Encodes changes as Maxwell does. */
final class MaxwellJsonEncoder extends ChangelogJsonEncoder {
    MaxwellJsonEncoder(RowType type, JsonOptions options) {
        super(type, options, "{\"data\":$,\"type\":\"insert\"}", "{\"data\":$,\"type\":\"delete\"}");
    }
}
