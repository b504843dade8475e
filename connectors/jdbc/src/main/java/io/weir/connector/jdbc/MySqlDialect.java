package io.weir.connector.jdbc;

import io.weir.columnar.Batch;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** MySQL and MariaDB. Many rows are one statement with many rows of values. */
final class MySqlDialect implements Dialect {
    private static final String MARIADB = "org.mariadb.jdbc.Driver";
    private static final String MYSQL = "com.mysql.cj.jdbc.Driver";
    /** MariaDB's driver takes MySQL's URLs only with this. */
    private static final String PERMIT = "permitMysqlScheme";

    private static final int STATEMENT_ROWS_MAX = 500;
    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int NO_SUCH_TABLE = 1146;

    @Override
    public List<String> drivers() {
        return List.of(MYSQL, MARIADB);
    }

    @Override
    public String url(String url, String driver) {
        if (!driver.equals(MARIADB) || !url.startsWith("jdbc:mysql:") || url.contains(PERMIT)) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + PERMIT;
    }

    @Override
    public boolean supports(LogicalType type) {
        return PLAIN_TYPES.contains(type.getTypeRoot());
    }

    @Override
    public TargetTable describe(Connection connection, JdbcTable table, RowType type, int[] key) throws SQLException {
        String quotedName = "`" + table.tableName().replace("`", "``").replace(".", "`.`") + "`";
        Map<String, String> names = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + quotedName + " WHERE 1 = 0");
                ResultSet result = statement.executeQuery()) {
            ResultSetMetaData columns = result.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.put(columns.getColumnName(i).toLowerCase(Locale.ROOT), columns.getColumnName(i));
            }
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_TABLE) {
                throw new WeirException(
                        ErrorCode.CONNECTOR_FAILED,
                        "the database has no table of this name",
                        table.where(),
                        "Check 'table-name'",
                        null);
            }
            throw e;
        }
        List<String> quoted = new ArrayList<>();
        List<String> casts = new ArrayList<>();
        for (String field : type.getFieldNames()) {
            String column = names.get(field.toLowerCase(Locale.ROOT));
            if (column == null) {
                throw new WeirException(
                        ErrorCode.CONNECTOR_FAILED,
                        "the table in the database has no column " + field + "; it has "
                                + String.join(", ", names.values()),
                        table.where(),
                        "",
                        null);
            }
            quoted.add("`" + column.replace("`", "``") + "`");
            casts.add("");
        }
        return new TargetTable(quotedName, type, quoted, casts, key);
    }

    @Override
    public void stream(PreparedStatement statement, int rows) throws SQLException {
        boolean isMySql = statement.getClass().getName().startsWith("com.mysql.");
        // What MySQL's driver understands as "row by row".
        statement.setFetchSize(isMySql ? Integer.MIN_VALUE : rows);
    }

    @Override
    public void insert(Connection connection, TargetTable target, Batch batch, int[] positions, int count)
            throws SQLException {
        String begin = "INSERT INTO " + target.quotedName() + " (" + String.join(", ", target.columns()) + ") VALUES ";
        execute(connection, begin, update(target), target, target.positions(false), batch, positions, count);
    }

    private static String update(TargetTable target) {
        if (!target.hasKey()) {
            return "";
        }
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < target.columns().size(); i++) {
            String column = target.columns().get(i);
            if (!target.isKey(i)) {
                others.append(others.isEmpty() ? "" : ", ")
                        .append(column)
                        .append(" = VALUES(")
                        .append(column)
                        .append(")");
            }
        }
        if (others.isEmpty()) {
            String key = target.columns().get(target.key()[0]);
            others.append(key).append(" = ").append(key);
        }
        return " ON DUPLICATE KEY UPDATE " + others;
    }

    @Override
    public void delete(Connection connection, TargetTable target, Batch batch, int[] positions, int count)
            throws SQLException {
        List<String> keys = new ArrayList<>();
        for (int column : target.key()) {
            keys.add(target.columns().get(column));
        }
        String begin = "DELETE FROM " + target.quotedName() + " WHERE (" + String.join(", ", keys) + ") IN (";
        execute(connection, begin, ")", target, target.key(), batch, positions, count);
    }

    private static void execute(
            Connection connection,
            String begin,
            String end,
            TargetTable target,
            int[] columns,
            Batch batch,
            int[] positions,
            int count)
            throws SQLException {
        String row = "(" + "?, ".repeat(columns.length - 1) + "?)";
        for (int from = 0; from < count; from += STATEMENT_ROWS_MAX) {
            int rows = Math.min(STATEMENT_ROWS_MAX, count - from);
            String sql = begin + (row + ", ").repeat(rows - 1) + row + end;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int parameter = 1;
                for (int i = from; i < from + rows; i++) {
                    for (int column : columns) {
                        @Nullable
                        Object value = ExternalValues.value(target.type(column), batch.column(column), positions[i]);
                        statement.setObject(parameter++, value);
                    }
                }
                int unused = statement.executeUpdate();
            }
        }
    }

    @Override
    public List<String> createEpochTables(EpochOptions options) {
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + options.markerTable()
                        + " (pipeline VARCHAR(255) NOT NULL, sink VARCHAR(255) NOT NULL, epoch BIGINT NOT NULL,"
                        + " generation BIGINT NOT NULL, owner VARCHAR(255) NOT NULL, PRIMARY KEY (pipeline, sink))"
                        + " ENGINE = InnoDB",
                "CREATE TABLE IF NOT EXISTS " + options.rowsTable()
                        + " (pipeline VARCHAR(255) NOT NULL, sink VARCHAR(255) NOT NULL, generation BIGINT NOT NULL,"
                        + " writer INT NOT NULL, piece BIGINT NOT NULL, data LONGBLOB NOT NULL,"
                        + " PRIMARY KEY (pipeline, sink, generation, writer, piece)) ENGINE = InnoDB");
    }

    @Override
    public String takeOver(String markerTable) {
        return "INSERT INTO " + markerTable + " (pipeline, sink, epoch, generation, owner) VALUES (?, ?, 0, 1, ?)"
                + " ON DUPLICATE KEY UPDATE generation = generation + 1, owner = VALUES(owner)";
    }

    @Override
    public boolean isPassing(SQLException failure) {
        String state = failure.getSQLState();
        int code = failure.getErrorCode();
        return code == DEADLOCK
                || code == LOCK_WAIT_TIMEOUT
                || (state != null && (state.startsWith("08") || state.startsWith("40")));
    }
}
