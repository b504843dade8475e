package io.weir.engine.spi;

import io.weir.columnar.Batch;

/**
 * Looks rows up for one instance: {@link #begin} with the keys of a batch, {@link #poll} until it is true, then the
 * rows are there until the next begin. All calls come from one thread, and none of them waits.
 *
 * <p>A failure for good, after as many attempts as the connector's options say, is thrown by {@link #poll} as a
 * {@link io.weir.plan.WeirException}. Whatever is kept (a cache) outlives batches, never the run.
 */
public interface LookupReader extends AutoCloseable {
    /**
     * Begins to look keys up.
     *
     * @param keys one column for each of the request's keys, in their order; no key comes twice, and none has a NULL.
     *     The batch stays as it is until all have been answered
     */
    void begin(Batch keys);

    /** True when all keys have been answered. */
    boolean poll();

    /** The rows found: one column for each of the request's fields; those of one key in the order of the source. */
    Batch rows();

    /** For each row found the position of its key, ascending. */
    int[] origins();

    /** Gives up what is under way, and frees everything. */
    @Override
    void close();
}
