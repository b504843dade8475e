package io.weir.engine.runtime;

import java.util.Optional;

/**
 * When epochs begin: an interval after one another. What a sink takes becomes visible only behind the next epoch, so
 * where rows come all at once, as the results of windows do, the beat moves until epochs begin just behind them, and
 * keeps that step. Where rows come all the time there is nothing to gain, and it stays as it is.
 */
final class EpochBeat {
    /** So much of the interval is left to rows of the same burst, and no rows wait longer for the beat to move. */
    private static final int ROOM_PARTS = 20;

    private final long intervalNanos;
    private final long minPauseNanos;
    private long dueNanos;
    private long nextNanos;

    /**
     * The rows that sinks have taken in the time of an epoch.
     *
     * @param firstNanos when the first of them came
     * @param lastNanos when the last came
     */
    record Burst(long firstNanos, long lastNanos) {}

    EpochBeat(long intervalNanos, long minPauseNanos, long nowNanos) {
        this.intervalNanos = intervalNanos;
        this.minPauseNanos = minPauseNanos;
        dueNanos = nowNanos + intervalNanos;
    }

    boolean isDue(long nowNanos) {
        return nowNanos - dueNanos >= 0;
    }

    /**
     * An epoch begins.
     *
     * @param rows what came since the one before began, of what waits for epochs
     */
    void begin(long nowNanos, Optional<Burst> rows) {
        long room = intervalNanos / ROOM_PARTS;
        long delay = nowNanos - dueNanos;
        long onTheBeat = delay >= 0 && delay < room ? dueNanos : nowNanos;
        long tooLate = rows.filter(burst -> burst.lastNanos() - burst.firstNanos() < 2 * room)
                .map(burst -> nowNanos - burst.lastNanos())
                .filter(waited -> waited > 2 * room)
                .map(waited -> Math.min(waited - room, intervalNanos / 2))
                .orElse(0L);
        nextNanos = onTheBeat + intervalNanos - tooLate;
    }

    /** The epoch is complete. */
    void end(long nowNanos) {
        dueNanos = Math.max(nextNanos, nowNanos + minPauseNanos);
    }
}
