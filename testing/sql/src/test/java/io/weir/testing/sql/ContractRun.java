package io.weir.testing.sql;

/** A job of a contract that has been started. Closing it ends it, if it has not ended. */
interface ContractRun extends AutoCloseable {
    /** Waits for its end; throws what it failed of. */
    void awaitEnd() throws Exception;

    /** Stops it so that another can go on where it was; the place from which that one does. */
    String stop() throws Exception;

    /** How many checkpoints it has completed, epochs for our engine. */
    long checkpoints();

    @Override
    void close();
}
