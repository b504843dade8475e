package io.weir.engine.spi;

import java.util.Map;

/**
 * The source of one scan, shared by its readers.
 *
 * <p>A source is either <em>ordered</em>: its batches have one order, numbered by
 * {@link io.weir.columnar.Batch#setSequence} over all readers (files, standard input, generators), and the answer at
 * any parallelism is that of one reader; or it has <em>splits</em> that are independent streams (Kafka partitions),
 * each read by one reader and each with a watermark of its own.
 */
public interface Source extends AutoCloseable {
    /** True if the source ends by itself. */
    boolean isBounded();

    /** True if batches are numbered; see above. */
    boolean isOrdered();

    /** The number of independent splits, known so far; 1 for an ordered source. */
    int splitCount();

    /** True if {@link #restore} can begin again at a position, and gives the same rows from there. */
    default boolean isReplayable() {
        return false;
    }

    /**
     * Begins where an earlier run was, by what its readers gave as {@link SourceReader#positions}; called before the
     * first reader is made, only if the source {@link #isReplayable}. An ordered source numbers its batches from 0
     * again; the number of readers, and the size of batches, may be others.
     *
     * @throws io.weir.plan.WeirException if that is no longer there, with what is missing and what to do
     */
    default void restore(Map<String, byte[]> positions) {
        throw new IllegalStateException("not replayable");
    }

    /**
     * An epoch with these positions is committed: whoever keeps track of what has been read may be told. Called on a
     * thread of its own; a failure is reported, and does not stop the run.
     */
    default void acknowledge(Map<String, byte[]> positions) {}

    /** The name of a split, the same from run to run: the key of its position. */
    default String splitName(int split) {
        return Integer.toString(split);
    }

    /** Makes the reader of one instance, called once for each instance from 0 to parallelism - 1. */
    SourceReader createReader(int instance);

    /** Frees what the readers share; called after all readers were closed. */
    @Override
    void close();
}
