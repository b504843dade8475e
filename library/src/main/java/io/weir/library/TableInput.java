package io.weir.library;

import io.weir.flink.connector.PushChannel;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.conversion.DataStructureConverter;
import org.apache.flink.table.data.conversion.DataStructureConverters;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * Where a program puts rows into a table with {@code 'connector' = 'push'}.
 *
 * <p>Every pipeline that reads the table at the time gets the row; rows that are pushed before there is one wait for
 * the first, up to {@link PushChannel#WAITING_ROWS_MAX}. {@link #push} waits while a pipeline does not keep up.
 * {@link #close} ends the table: its pipelines then come to their end. Threads may share an input; rows keep the order
 * in which they were pushed.
 */
public final class TableInput implements AutoCloseable {
    private final String table;
    private final PushChannel channel;
    private final List<Column> columns;
    private final DataStructureConverter<Object, Object> converter;

    TableInput(String table, PushChannel channel, ResolvedSchema schema) {
        this.table = table;
        this.channel = channel;
        columns = schema.getColumns().stream().filter(Column::isPhysical).toList();
        DataType type = schema.toPhysicalRowDataType();
        converter = DataStructureConverters.getConverter(type);
        converter.open(TableInput.class.getClassLoader());
    }

    /**
     * Pushes a row: the values of the table's physical columns in their order, each in the class that Flink uses for
     * its type by default ({@code Integer}, {@code String}, {@code BigDecimal}, {@code LocalDateTime}, {@code Instant},
     * {@code Row}, …).
     *
     * @throws WeirException if a value does not fit its column, or nobody reads the table and too many rows wait
     */
    public void push(Object... values) {
        push(Row.of(values));
    }

    /** Pushes a row, see {@link #push(Object...)}. */
    public void push(Row row) {
        if (row.getArity() != columns.size()) {
            throw wrong("A row of " + row.getArity() + " values for a table of " + columns.size() + " columns", null);
        }
        for (int i = 0; i < columns.size(); i++) {
            check(columns.get(i), row.getField(i));
        }
        RowData converted;
        try {
            converted = (RowData) converter.toInternal(row);
        } catch (RuntimeException e) {
            throw wrong("A value inside a column does not fit its type: " + e.getMessage(), e);
        }
        try {
            if (!channel.push(converted)) {
                throw new WeirException(
                        ErrorCode.RUN_FAILED,
                        PushChannel.WAITING_ROWS_MAX + " rows wait already, and no pipeline reads the table",
                        "table " + table,
                        "Start a query or an INSERT over it before pushing more",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeirException(ErrorCode.CANCELLED, "Interrupted while pushing", "table " + table, "", e);
        }
    }

    private void check(Column column, @Nullable Object value) {
        LogicalType type = column.getDataType().getLogicalType();
        if (value == null) {
            if (!type.isNullable()) {
                throw wrong("Column '" + column.getName() + "' is NOT NULL, and the value is null", null);
            }
        } else if (!type.supportsInputConversion(value.getClass())) {
            throw wrong(
                    "Column '" + column.getName() + "' is " + type.asSummaryString() + ", and the value '" + value
                            + "' is of class " + value.getClass().getName(),
                    null);
        }
    }

    private WeirException wrong(String what, @Nullable Exception cause) {
        return new WeirException(
                ErrorCode.VALUE_INVALID,
                what,
                "table " + table,
                "Give the values of the physical columns in their order: "
                        + String.join(
                                ", ",
                                columns.stream()
                                        .map(column -> column.getName() + " "
                                                + column.getDataType()
                                                        .getConversionClass()
                                                        .getSimpleName())
                                        .toList()),
                cause);
    }

    /** Ends the table: no row will follow. */
    @Override
    public void close() {
        channel.end();
    }
}
