package io.weir.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.table.functions.ScalarFunction;

/** A function of somebody's own that costs as much as the test says: the bottleneck of a pipeline. */
public final class SlowFunction extends ScalarFunction {
    /** What each call costs. */
    static volatile long delayMicros;
    /** Whether it asks for more memory than there is. */
    static volatile boolean isGreedy;

    /** Gives what it is given, later. */
    public Long eval(Long value) {
        if (isGreedy) {
            throw new OutOfMemoryError("Java heap space");
        }
        if (delayMicros > 0) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(delayMicros));
        }
        return value;
    }

    @Override
    public boolean isDeterministic() {
        return false;
    }
}
