package io.weir.flink.cluster;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import org.jspecify.annotations.Nullable;

/**
 * A job was sent to a cluster and did not begin as it should, but it cannot be said that nothing of it is there: it may
 * still run, or it has committed results. Whoever sent it must not begin it elsewhere by itself.
 */
public final class JobLeftException extends WeirException {
    private static final long serialVersionUID = 1L;

    /** As for {@link WeirException}. */
    public JobLeftException(String what, String where, String hint, @Nullable Throwable cause) {
        super(ErrorCode.RUN_FAILED, what, where, hint, cause);
    }
}
