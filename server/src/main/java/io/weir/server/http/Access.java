package io.weir.server.http;

/** Who may use a route, when the server has tokens; each role may do what those before it may. */
public enum Access {
    /** Everybody: what tells nothing of the data. */
    PUBLIC,
    /** Whoever may look. */
    READ,
    /** Whoever may send events, silence and acknowledge alerts. */
    WRITE,
    /** Whoever may stop and start pipelines. */
    ADMIN;

    /** Whether somebody of this role may use what asks for another. */
    public boolean mayUse(Access asked) {
        return compareTo(asked) >= 0;
    }
}
