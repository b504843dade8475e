package io.weir.connector.view;

import io.weir.engine.time.Clock;

/** A clock that is moved by hand. */
final class HandClock implements Clock {
    long millis = 1_000_000;

    @Override
    public long currentTimeMillis() {
        return millis;
    }

    @Override
    public long nanoTime() {
        return millis * 1_000_000;
    }
}
