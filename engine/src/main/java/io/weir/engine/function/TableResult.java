package io.weir.engine.function;

import io.weir.columnar.Column;
import io.weir.columnar.RowColumn;
import io.weir.engine.type.Columns;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a user's table function gives, as columns. What it gives is a row, or a value that becomes a row of one
 * field; null is a row only if it is such a value, as in Flink.
 */
public final class TableResult {
    private final ValueConverter converter;
    private final Column[] columns;
    private final @Nullable RowColumn row;

    /**
     * Makes columns for the rows of a function.
     *
     * @param type their type, as the plan has it
     */
    public TableResult(UserFunction function, RowType type) {
        converter = ValueConverter.of(function.outputType());
        columns = new Column[type.getFieldCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Columns.column(type.getTypeAt(i), 0);
        }
        row = LogicalTypeChecks.isCompositeType(function.outputType().getLogicalType())
                ? new RowColumn(0, columns)
                : null;
    }

    /** Whether what the function gave is a row at all. */
    public boolean isRow(@Nullable Object given) {
        return given != null || row == null;
    }

    /** Writes what the function gave to the end of the columns. */
    public void write(int position, @Nullable Object given) {
        Column target = row == null ? columns[0] : row;
        target.ensureCapacity(position + 1);
        converter.write(target, position, given);
    }

    /** Forgets all rows. */
    public void reset() {
        for (Column column : columns) {
            column.reset();
        }
        if (row != null) {
            row.reset();
        }
    }

    public int columnCount() {
        return columns.length;
    }

    public Column column(int index) {
        return columns[index];
    }
}
