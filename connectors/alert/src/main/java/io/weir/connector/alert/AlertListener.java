package io.weir.connector.alert;

import java.util.List;

/**
 * Takes what pipelines raise. With epochs it is called when an epoch is committed, with all of the epoch's changes, the
 * last one of each key; after a crash the changes of the last epoch may come again. Without epochs it is called soon
 * after the rows were written.
 */
public interface AlertListener {
    /**
     * Takes the changes of one table; returns when they are safe. Called from any thread, for one table from one at a
     * time.
     */
    void accept(AlertTable table, List<AlertChange> changes);

    /** Whether the same changes, taken twice, are the same as once. */
    default boolean isIdempotent() {
        return true;
    }
}
