package io.weir.flink;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import org.jspecify.annotations.Nullable;

/** A job that Flink could not start, or that failed or was stopped while it ran. */
public final class RunException extends WeirException {
    private static final long serialVersionUID = 1L;

    RunException(ErrorCode code, String what, @Nullable Throwable cause) {
        super(code, what, "", "", cause);
    }
}
