package io.weir.connector.jdbc;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The table with the marker of each sink, which says up to which epoch its rows are there and whose it is, and the
 * table with the rows of an epoch that do not fit in memory.
 *
 * <p><b>Marker.</b> It is changed in the transaction that brings an epoch's rows, so it tells the truth about them.
 * Whoever goes on with a pipeline makes the generation one greater; a transaction of the generation before, which looks
 * at the locked row first, then stops.
 */
final class EpochTable {
    private static final String OF_SINK = " WHERE pipeline = ? AND sink = ?";
    private static final String OF_PIECE = OF_SINK + " AND generation = ? AND writer = ? AND piece = ?";

    private final JdbcTable table;
    private final EpochOptions options;
    private final String pipeline;

    /**
     * What the marker of a sink says.
     *
     * @param epoch the newest epoch whose rows are there
     * @param generation how often somebody has taken the sink over
     * @param owner who was the last to do so
     */
    record Marker(long epoch, long generation, String owner) {}

    EpochTable(JdbcTable table, EpochOptions options, String pipeline) {
        this.table = table;
        this.options = options;
        this.pipeline = pipeline;
    }

    /** Makes the two tables if they are not there and that is allowed. */
    void create(JdbcSession session) {
        if (exists(session)) {
            return;
        }
        String ddl = String.join(";\n  ", table.dialect().createEpochTables(options)) + ";";
        String hint =
                "Make the tables yourself, with the right to SELECT, INSERT, UPDATE and DELETE for the user, or name"
                        + " others with SET '" + EpochOptions.TABLE + "' = …:\n  " + ddl;
        if (!options.mayCreate()) {
            throw missing("the table " + options.markerTable() + " is not there, and may not be made", hint, null);
        }
        try {
            Connection connection = session.open();
            for (String statement : table.dialect().createEpochTables(options)) {
                try (Statement create = connection.createStatement()) {
                    boolean unused = create.execute(statement);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            boolean unused = session.rollback();
            // Another process may have made them in this moment.
            if (!exists(session)) {
                throw missing(
                        "the table " + options.markerTable() + " cannot be made: "
                                + JdbcFailures.of(table, "creating it", e).what(),
                        hint,
                        e);
            }
        }
    }

    private WeirException missing(String what, String hint, @org.jspecify.annotations.Nullable SQLException cause) {
        return new WeirException(ErrorCode.CONNECTOR_FAILED, what, table.where(), hint, cause);
    }

    private boolean exists(JdbcSession session) {
        try {
            for (String name : new String[] {options.markerTable(), options.rowsTable()}) {
                try (PreparedStatement statement =
                                session.open().prepareStatement("SELECT pipeline FROM " + name + " WHERE 1 = 0");
                        ResultSet result = statement.executeQuery()) {
                    boolean unused = result.next();
                }
            }
            return true;
        } catch (SQLException e) {
            if (table.dialect().isPassing(e) || String.valueOf(e.getSQLState()).startsWith("28")) {
                throw JdbcFailures.of(table, "looking for the table " + options.markerTable(), e);
            }
            return false;
        } finally {
            boolean unused = session.rollback();
        }
    }

    /** Makes the sink ours; its marker is locked until the end of the transaction. */
    Marker takeOver(Connection connection, String sink, String owner) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(table.dialect().takeOver(options.markerTable()))) {
            statement.setString(1, pipeline);
            statement.setString(2, sink);
            statement.setString(3, owner);
            int unused = statement.executeUpdate();
        }
        return lock(connection, sink);
    }

    /** Reads the marker; nobody else can until the end of the transaction. */
    Marker lock(Connection connection, String sink) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT epoch, generation, owner FROM " + options.markerTable() + OF_SINK + " FOR UPDATE")) {
            statement.setString(1, pipeline);
            statement.setString(2, sink);
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    throw new WeirException(
                            ErrorCode.CONNECTOR_FAILED,
                            "the row of this sink is gone from the table " + options.markerTable()
                                    + ": it cannot be told which rows are there",
                            table.where(),
                            "Start the pipeline again, and leave that table alone",
                            null);
                }
                return new Marker(result.getLong(1), result.getLong(2), result.getString(3));
            }
        }
    }

    /** Says that the rows up to an epoch are there. */
    void setEpoch(Connection connection, String sink, long epoch) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE " + options.markerTable() + " SET epoch = ?" + OF_SINK)) {
            statement.setLong(1, epoch);
            statement.setString(2, pipeline);
            statement.setString(3, sink);
            int unused = statement.executeUpdate();
        }
    }

    /** Puts a piece of an epoch down; also if that was done before, and only the answer was lost. */
    void addPiece(Connection connection, String sink, long generation, int writer, long piece, byte[] data)
            throws SQLException {
        removePiece(connection, sink, generation, writer, piece);
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + options.rowsTable()
                + " (pipeline, sink, generation, writer, piece, data) VALUES (?, ?, ?, ?, ?, ?)")) {
            setPiece(statement, sink, generation, writer, piece);
            statement.setBytes(6, data);
            int unused = statement.executeUpdate();
        }
    }

    byte[] piece(Connection connection, String sink, long generation, int writer, long piece) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT data FROM " + options.rowsTable() + OF_PIECE)) {
            setPiece(statement, sink, generation, writer, piece);
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    throw new WeirException(
                            ErrorCode.CONNECTOR_FAILED,
                            "rows of an epoch that were put down in the table " + options.rowsTable() + " are gone",
                            table.where(),
                            "Leave that table alone; the pipeline can go on from an older epoch only",
                            null);
                }
                return result.getBytes(1);
            }
        }
    }

    void removePiece(Connection connection, String sink, long generation, int writer, long piece) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + options.rowsTable() + OF_PIECE)) {
            setPiece(statement, sink, generation, writer, piece);
            int unused = statement.executeUpdate();
        }
    }

    private void setPiece(PreparedStatement statement, String sink, long generation, int writer, long piece)
            throws SQLException {
        statement.setString(1, pipeline);
        statement.setString(2, sink);
        statement.setLong(3, generation);
        statement.setInt(4, writer);
        statement.setLong(5, piece);
    }

    /** Takes away all pieces of a sink: they are in the table now, or belong to no epoch that counts. */
    void removePieces(Connection connection, String sink) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + options.rowsTable() + OF_SINK)) {
            statement.setString(1, pipeline);
            statement.setString(2, sink);
            int unused = statement.executeUpdate();
        }
    }
}
