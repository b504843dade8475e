package io.weir.engine.window;

/**
 * When a window is given out besides at its end, {@code table.exec.emit.*}.
 *
 * @param earlyDelayMillis how long a change waits, by the clock, before the window's end: 0 for not at all,
 *     {@link #NEVER} for until the end
 * @param lateDelayMillis how long a change by a late row waits, by the clock
 * @param allowedLatenessMillis for how long after its end, in event time, a window takes late rows
 */
public record EmitStrategy(long earlyDelayMillis, long lateDelayMillis, long allowedLatenessMillis) {
    public static final long NEVER = -1;

    boolean emitsEarly() {
        return earlyDelayMillis >= 0;
    }

    /** True if late rows wait; without a delay each of them gives its window out again. */
    boolean delaysLateRows() {
        return lateDelayMillis > 0;
    }

    /** Flink keeps one clock per delay, so that with equal ones the late phase goes on in the early one's beat. */
    boolean hasOneBeat() {
        return earlyDelayMillis == lateDelayMillis;
    }
}
