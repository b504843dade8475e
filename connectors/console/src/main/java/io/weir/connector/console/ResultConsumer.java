package io.weir.connector.console;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SinkRequest;

/**
 * Takes the rows of a SELECT, in this process. All calls are made one after the other, though not always on the same
 * thread; a batch is valid until {@link #accept} returns.
 */
public interface ResultConsumer {
    /**
     * Called once, before everything else: the names and types of the columns, and whether rows are insertions only.
     */
    void open(SinkRequest request);

    /** Takes all rows of the batch. May wait, which holds up the pipeline. */
    void accept(Batch batch);

    /** Called when no row comes for a while: what is held back is to be shown. */
    default void flush() {}

    /** Called after the last row of a run that did not fail. */
    default void finish() {}

    /** Called at the end, also after a failure. */
    default void close() {}
}
