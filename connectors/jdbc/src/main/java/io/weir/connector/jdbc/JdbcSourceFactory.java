package io.weir.connector.jdbc;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.NotNativeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;

/** Makes sources of {@code 'connector' = 'jdbc'}: the rows that a table has when it is read. */
public final class JdbcSourceFactory implements SourceFactory {
    @Override
    public String identifier() {
        return "jdbc";
    }

    @Override
    public Source create(SourceRequest request) {
        ScanOptions scan = ScanOptions.of(request.table(), request.options());
        JdbcTable table = scan.table();
        RowType type = request.rowType();
        JdbcSinkFactory.checkTypes(table, type);
        for (SourceRequest.Field field : request.fields()) {
            if (field.isMetadata()) {
                throw new NotNativeException("metadata of JDBC table " + table.name());
            }
        }
        // The column that cuts the table need not be among those that are read.
        Optional<String> cut = scan.partition().map(ScanOptions.Partition::column);
        List<RowType.RowField> fields = new ArrayList<>(type.getFields());
        if (cut.isPresent() && type.getFieldIndex(cut.get()) < 0) {
            fields.add(new RowType.RowField(cut.get(), new BigIntType()));
        }
        RowType described = new RowType(fields);
        TargetTable target = JdbcSinkFactory.describe(table, described, new int[0]);
        List<String> columns = target.columns().subList(0, type.getFieldCount());
        String sql =
                "SELECT " + (columns.isEmpty() ? "1" : String.join(", ", columns)) + " FROM " + target.quotedName();
        if (cut.isPresent()) {
            String column = target.columns().get(described.getFieldIndex(cut.get()));
            sql += " WHERE " + column + " >= ? AND " + column + " < ?";
        }
        if (request.limit() != Long.MAX_VALUE) {
            sql += " LIMIT " + request.limit();
        }
        return new JdbcSource(request, scan, sql);
    }
}
