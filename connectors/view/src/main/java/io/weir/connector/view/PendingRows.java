package io.weir.connector.view;

import io.weir.columnar.Batch;

/** What a writer has taken and not given out yet. */
interface PendingRows {
    void add(Batch batch);

    boolean isEmpty();

    /** Gives out what there is, and keeps nothing. */
    ViewDelta drain(long nowMillis);
}
