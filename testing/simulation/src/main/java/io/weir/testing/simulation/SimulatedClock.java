package io.weir.testing.simulation;

import io.weir.engine.time.Clock;

/** A clock that the scheduler moves. */
final class SimulatedClock implements Clock {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private long millis = 1_700_000_000_000L;

    void advance(long byMillis) {
        millis += byMillis;
    }

    @Override
    public long currentTimeMillis() {
        return millis;
    }

    @Override
    public long nanoTime() {
        return (millis - 1_600_000_000_000L) * NANOS_PER_MILLI;
    }
}
