package io.weir.flink;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import org.jspecify.annotations.Nullable;

/** A mistake in a script; {@link #where()} is {@code file:line:column}. */
public final class SqlException extends WeirException {
    private static final long serialVersionUID = 1L;

    SqlException(ErrorCode code, String what, String where, String hint, @Nullable Throwable cause) {
        super(code, what, where, hint, cause);
    }

    static SqlException syntax(String what, String where, String hint) {
        return new SqlException(ErrorCode.SQL_SYNTAX, what, where, hint, null);
    }
}
