package io.weir.plan;

/** What kind of thing went wrong; every {@link WeirException} carries one. */
public enum ErrorCode {
    /** The command line or an API was used wrongly. */
    USAGE(true),
    /** A script that cannot be parsed. */
    SQL_SYNTAX(true),
    /** A script that parses but does not make sense: unknown table, column or function, types that do not fit. */
    SQL_INVALID(true),
    /** A statement that neither Flink nor Weir runs in this place. */
    SQL_UNSUPPORTED(true),
    /** A table option that its connector or format does not know. */
    OPTION_UNKNOWN(true),
    /** A table option without which its connector or format cannot work. */
    OPTION_MISSING(true),
    /** A table option, or a configuration value, that cannot be understood. */
    OPTION_INVALID(true),
    /** A connector that is not there, or a table that names none. */
    CONNECTOR_UNKNOWN(true),
    /** A format that is not there, or a connector that was given none. */
    FORMAT_UNKNOWN(true),
    /** A connector's other side cannot be reached. */
    CONNECTOR_UNREACHABLE(true),
    /** A connector's other side answered with an error. */
    CONNECTOR_FAILED(true),
    /** A compiled plan that is cut short or otherwise not what Flink writes. */
    PLAN_DAMAGED(true),
    /** A compiled plan of a Flink that is newer than the one we know. */
    PLAN_TOO_NEW(true),
    /** Something in the plan that the native engine cannot run. */
    NOT_NATIVE(true),
    /** A record that its format cannot decode. */
    RECORD_UNDECODABLE(true),
    /** A value that its column cannot hold: a null in a NOT NULL column, a number out of range. */
    VALUE_INVALID(true),
    /** A file or folder that is not there. */
    IO_NOT_FOUND(true),
    /** A file or folder that may not be read or written. */
    IO_DENIED(true),
    /** No room left for what is to be written. */
    IO_FULL(true),
    /** Any other failure of reading or writing. */
    IO_FAILED(true),
    /** A function of the user's whose class is not there, or that does not take the arguments it is given. */
    FUNCTION_INVALID(true),
    /** A function of the user's that failed while it ran. */
    FUNCTION_FAILED(true),
    /** A job that failed while it ran. */
    RUN_FAILED(true),
    /** An epoch that could not be completed, or was not in time. */
    EPOCH_FAILED(true),
    /** State that another plan has left. */
    STATE_MISFIT(true),
    /** A job that was stopped before its end. */
    CANCELLED(true),
    /** An epoch of which a part is missing, or not as it was written. */
    STATE_DAMAGED(true),
    /** An epoch that a newer Weir has written. */
    STATE_TOO_NEW(true),
    /** The state is used by another process. */
    STATE_LOCKED(true),
    /** The pipeline of the state goes on elsewhere. */
    STATE_MOVED(true),
    /** A limit of ours was reached: a record too long, too much state. */
    LIMIT_EXCEEDED(true),
    /** A mistake of ours; the only kind for which a stack trace helps. */
    INTERNAL(false);

    private final boolean userMistake;

    ErrorCode(boolean userMistake) {
        this.userMistake = userMistake;
    }

    /** Whether the user can mend it: then the message alone must be enough, and no stack trace is shown. */
    public boolean isUserMistake() {
        return userMistake;
    }
}
