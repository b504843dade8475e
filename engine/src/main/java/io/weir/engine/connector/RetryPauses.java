package io.weir.engine.connector;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.concurrent.TimeUnit;

/** The pauses between attempts at what may pass by itself: each twice as long as the one before, until time is up. */
public final class RetryPauses {
    private static final long MILLIS_MIN = 50;
    private static final long MILLIS_MAX = 2_000;

    private final long startNanos = System.nanoTime();
    private final long limitMillis;
    private long nextMillis = MILLIS_MIN;

    /** For attempts that begin now. */
    public RetryPauses(long limitMillis) {
        this.limitMillis = limitMillis;
    }

    /** Whether there is time for one more attempt. */
    public boolean isInTime() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos) + nextMillis < limitMillis;
    }

    /**
     * Waits until the next attempt.
     *
     * @param doing what is attempted, and where, for the message
     * @throws WeirException if the thread is interrupted
     */
    public void pause(String doing, String where) {
        try {
            Thread.sleep(nextMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeirException(ErrorCode.CANCELLED, "interrupted while " + doing, where, "", e);
        }
        nextMillis = Math.min(2 * nextMillis, MILLIS_MAX);
    }
}
