package io.weir.server.http;

import io.weir.engine.time.Clock;

/** A clock that stands still until it is moved. */
final class SteppedClock implements Clock {
    private volatile long millis = 1_800_000_000_000L;

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void advance(long by) {
        millis += by;
    }

    @Override
    public long currentTimeMillis() {
        return millis;
    }

    @Override
    public long nanoTime() {
        return millis * 1_000_000;
    }
}
