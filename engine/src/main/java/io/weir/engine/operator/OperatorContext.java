package io.weir.engine.operator;

import io.weir.engine.state.StateBackend;
import io.weir.engine.time.Clock;

/** What an operator instance is given when it opens. */
public interface OperatorContext {
    /** The number of this instance, from 0 to {@link #parallelism()} - 1. */
    int instance();

    /** The number of instances of this operator. */
    int parallelism();

    /** The number of rows at which an output batch should be offered. */
    int batchRowsMax();

    Clock clock();

    /** The operator's counters, shared with whoever shows them. */
    OperatorMetrics metrics();

    /** Where keyed state goes that memory has no room for. */
    default StateBackend stateBackend() {
        return StateBackend.HEAP;
    }

    /**
     * Asks for {@link Operator#onTimer} once the clock has reached this time. An operator has one timer: the earliest
     * time asked for since it last fired counts.
     */
    void scheduleTimer(long timeMillis);
}
