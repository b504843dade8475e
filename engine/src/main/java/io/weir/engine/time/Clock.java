package io.weir.engine.time;

/** The engine's only source of the current time, so that a whole run can be replayed under a simulated clock. */
public interface Clock {
    /** The machine's clock. */
    Clock SYSTEM = new Clock() {
        @Override
        public long currentTimeMillis() {
            return System.currentTimeMillis();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    };

    /** Milliseconds since 1970 in UTC. */
    long currentTimeMillis();

    /** Nanoseconds since some fixed point, for durations. */
    long nanoTime();
}
