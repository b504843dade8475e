package io.weir.connector.jdbc;

import io.weir.columnar.Batch;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.lang.reflect.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL. Many rows are one statement with one array for each column, which {@code unnest} turns into rows again:
 * the statement is planned once whatever the number of rows, and there is one answer for all.
 *
 * <p>Each value is cast to the type of its column as it is in the database, so that a text can become json, uuid, inet
 * or a value of an enum. The cast has no length, so that what is too long is refused by the column and not cut.
 */
final class PostgresDialect implements Dialect {
    /**
     * Deadlock, serialization, shutdown and start of the server, too many connections, locks that are not to be had.
     */
    private static final Set<String> PASSING =
            Set.of("40001", "40P01", "57P01", "57P02", "57P03", "53300", "55P03", "25006", "57014");

    @Override
    public List<String> drivers() {
        return List.of("org.postgresql.Driver");
    }

    @Override
    public boolean supports(LogicalType type) {
        return type instanceof ArrayType array
                ? supports(array.getElementType())
                : type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE) || PLAIN_TYPES.contains(type.getTypeRoot());
    }

    @Override
    public TargetTable describe(Connection connection, JdbcTable table, RowType type, int[] key) throws SQLException {
        String quotedName = "";
        Map<String, String> typeOfName = new LinkedHashMap<>();
        // A name without quotes is folded to lower case by to_regclass, as in every statement.
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname,"
                        + " format_type(a.atttypid, -1) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " JOIN pg_attribute a ON a.attrelid = c.oid"
                        + " WHERE c.oid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum")) {
            statement.setString(1, table.tableName());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    quotedName = result.getString(1);
                    typeOfName.put(result.getString(2), result.getString(3));
                }
            }
        }
        if (typeOfName.isEmpty()) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_FAILED,
                    "the database has no table of this name",
                    table.where(),
                    "Check 'table-name', and its schema: it is looked for on the search path of the user",
                    null);
        }
        List<String> columns = new ArrayList<>();
        List<String> casts = new ArrayList<>();
        for (String field : type.getFieldNames()) {
            String column = typeOfName.containsKey(field) ? field : field.toLowerCase(Locale.ROOT);
            String cast = typeOfName.get(column);
            if (cast == null) {
                throw new WeirException(
                        ErrorCode.CONNECTOR_FAILED,
                        "the table in the database has no column " + field + "; it has "
                                + String.join(", ", typeOfName.keySet()),
                        table.where(),
                        "",
                        null);
            }
            columns.add(quote(column));
            casts.add(cast);
        }
        return new TargetTable(quotedName, type, columns, casts, key);
    }

    private static String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void stream(PreparedStatement statement, int rows) throws SQLException {
        statement.setFetchSize(rows);
    }

    @Override
    public void insert(Connection connection, TargetTable target, Batch batch, int[] positions, int count)
            throws SQLException {
        int[] all = target.positions(false);
        StringBuilder values = new StringBuilder();
        for (int column : all) {
            values.append(column == 0 ? "" : ", ").append(cast(target, column));
        }
        String sql = "INSERT INTO " + target.quotedName() + " (" + String.join(", ", target.columns()) + ") SELECT "
                + values + " FROM " + unnest(target, all) + conflict(target);
        execute(connection, sql, target, all, batch, positions, count);
    }

    private static String cast(TargetTable target, int column) {
        return "u.c" + column + "::" + target.casts().get(column);
    }

    private static String conflict(TargetTable target) {
        if (!target.hasKey()) {
            return "";
        }
        StringBuilder keys = new StringBuilder();
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < target.columns().size(); i++) {
            String column = target.columns().get(i);
            if (target.isKey(i)) {
                keys.append(keys.isEmpty() ? "" : ", ").append(column);
            } else {
                others.append(others.isEmpty() ? "" : ", ")
                        .append(column)
                        .append(" = EXCLUDED.")
                        .append(column);
            }
        }
        return " ON CONFLICT (" + keys + ") DO " + (others.isEmpty() ? "NOTHING" : "UPDATE SET " + others);
    }

    @Override
    public void delete(Connection connection, TargetTable target, Batch batch, int[] positions, int count)
            throws SQLException {
        StringBuilder condition = new StringBuilder();
        for (int column : target.key()) {
            condition
                    .append(condition.isEmpty() ? "" : " AND ")
                    .append("t.")
                    .append(target.columns().get(column))
                    .append(" = ")
                    .append(cast(target, column));
        }
        String sql = "DELETE FROM " + target.quotedName() + " AS t USING " + unnest(target, target.key()) + " WHERE "
                + condition;
        execute(connection, sql, target, target.key(), batch, positions, count);
    }

    private static String unnest(TargetTable target, int[] columns) {
        StringBuilder arrays = new StringBuilder("unnest(");
        StringBuilder names = new StringBuilder(") AS u(");
        for (int i = 0; i < columns.length; i++) {
            String separator = i == 0 ? "" : ", ";
            arrays.append(separator)
                    .append("?::")
                    .append(element(target.type(columns[i])))
                    .append("[]");
            names.append(separator).append("c").append(columns[i]);
        }
        return arrays.append(names).append(")").toString();
    }

    /** The type that values of a column travel as. */
    private static String element(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> "bool";
            case TINYINT, SMALLINT, INTEGER -> "int4";
            case BIGINT -> "int8";
            case FLOAT -> "float4";
            case DOUBLE -> "float8";
            case DECIMAL -> "numeric";
            case BINARY, VARBINARY -> "bytea";
            default -> "text";
        };
    }

    private static Class<?> elementClass(String element) {
        return switch (element) {
            case "bool" -> Boolean.class;
            case "int4" -> Integer.class;
            case "int8" -> Long.class;
            case "float4" -> Float.class;
            case "float8" -> Double.class;
            case "numeric" -> java.math.BigDecimal.class;
            case "bytea" -> byte[].class;
            default -> String.class;
        };
    }

    private static void execute(
            Connection connection,
            String sql,
            TargetTable target,
            int[] columns,
            Batch batch,
            int[] positions,
            int count)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.length; i++) {
                int column = columns[i];
                LogicalType type = target.type(column);
                String element = element(type);
                @Nullable Object[] values = (Object[]) Array.newInstance(elementClass(element), count);
                for (int j = 0; j < count; j++) {
                    values[j] = ExternalValues.value(type, batch.column(column), positions[j]);
                }
                statement.setArray(i + 1, connection.createArrayOf(element, values));
            }
            int unused = statement.executeUpdate();
        }
    }

    @Override
    public List<String> createEpochTables(EpochOptions options) {
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + options.markerTable()
                        + " (pipeline TEXT NOT NULL, sink TEXT NOT NULL, epoch BIGINT NOT NULL,"
                        + " generation BIGINT NOT NULL, owner TEXT NOT NULL, PRIMARY KEY (pipeline, sink))",
                "CREATE TABLE IF NOT EXISTS " + options.rowsTable()
                        + " (pipeline TEXT NOT NULL, sink TEXT NOT NULL, generation BIGINT NOT NULL,"
                        + " writer INT NOT NULL, piece BIGINT NOT NULL, data BYTEA NOT NULL,"
                        + " PRIMARY KEY (pipeline, sink, generation, writer, piece))");
    }

    @Override
    public String takeOver(String markerTable) {
        return "INSERT INTO " + markerTable + " AS m (pipeline, sink, epoch, generation, owner) VALUES (?, ?, 0, 1, ?)"
                + " ON CONFLICT (pipeline, sink) DO UPDATE SET generation = m.generation + 1, owner = EXCLUDED.owner";
    }

    @Override
    public boolean isPassing(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("08") || PASSING.contains(state));
    }
}
