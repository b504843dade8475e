package io.weir.engine.spi;

import io.weir.columnar.Batch;

/** Decodes ranges of the rows of row groups; used by one thread. */
public interface RowGroupReader extends AutoCloseable {
    /**
     * Appends rows [firstRow, firstRow + count) of the group to the batch, which is empty. The columns may become views
     * of what the group holds, valid until the next call. Of one group, a reader asks for later and later ranges; every
     * row of a group is asked for once, by one of its readers.
     *
     * @throws io.weir.plan.WeirException if the file is damaged
     */
    void read(RowGroup group, long firstRow, int count, Batch batch);

    /** The bytes of files read so far. */
    long bytes();

    @Override
    void close();
}
