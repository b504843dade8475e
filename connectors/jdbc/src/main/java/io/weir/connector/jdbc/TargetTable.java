package io.weir.connector.jdbc;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * A table as the database has it, for rows as the pipeline has them.
 *
 * @param quotedName the name, as it stands in statements
 * @param type the fields of the rows
 * @param columns the names of the columns, one for each field, as they stand in statements
 * @param casts the types of the columns in the database
 * @param key positions of the key's columns; empty if rows are only added
 */
record TargetTable(String quotedName, RowType type, List<String> columns, List<String> casts, int[] key) {
    boolean hasKey() {
        return key.length > 0;
    }

    boolean isKey(int column) {
        return IntStream.of(key).anyMatch(position -> position == column);
    }

    LogicalType type(int column) {
        return type.getTypeAt(column);
    }

    /** All columns, or those of the key only. */
    int[] positions(boolean onlyKey) {
        return onlyKey ? key : IntStream.range(0, columns.size()).toArray();
    }
}
