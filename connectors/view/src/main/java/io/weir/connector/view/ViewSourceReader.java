package io.weir.connector.view;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.type.Columns;
import org.jspecify.annotations.Nullable;

/** Decodes shares of a view's rows. */
final class ViewSourceReader implements SourceReader {
    private final ViewSource source;
    private final Batch row;
    private final Batch batch;
    private boolean isFinished;

    ViewSourceReader(ViewSource source) {
        this.source = source;
        row = source.view().codec().batch(1);
        batch = Columns.batch(source.request().rowType(), 0);
    }

    @Override
    public @Nullable Batch poll() {
        if (isFinished) {
            return null;
        }
        ViewSource.Share share = source.next();
        if (share.rows().length == 0) {
            isFinished = true;
            return null;
        }
        batch.reset();
        batch.ensureCapacity(share.rows().length);
        int[] columns = source.columns();
        for (int i = 0; i < share.rows().length; i++) {
            row.reset();
            source.view().codec().append(share.rows()[i], row);
            for (int j = 0; j < columns.length; j++) {
                batch.column(j).set(i, row.column(columns[j]), 0);
            }
        }
        batch.setRowCount(share.rows().length);
        batch.setSequence(share.sequence());
        return batch;
    }

    @Override
    public boolean isFinished() {
        return isFinished;
    }

    @Override
    public SourceProgress progress() {
        return new SourceProgress(0, 0, 0);
    }

    @Override
    public void close() {
        isFinished = true;
    }
}
