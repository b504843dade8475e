package io.weir.engine.state;

import java.util.Optional;

/** Where the keyed state of a job is kept: in memory, or also outside of it. Used by all threads of the job. */
public interface StateBackend extends AutoCloseable {
    /** All in memory. */
    StateBackend HEAP = new StateBackend() {
        @Override
        public Optional<ColdTable> open(String name) {
            return Optional.empty();
        }

        @Override
        public long hotBytesMax() {
            return Long.MAX_VALUE;
        }

        @Override
        public void close() {}
    };

    /** Opens a table outside of memory; empty if everything stays in memory. */
    Optional<ColdTable> open(String name);

    /** The memory in bytes that each of the tables opened so far may use. */
    long hotBytesMax();

    /** Forgets everything. */
    @Override
    void close();
}
