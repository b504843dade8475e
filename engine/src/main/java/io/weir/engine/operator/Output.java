package io.weir.engine.operator;

import io.weir.columnar.Batch;

/**
 * Where an operator puts what it makes. Each call answers whether the offer was taken; if not, the operator returns
 * {@link Progress#BLOCKED} and makes <em>the same</em> offer again when it is called again.
 */
public interface Output {
    /** Offers rows; the batch must stay as it is until it was taken. */
    boolean offer(Batch batch);

    /** Offers a watermark: no row offered later is on time for an event time up to this one. */
    boolean offerWatermark(long watermark);

    /** Offers the news that this input is idle (it no longer holds watermarks back), or active again. */
    boolean offerIdle(boolean idle);

    /** Offers the end of all input. */
    boolean offerEnd();
}
