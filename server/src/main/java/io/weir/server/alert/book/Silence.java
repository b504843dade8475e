package io.weir.server.alert.book;

/**
 * Nobody is told of some alerts for a while.
 *
 * @param id names it
 * @param matchers which alerts
 * @param comment why
 * @param startMillis since when
 * @param endMillis until when
 */
public record Silence(String id, Matchers matchers, String comment, long startMillis, long endMillis) {
    /** Whether it holds the alert back now. */
    public boolean covers(Alert alert, long nowMillis) {
        return nowMillis < endMillis && matchers.match(alert);
    }
}
