package io.weir.engine.runtime;

import java.util.concurrent.locks.LockSupport;

/**
 * What a worker does when there is nothing to do: spins for a moment, then yields, then sleeps for up to a millisecond.
 */
final class IdleStrategy {
    private static final int SPINS_MAX = 64;
    private static final int YIELDS_MAX = 128;
    private static final long PARK_NANOS_MIN = 20_000;
    private static final long PARK_NANOS_MAX = 1_000_000;

    private int idleCount;
    private long parkNanos = PARK_NANOS_MIN;

    @SuppressWarnings("ThreadPriorityCheck") // a hint, between spinning and parking; nothing relies on it
    void idle(int workDone) {
        if (workDone > 0) {
            idleCount = 0;
            parkNanos = PARK_NANOS_MIN;
        } else if (idleCount < SPINS_MAX) {
            idleCount++;
            Thread.onSpinWait();
        } else if (idleCount < YIELDS_MAX) {
            idleCount++;
            Thread.yield();
        } else {
            LockSupport.parkNanos(parkNanos);
            parkNanos = Math.min(parkNanos * 2, PARK_NANOS_MAX);
        }
    }
}
