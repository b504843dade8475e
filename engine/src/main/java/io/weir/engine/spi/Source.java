package io.weir.engine.spi;

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

    /** Makes the reader of one instance, called once for each instance from 0 to parallelism - 1. */
    SourceReader createReader(int instance);

    /** Frees what the readers share; called after all readers were closed. */
    @Override
    void close();
}
