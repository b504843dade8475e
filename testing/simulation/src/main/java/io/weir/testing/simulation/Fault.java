package io.weir.testing.simulation;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;

/** An operation on the outside world that failed because the simulation wanted it to. */
final class Fault extends IOException {
    private static final long serialVersionUID = 1;

    Fault(String message) {
        super(message);
    }

    /** As connectors report it. */
    WeirException reported(String where) {
        return new WeirException(ErrorCode.CONNECTOR_FAILED, String.valueOf(getMessage()), where, "", this);
    }

    /** True if a failure is one that was wanted. */
    static boolean isBehind(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof Fault) {
                return true;
            }
        }
        return false;
    }
}
