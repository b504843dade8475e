package io.weir.connector.jdbc;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.flink.table.types.logical.RowType;

/** Makes sinks of {@code 'connector' = 'jdbc'}: rows are added to a table, or replace those of their key. */
public final class JdbcSinkFactory implements SinkFactory {
    @Override
    public String identifier() {
        return "jdbc";
    }

    @Override
    public Sink create(SinkRequest request) {
        SinkOptions options = SinkOptions.of(request.table(), request.options());
        EpochOptions epochOptions = EpochOptions.of(request.configuration());
        JdbcTable table = options.table();
        checkTypes(table, request.type());
        if (!request.insertOnly() && request.primaryKey().length == 0) {
            throw new WeirException(
                    ErrorCode.SQL_INVALID,
                    "the query changes and removes rows, and the table has no key by which to find them",
                    "table " + table.name(),
                    "Declare the table's key: PRIMARY KEY (…) NOT ENFORCED",
                    null);
        }
        if (request.isOverwrite() || !request.partitionKeys().isEmpty()) {
            throw new NotNativeException("INSERT OVERWRITE or a partition of JDBC table " + table.name());
        }
        TargetTable target = describe(table, request.type(), request.primaryKey());
        if (!request.epochs().isExactlyOnce()) {
            return new JdbcSink(options, target, request.clock());
        }
        try (JdbcSession session = new JdbcSession(table, options.retriesMax())) {
            new EpochTable(table, epochOptions, request.epochs().pipeline()).create(session);
        }
        EpochGroups.Seat seat = EpochGroups.join(request.epochs(), options, epochOptions, target);
        return new JdbcEpochSink(options, epochOptions, target, seat);
    }

    static void checkTypes(JdbcTable table, RowType type) {
        for (RowType.RowField field : type.getFields()) {
            if (!table.dialect().supports(field.getType())) {
                throw new NotNativeException("column " + field.getName() + " of type "
                        + field.getType().asSummaryString() + " of JDBC table " + table.name());
            }
        }
    }

    static TargetTable describe(JdbcTable table, RowType type, int[] key) {
        try (Connection connection = JdbcSession.connect(table)) {
            return table.dialect().describe(connection, table, type, key);
        } catch (SQLException e) {
            throw JdbcFailures.of(table, "looking at the table", e);
        }
    }
}
