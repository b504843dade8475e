package io.weir.format.json;

import java.io.Serial;

/** Why a record cannot be read; never leaves the package. */
final class JsonFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean isEndless;

    JsonFailure(String message) {
        this(message, false);
    }

    private JsonFailure(String message, boolean isEndless) {
        super(message, null, false, false);
        this.isEndless = isEndless;
    }

    /** The failure of a record whose damage leads Flink's format astray until it never comes back. */
    static JsonFailure endless() {
        return new JsonFailure("the values after one that cannot be read make no sense", true);
    }

    static boolean isEndless(Exception e) {
        return e instanceof JsonFailure failure && failure.isEndless;
    }
}
