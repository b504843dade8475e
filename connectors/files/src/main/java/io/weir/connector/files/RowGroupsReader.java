package io.weir.connector.files;

import io.weir.columnar.Batch;
import io.weir.engine.spi.RowGroupReader;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads range after range of rows of files that are laid out in groups of rows. */
final class RowGroupsReader implements SourceReader {
    private final FilesSource source;
    private final FileRows rows;
    private final FileColumns columns;
    private final RowGroupReader decoder;
    private final FileRows.Range range = new FileRows.Range();

    private boolean finished;

    RowGroupsReader(FilesSource source, FileColumns columns, FileRows rows, RowGroupReader decoder) {
        this.source = source;
        this.rows = rows;
        this.columns = columns;
        this.decoder = decoder;
    }

    @Override
    public @Nullable Batch poll() {
        if (finished || !rows.next(range)) {
            return null;
        }
        Batch decoded = columns.reset();
        decoder.read(range.group(), range.firstRow(), range.count(), decoded);
        Batch batch = columns.fill(range.file());
        batch.setSequence(range.sequence());
        source.addRows(batch.rowCount());
        return batch;
    }

    @Override
    public boolean isFinished() {
        return finished || rows.isExhausted();
    }

    @Override
    public Map<String, byte[]> positions() {
        return source.positions();
    }

    @Override
    public SourceProgress progress() {
        return new SourceProgress(decoder.bytes(), 0, -1);
    }

    @Override
    public void close() {
        finished = true;
        decoder.close();
    }
}
