package io.weir.format.json;

import org.apache.flink.table.types.logical.RowType;

/** Encodes changes as Canal does. */
final class CanalJsonEncoder extends ChangelogJsonEncoder {
    CanalJsonEncoder(RowType type, JsonOptions options) {
        super(type, options, "{\"data\":[$],\"type\":\"INSERT\"}", "{\"data\":[$],\"type\":\"DELETE\"}");
    }
}
