package io.weir.connector.view;

import org.apache.flink.table.types.logical.RowType;

/**
 * What a table says of the view that it writes.
 *
 * @param table the table's full name
 * @param pipeline the pipeline that writes it; empty if it has no name
 * @param type the columns
 * @param codec how rows are kept
 * @param options the table's options
 */
record ViewDefinition(String table, String pipeline, RowType type, ViewCodec codec, ViewOptions options) {
    boolean isAppendOnly() {
        return codec.keyLength() == 0;
    }
}
