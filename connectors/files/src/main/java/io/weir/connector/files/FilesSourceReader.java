package io.weir.connector.files;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.RecordException;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.Columns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads chunk after chunk and decodes each into the same batch. */
final class FilesSourceReader implements SourceReader {
    private static final int BATCH_ROWS_START = 4096;

    private final FilesSource source;
    private final FileChunks files;
    private final FileChunkReader chunks;
    private final Decoder decoder;
    private final String format;
    /** What the decoder writes: the physical columns. */
    private final Batch decoded;
    /** What is given out: the same columns, and those of metadata; the same object where there is no metadata. */
    private final Batch batch;

    private final List<Info> infos = new ArrayList<>();
    private long bytes;
    private boolean finished;

    /** A column of metadata. */
    private record Info(FileInfo info, Column column) {}

    FilesSourceReader(FilesSource source, SourceRequest request, String format, FileChunks files, Decoder decoder) {
        this.source = source;
        this.files = files;
        this.chunks = files.createReader();
        this.decoder = decoder;
        this.format = format;
        int capacity = Math.min(request.batchRowsMax(), BATCH_ROWS_START);
        decoded = Columns.batch(request.physicalType(), capacity);
        batch = withInfos(request.fields(), capacity);
    }

    private Batch withInfos(List<SourceRequest.Field> fields, int capacity) {
        Column[] columns = new Column[fields.size()];
        int physical = 0;
        for (int i = 0; i < columns.length; i++) {
            SourceRequest.Field field = fields.get(i);
            if (field.isMetadata()) {
                columns[i] = Columns.column(field.type(), capacity);
                infos.add(new Info(FileInfo.of(field.metadataKey()), columns[i]));
            } else {
                columns[i] = decoded.column(physical++);
            }
        }
        return infos.isEmpty() ? decoded : new Batch(columns);
    }

    @Override
    public @Nullable Batch poll() {
        if (finished || !chunks.next()) {
            finished = true;
            return null;
        }
        SourceFile file = files.files().get(chunks.file());
        batch.reset();
        decoded.reset();
        decode(file);
        int rowCount = decoded.rowCount();
        for (Info info : infos) {
            info.info().fill(info.column(), file, rowCount);
        }
        batch.setRowCount(rowCount);
        batch.setSequence(chunks.sequence());
        bytes += chunks.end() - chunks.start();
        source.addRows(rowCount);
        return batch;
    }

    private void decode(SourceFile file) {
        if (chunks.end() == chunks.start()) {
            return;
        }
        try {
            decoder.decodeLines(chunks.data(), chunks.start(), chunks.end(), decoded);
        } catch (RecordException e) {
            throw e.toWeirException(file.label() + ", byte " + (chunks.position() + e.offset()), format);
        }
    }

    @Override
    public boolean isFinished() {
        return finished || files.isExhausted();
    }

    @Override
    public SourceProgress progress() {
        return new SourceProgress(bytes, decoder.skippedRecords(), -1);
    }

    @Override
    public void close() {
        finished = true;
        chunks.close();
    }
}
