package io.weir.engine.runtime;

import io.weir.columnar.Batch;

/** What travels through a channel. */
sealed interface Element {
    /** Rows; the batch belongs to the channel until it is recycled. */
    record Rows(Batch batch, Mark mark) implements Element {}

    /** Event time has advanced. */
    record Watermark(long millis, Mark mark) implements Element {}

    /** The producer has become idle, or active again. */
    record Idle(boolean idle) implements Element {}

    /** Everything before belongs to this epoch, everything behind to later ones. */
    record Barrier(long epoch) implements Element {}

    /** The producer has ended. */
    record End() implements Element {}
}
