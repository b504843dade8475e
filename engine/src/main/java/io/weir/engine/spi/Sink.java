package io.weir.engine.spi;

import java.util.List;

/**
 * The sink of one sink node, shared by its writers.
 *
 * <p><b>Epochs.</b> At a barrier each writer {@link SinkWriter#prepare prepares}: what it has written is durable then,
 * but not visible. When the epoch is decided, {@link #commit(long, List)} makes it visible; the next epoch's rows may
 * be written meanwhile. A run that goes on after a crash begins with {@link #recover}. A run without epochs has one, at
 * its end; it is not committed when the run fails, so that nothing half-written is published where the target allows
 * it.
 */
public interface Sink extends AutoCloseable {
    /** Makes the writer of one instance, called once for each instance from 0 to parallelism - 1. */
    SinkWriter createWriter(int instance);

    /** What this sink promises, as it is configured. */
    default SinkGuarantee guarantee() {
        return SinkGuarantee.AT_LEAST_ONCE;
    }

    /**
     * True if what is prepared is gone with the process, so that only this sink's own commit decides an epoch: it is
     * committed before all other sinks, and asked by {@link #recover} whether it was. All sinks of a pipeline for which
     * this is true commit together, in one transaction of the same system, or the pipeline is refused.
     */
    default boolean isDeciding() {
        return false;
    }

    /**
     * The run goes on from an epoch: what that epoch has prepared is committed, if it was not, and whatever younger
     * epochs have left is taken away. Called before the first writer is made. With it others are fenced off that might
     * still be at work for an earlier run.
     *
     * @param epoch the epoch, or 0 if the run begins anew
     * @param prepared what its writers gave
     * @return false if the epoch is not committed and can no longer be, which only a {@link #isDeciding deciding} sink
     *     may answer; the run then goes on from the epoch before, and this is called again
     */
    default boolean recover(long epoch, List<byte[]> prepared) {
        return true;
    }

    /**
     * The epoch is decided: makes what its writers have prepared visible. Called from a thread of its own, epoch by
     * epoch; repeated after a failure, so that what is visible already stays as it is.
     *
     * @param prepared what the writers gave, those without anything left out
     */
    default void commit(long epoch, List<byte[]> prepared) {}

    /** Frees what the writers share; called after all writers were closed. Without a commit, nothing is published. */
    @Override
    void close();
}
