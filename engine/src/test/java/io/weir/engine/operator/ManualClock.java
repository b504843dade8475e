package io.weir.engine.operator;

import io.weir.engine.time.Clock;

/** A clock that a test moves by hand; for any thread. */
public final class ManualClock implements Clock {
    private volatile long millis;

    public ManualClock(long millis) {
        this.millis = millis;
    }

    public void set(long now) {
        millis = now;
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
