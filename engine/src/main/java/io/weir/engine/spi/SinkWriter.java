package io.weir.engine.spi;

import io.weir.columnar.Batch;
import java.util.Optional;

/** Writes batches on the thread of one instance. */
public interface SinkWriter extends AutoCloseable {
    /** No time at all. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Writes all rows of the batch, or none: false means that the target takes nothing right now, and that the same
     * batch will be offered again.
     *
     * @throws io.weir.plan.WeirException when the target fails
     */
    boolean write(Batch batch);

    /**
     * Hands over what is buffered, except what is to wait until {@link #flushTimeMillis}; called when input pauses, at
     * that time, and before {@link #finish}.
     */
    void flush();

    /** The time at which {@link #flush} is to be called although input does not pause; {@link #NEVER} for none. */
    default long flushTimeMillis() {
        return NEVER;
    }

    /**
     * Ends an epoch: all rows written since the last one are handed over, and safe although the process may die, when
     * this gives something. Rows of the next epoch follow.
     *
     * @return what {@link Sink#commit} needs to make the rows visible, of no length if there are none; empty if that
     *     takes longer, and the call is to be repeated
     */
    default Optional<byte[]> prepare(long epoch) {
        flush();
        return Optional.of(new byte[0]);
    }

    /** The time of the rows has advanced to this watermark. */
    default void onWatermark(long watermark) {}

    /** The input has ended: everything is handed over when this returns. */
    void finish();

    /** Bytes written so far; 0 where that has no meaning. */
    default long bytes() {
        return 0;
    }

    /** Frees everything; called on the same thread, also after a failure. */
    @Override
    void close();
}
