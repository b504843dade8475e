package io.weir.server.alert;

import io.weir.engine.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that only a test moves. */
public final class StepClock implements Clock {
    /** 2026-01-01T00:00:00Z. */
    public static final long START = 1_767_225_600_000L;

    private final AtomicLong now = new AtomicLong(START);

    @Override
    public long currentTimeMillis() {
        return now.get();
    }

    @Override
    public long nanoTime() {
        return now.get() * 1_000_000;
    }

    public long advanceSeconds(long seconds) {
        return now.addAndGet(seconds * 1000);
    }
}
