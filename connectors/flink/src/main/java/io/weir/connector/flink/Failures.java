package io.weir.connector.flink;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import org.jspecify.annotations.Nullable;

/** Failures of Flink's classes in the engine's words. */
final class Failures {
    private static final int DEPTH_MAX = 50;

    private Failures() {}

    /** A failure while a table is read. */
    static WeirException ofSource(String table, Throwable cause) {
        return failed("The source fails: ", table, cause);
    }

    /** A failure while rows are looked up in a table. */
    static WeirException ofLookup(String table, Throwable cause) {
        return failed("The lookup fails: ", table, cause);
    }

    /** A failure while a table is written. */
    static WeirException ofSink(String table, Throwable cause) {
        return failed("The sink fails: ", table, cause);
    }

    private static WeirException failed(String what, String table, Throwable cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return cause instanceof WeirException weir
                ? weir
                : new WeirException(ErrorCode.CONNECTOR_FAILED, what + rootMessage(cause), "table " + table, "", cause);
    }

    /** The innermost message, which is what really happened. */
    private static String rootMessage(Throwable failure) {
        String message = failure.toString();
        @Nullable Throwable next = failure;
        for (int depth = 0; next != null && depth < DEPTH_MAX; depth++) {
            if (next.getMessage() != null && !next.getMessage().isBlank()) {
                message = next.getMessage();
            }
            next = next.getCause();
        }
        return message;
    }
}
