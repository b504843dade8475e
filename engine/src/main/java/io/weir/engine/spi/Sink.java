package io.weir.engine.spi;

/** The sink of one sink node, shared by its writers. */
public interface Sink extends AutoCloseable {
    /** Makes the writer of one instance, called once for each instance from 0 to parallelism - 1. */
    SinkWriter createWriter(int instance);

    /**
     * Makes everything that was written visible, after all writers have finished; not called when the run failed, so
     * that nothing half-written is published where the target allows it.
     */
    default void commit() {}

    /** Frees what the writers share; called after all writers were closed. Without a commit, nothing is published. */
    @Override
    void close();
}
