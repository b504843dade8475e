package io.weir.connector.flink;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.jspecify.annotations.Nullable;

/**
 * What all readers of Flink's rows share: rows become batches of the wanted columns, and the reader of an instance is
 * one split. With one reader, batches are numbered, for rows then have the order in which it gives them.
 */
abstract class RowReader implements SourceReader {
    final SourceRequest request;
    final int instance;
    /** What the next {@link #poll} gives. */
    final Batch batch;

    private final ProjectedRowData wanted;
    private final RowDataAppender appender;
    private boolean isFinished;
    private long sequence;

    /** @param producedIndexes where the request's fields stand in the rows */
    RowReader(SourceRequest request, int instance, int[] producedIndexes) {
        this.request = request;
        this.instance = instance;
        batch = Columns.batch(request.rowType(), request.batchRowsMax());
        wanted = ProjectedRowData.from(producedIndexes);
        appender = new RowDataAppender(request.rowType());
    }

    /** True if the rows of a source with such a request have an order. */
    static boolean isOrdered(SourceRequest request) {
        return request.parallelism() == 1;
    }

    void append(RowData row) {
        appender.append(wanted.replaceRow(row), batch);
    }

    /** No row will follow those of the batch. */
    void finish() {
        isFinished = true;
    }

    /** The batch as the engine wants it, or null if it is empty. */
    @Nullable
    Batch filled() {
        if (batch.rowCount() == 0) {
            return null;
        }
        if (isOrdered(request)) {
            batch.setSequence(sequence++);
        }
        return batch;
    }

    @Override
    public int split() {
        return isOrdered(request) ? 0 : instance;
    }

    @Override
    public int[] splits() {
        return new int[] {split()};
    }

    @Override
    public boolean isFinished() {
        return isFinished;
    }

    @Override
    public SourceProgress progress() {
        return new SourceProgress(0, 0, -1);
    }
}
