package io.weir.connector.files;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.RecordException;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads chunk after chunk of records and decodes each into the same batch. */
final class FilesSourceReader implements SourceReader {
    private final FilesSource source;
    private final FileChunks files;
    private final FileChunkReader chunks;
    private final Decoder decoder;
    private final String format;
    private final FileColumns columns;

    private long bytes;
    private boolean finished;

    FilesSourceReader(FilesSource source, FileColumns columns, String format, FileChunks files, Decoder decoder) {
        this.source = source;
        this.columns = columns;
        this.files = files;
        this.chunks = files.createReader();
        this.decoder = decoder;
        this.format = format;
    }

    @Override
    public @Nullable Batch poll() {
        if (finished || !chunks.next()) {
            return null;
        }
        SourceFile file = chunks.file();
        Batch decoded = columns.reset();
        if (chunks.end() > chunks.start()) {
            decode(file, decoded);
        }
        Batch batch = columns.fill(file);
        batch.setSequence(chunks.sequence());
        bytes += chunks.end() - chunks.start();
        source.addRows(batch.rowCount());
        return batch;
    }

    private void decode(SourceFile file, Batch into) {
        try {
            decoder.decodeLines(chunks.data(), chunks.start(), chunks.end(), into);
        } catch (RecordException e) {
            throw e.toWeirException(file.label() + ", byte " + (chunks.position() + e.offset()), format);
        }
    }

    @Override
    public boolean isFinished() {
        return finished || files.isExhausted();
    }

    @Override
    public Map<String, byte[]> positions() {
        return source.positions();
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
