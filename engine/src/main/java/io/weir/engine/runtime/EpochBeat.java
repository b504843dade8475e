package io.weir.engine.runtime;

import java.util.Optional;

/**
 * When epochs begin: an interval after one another. What a sink takes becomes visible only behind the next epoch, so
 * where rows come all at once, as the results of windows do, the beat moves until epochs begin just behind them, and
 * keeps that step. Where a backlog ends that took an interval or more to read, it moves there. Where rows come all the
 * time there is nothing to gain, and it stays as it is.
 */
final class EpochBeat {
    /** So much of the interval is left to rows of the same burst, and no rows wait longer for the beat to move. */
    private static final int ROOM_PARTS = 20;

    /** An epoch that is due waits so many of these parts, at most, for rows that the one before has made it expect. */
    private static final int LATE_ROOMS = 4;

    private final long intervalNanos;
    private final long minPauseNanos;
    private long dueNanos;
    private long beganNanos;
    private long earliestNanos;
    /** The last epoch began soon behind rows that came all at once. */
    private boolean isBehindBurst;

    /** Since when sources have given rows without a pause, and when they last did. */
    private long readSinceNanos;

    private long readNanos;
    private boolean hasMore;

    /**
     * The rows of an epoch, as sinks have taken them.
     *
     * @param firstNanos when the first of them came
     * @param lastNanos when the last came
     */
    record Burst(long firstNanos, long lastNanos) {
        Burst with(Burst other) {
            return new Burst(Math.min(firstNanos, other.firstNanos), Math.max(lastNanos, other.lastNanos));
        }
    }

    EpochBeat(long intervalNanos, long minPauseNanos, long nowNanos) {
        this.intervalNanos = intervalNanos;
        this.minPauseNanos = minPauseNanos;
        dueNanos = nowNanos + intervalNanos;
        beganNanos = nowNanos;
        earliestNanos = nowNanos;
        readSinceNanos = nowNanos;
        readNanos = nowNanos;
    }

    /**
     * Sources have given rows until then. To be told again and again, for it sees by that when they made a pause.
     *
     * @param hasMore whether one has more to give, though it may be held up
     */
    void read(long lastNanos, boolean hasMore) {
        this.hasMore = hasMore;
        if (lastNanos - readNanos > pauseNanos()) {
            readSinceNanos = lastNanos;
        }
        readNanos = lastNanos;
    }

    /** @param writtenNanos when a sink last took a row */
    boolean isDue(long nowNanos, long writtenNanos) {
        return nowNanos - dueNanos >= 0 && !isAwaitingBurst(nowNanos, writtenNanos)
                || isBehindBacklog(nowNanos, writtenNanos);
    }

    /** Rows that come a little late would otherwise wait for all of an interval. */
    private boolean isAwaitingBurst(long nowNanos, long writtenNanos) {
        boolean mayStillCome = writtenNanos - beganNanos <= 0 || nowNanos - writtenNanos < roomNanos();
        return isBehindBurst && mayStillCome && nowNanos - dueNanos < LATE_ROOMS * roomNanos();
    }

    private boolean isBehindBacklog(long nowNanos, long writtenNanos) {
        return !hasMore
                && nowNanos - readNanos > pauseNanos()
                && readNanos - readSinceNanos >= intervalNanos
                && writtenNanos - beganNanos > 0
                && nowNanos - earliestNanos >= 0;
    }

    private long roomNanos() {
        return intervalNanos / ROOM_PARTS;
    }

    private long pauseNanos() {
        return 2 * roomNanos();
    }

    /** An epoch begins. */
    void begin(long nowNanos) {
        beganNanos = nowNanos;
        if (nowNanos - readNanos > pauseNanos()) {
            // What timers still give out is not the end of the same backlog again.
            readSinceNanos = readNanos;
        }
    }

    /**
     * The epoch is complete.
     *
     * @param rows those of it that have waited for it
     */
    void end(long nowNanos, Optional<Burst> rows) {
        long room = roomNanos();
        earliestNanos = nowNanos + minPauseNanos;
        long delay = beganNanos - dueNanos;
        long onTheBeat = delay >= 0 && delay < room ? dueNanos : beganNanos;
        Optional<Long> waitedNanos = rows.filter(burst -> burst.lastNanos() - burst.firstNanos() < pauseNanos())
                .map(burst -> beganNanos - burst.lastNanos());
        isBehindBurst =
                waitedNanos.filter(waited -> waited <= (LATE_ROOMS + 1) * room).isPresent();
        long tooLate = waitedNanos
                .filter(waited -> waited > pauseNanos())
                .map(waited -> Math.min(waited - room, intervalNanos / 2))
                .orElse(0L);
        dueNanos = Math.max(onTheBeat + intervalNanos - tooLate, earliestNanos);
    }
}
