package io.weir.connector.jdbc;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.sql.SQLException;

/** Says what went wrong between us and a database, and what to do about it; without passwords. */
final class JdbcFailures {
    private JdbcFailures() {}

    /**
     * The exception for a failure of the database.
     *
     * @param doing what was being done, for instance "writing rows"
     */
    static WeirException of(JdbcTable table, String doing, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String reason = reason(table, failure);
        if (state.startsWith("08") || state.equals("57P01") || state.equals("57P03")) {
            return of(
                    ErrorCode.CONNECTOR_UNREACHABLE,
                    "the connection was lost or cannot be made while " + doing + ": " + reason,
                    table,
                    "Check that the database runs and can be reached from here",
                    failure);
        }
        if (state.startsWith("28")) {
            return of(
                    ErrorCode.CONNECTOR_FAILED,
                    "the login was refused: " + reason,
                    table,
                    "Check 'username' and 'password'",
                    failure);
        }
        if (state.equals("42501")) {
            return of(
                    ErrorCode.CONNECTOR_FAILED,
                    "permission was denied while " + doing + ": " + reason,
                    table,
                    "Ask for the right to do so, or use another login",
                    failure);
        }
        if (state.equals("42P10")) {
            return of(
                    ErrorCode.CONNECTOR_FAILED,
                    "the primary key in SQL is no key of the table in the database: " + reason,
                    table,
                    "Add a unique index on these columns, or declare the key that the table has",
                    failure);
        }
        return of(ErrorCode.CONNECTOR_FAILED, "failed while " + doing + ": " + reason, table, "", failure);
    }

    /** The exception for a row that the database does not take. */
    static WeirException ofRow(JdbcTable table, String row, SQLException failure) {
        return of(
                ErrorCode.VALUE_INVALID,
                "the database does not take the row with " + row + ": " + reason(table, failure),
                table,
                "",
                failure);
    }

    /** True for a value or a row that is wrong, which the next attempt will not change. */
    static boolean isOfRow(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private static WeirException of(ErrorCode code, String what, JdbcTable table, String hint, SQLException failure) {
        return new WeirException(code, what, table.where(), hint, withoutSecrets(table, failure));
    }

    /** The failure itself where its text may be shown, one that has only its clean text and its place otherwise. */
    private static SQLException withoutSecrets(JdbcTable table, SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (!table.withoutSecrets(message).equals(message)) {
                SQLException clean = new SQLException(
                        table.withoutSecrets(String.valueOf(failure.getMessage())), failure.getSQLState());
                clean.setStackTrace(failure.getStackTrace());
                return clean;
            }
        }
        return failure;
    }

    private static String reason(JdbcTable table, SQLException failure) {
        String message = failure.getMessage();
        String text = message == null || message.isBlank() ? "SQL state " + failure.getSQLState() : message;
        String line = table.withoutSecrets(text).strip().replaceAll("\\s*\\R\\s*", "; ");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
