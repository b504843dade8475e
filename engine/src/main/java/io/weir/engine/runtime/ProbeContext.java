package io.weir.engine.runtime;

import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.OperatorMetrics;
import io.weir.engine.time.Clock;

/** For an operator that is opened only to be asked for its tables. */
final class ProbeContext implements OperatorContext {
    private final OperatorMetrics metrics = new OperatorMetrics();

    @Override
    public int instance() {
        return 0;
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public int batchRowsMax() {
        return 1;
    }

    @Override
    public Clock clock() {
        return Clock.SYSTEM;
    }

    @Override
    public OperatorMetrics metrics() {
        return metrics;
    }

    @Override
    public void scheduleTimer(long timeMillis) {}
}
