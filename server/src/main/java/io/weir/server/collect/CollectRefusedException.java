package io.weir.server.collect;

import io.weir.server.http.ApiException;

/** A request that is refused as a whole, whatever its records are. */
final class CollectRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ApiException answer;
    private final int retryAfterSeconds;

    private CollectRefusedException(ApiException answer, int retryAfterSeconds) {
        super(answer.getMessage(), null, false, false);
        this.answer = answer;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static CollectRefusedException of(int status, String code, String what, String where, String hint) {
        return new CollectRefusedException(new ApiException(status, code, what, where, hint), 0);
    }

    /** 429, or 503: the same request may be taken later. */
    static CollectRefusedException later(int status, String code, String what, String where, int seconds) {
        return new CollectRefusedException(
                new ApiException(status, code, what, where, "Send it again after " + seconds + " s"), seconds);
    }

    ApiException answer() {
        return answer;
    }

    /** The header {@code Retry-After}; 0 for none. */
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
