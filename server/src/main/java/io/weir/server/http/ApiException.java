package io.weir.server.http;

/** A request that cannot be answered as was asked, with the status that says so. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String where;
    private final String hint;

    /** As {@link ErrorAnswer.Detail}, with its status. */
    public ApiException(int status, String code, String what, String where, String hint) {
        super(what);
        this.status = status;
        this.code = code;
        this.where = where;
        this.hint = hint;
    }

    /** 400. */
    public static ApiException badRequest(String what, String where, String hint) {
        return new ApiException(400, "BAD_REQUEST", what, where, hint);
    }

    /** 404. */
    public static ApiException notFound(String what, String hint) {
        return new ApiException(404, "NOT_FOUND", what, "", hint);
    }

    /** 409. */
    public static ApiException conflict(String what, String hint) {
        return new ApiException(409, "CONFLICT", what, "", hint);
    }

    /** 503. */
    public static ApiException unavailable(String what, String hint) {
        return new ApiException(503, "UNAVAILABLE", what, "", hint);
    }

    public int status() {
        return status;
    }

    ErrorAnswer answer() {
        return new ErrorAnswer(new ErrorAnswer.Detail(code, String.valueOf(getMessage()), where, hint));
    }
}
