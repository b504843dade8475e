package io.weir.connector.flink;

import org.jspecify.annotations.Nullable;

/** Words for the failures of Flink's classes. */
final class Failures {
    private static final int DEPTH_MAX = 50;

    private Failures() {}

    /** The innermost message, which is what really happened. */
    static String rootMessage(Throwable failure) {
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
