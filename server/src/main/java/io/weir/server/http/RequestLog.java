package io.weir.server.http;

/** Is told of each request that was answered; for any thread. */
@FunctionalInterface
public interface RequestLog {
    /** For requests that match no route, so that what others ask for makes no new names. */
    String OTHER_ROUTE = "other";

    /**
     * A request was answered.
     *
     * @param route the path of its route with parameters in braces, or {@link #OTHER_ROUTE}
     * @param isStream whether the answer lasts as long as the client wants, so that its duration says nothing
     */
    void answered(String route, String method, int status, long nanos, boolean isStream);
}
