package io.weir.plan;

import org.jspecify.annotations.Nullable;

/** A compiled plan that cannot be read; {@link #where()} names the node and the field. */
public final class PlanException extends WeirException {
    private static final long serialVersionUID = 1L;

    public PlanException(ErrorCode code, String what, String where, String hint, @Nullable Throwable cause) {
        super(code, what, where, hint, cause);
    }
}
