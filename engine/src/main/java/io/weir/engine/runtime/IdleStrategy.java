package io.weir.engine.runtime;

import java.util.concurrent.locks.LockSupport;

/**
 * What a thread does when there is nothing to do: spins for a moment, then yields, then sleeps for up to a millisecond,
 * and for four after a quarter of a second in which nothing came, so that many pipelines that wait cost next to
 * nothing.
 */
final class IdleStrategy {
    private static final int SPINS_MAX = 64;
    private static final int YIELDS_MAX = 128;
    private static final long PARK_NANOS_MIN = 20_000;
    private static final long PARK_NANOS_MAX = 1_000_000;
    private static final long QUIET_PARK_NANOS = 4_000_000;
    private static final int PARKS_UNTIL_QUIET = 250;

    private int idleCount;
    private int parkCount;
    private long parkNanos = PARK_NANOS_MIN;

    @SuppressWarnings("ThreadPriorityCheck") // a hint, between spinning and parking; nothing relies on it
    void idle(int workDone) {
        if (workDone > 0) {
            idleCount = 0;
            parkCount = 0;
            parkNanos = PARK_NANOS_MIN;
        } else if (idleCount < SPINS_MAX) {
            idleCount++;
            Thread.onSpinWait();
        } else if (idleCount < YIELDS_MAX) {
            idleCount++;
            Thread.yield();
        } else {
            LockSupport.parkNanos(parkNanos);
            parkCount++;
            parkNanos = parkCount > PARKS_UNTIL_QUIET ? QUIET_PARK_NANOS : Math.min(parkNanos * 2, PARK_NANOS_MAX);
        }
    }
}
