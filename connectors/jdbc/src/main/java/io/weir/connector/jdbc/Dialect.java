package io.weir.connector.jdbc;

import io.weir.columnar.Batch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/** How one kind of database speaks: names, statements over many rows, and what its failures mean. */
sealed interface Dialect permits PostgresDialect, MySqlDialect {
    /** The types that every database has. */
    Set<LogicalTypeRoot> PLAIN_TYPES = Set.of(
            LogicalTypeRoot.BOOLEAN,
            LogicalTypeRoot.TINYINT,
            LogicalTypeRoot.SMALLINT,
            LogicalTypeRoot.INTEGER,
            LogicalTypeRoot.BIGINT,
            LogicalTypeRoot.FLOAT,
            LogicalTypeRoot.DOUBLE,
            LogicalTypeRoot.DECIMAL,
            LogicalTypeRoot.CHAR,
            LogicalTypeRoot.VARCHAR,
            LogicalTypeRoot.BINARY,
            LogicalTypeRoot.VARBINARY,
            LogicalTypeRoot.DATE,
            LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE,
            LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE);

    /** The classes of drivers, the first that is there is used. */
    List<String> drivers();

    /** The URL for this driver. */
    default String url(String url, String driver) {
        return url;
    }

    /** Whether values of this type can be read and written. */
    boolean supports(LogicalType type);

    /**
     * Looks the table up and finds its columns.
     *
     * @param key positions of the key's columns
     */
    TargetTable describe(Connection connection, JdbcTable table, RowType type, int[] key) throws SQLException;

    /** Prepares a connection whose rows are read one portion after the other. */
    void stream(PreparedStatement statement, int rows) throws SQLException;

    /** Adds rows, or where there is a key replaces those that have it. No two of the rows have one key. */
    void insert(Connection connection, TargetTable target, Batch batch, int[] positions, int count) throws SQLException;

    /** Removes the rows that have the keys of these. */
    void delete(Connection connection, TargetTable target, Batch batch, int[] positions, int count) throws SQLException;

    /** The statements that make the table of epochs and the table of rows that wait. */
    List<String> createEpochTables(EpochOptions options);

    /**
     * Adds the row of a sink to the table of epochs, or makes its generation one greater; parameters: pipeline, sink,
     * owner.
     */
    String takeOver(String markerTable);

    /** True if the same transaction may succeed when it is tried again, on the same connection or another. */
    boolean isPassing(SQLException failure);
}
