package io.weir.benchmarks.side;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** DuckDB: the same question as a batch query, its answer kept in a table of its own. */
final class DuckDbSide implements Side {
    private final Connection connection;
    private final String query;

    DuckDbSide(Task task) throws SQLException, IOException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        query = task.sql(".duckdb.sql");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + task.threads());
            statement.execute("SET preserve_insertion_order = false");
        }
    }

    @Override
    public void run() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE answer AS\n" + query);
        }
    }

    @Override
    public void printAnswer() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM answer")) {
            int columns = rows.getMetaData().getColumnCount();
            StringBuilder line = new StringBuilder();
            while (rows.next()) {
                line.setLength(0);
                for (int column = 1; column <= columns; column++) {
                    line.append(column == 1 ? "" : ", ").append(rows.getString(column));
                }
                System.out.println(line);
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB's connection cannot be closed", e);
        }
    }
}
