package io.weir.connector.console;

import io.weir.columnar.Batch;
import io.weir.engine.connector.Chunk;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.RecordException;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.Columns;
import org.jspecify.annotations.Nullable;

/** Decodes chunk after chunk of standard input into the same batch. */
final class StdinSourceReader implements SourceReader {
    private static final int BATCH_ROWS_START = 1024;

    private final StdinSource source;
    private final Decoder decoder;
    private final String format;
    private final Batch batch;
    /** The chunk that the batch refers to. */
    private @Nullable Chunk chunk;

    private long bytes;
    private boolean finished;

    StdinSourceReader(StdinSource source, SourceRequest request, String format, Decoder decoder) {
        this.source = source;
        this.decoder = decoder;
        this.format = format;
        batch = Columns.batch(request.physicalType(), Math.min(request.batchRowsMax(), BATCH_ROWS_START));
    }

    @Override
    public @Nullable Batch poll() {
        giveBack();
        boolean wasEnded = source.isEnded();
        Chunk next = source.take();
        if (next == null) {
            if (wasEnded) {
                source.checkFailure();
                finished = true;
            }
            return null;
        }
        chunk = next;
        batch.reset();
        decode(next);
        batch.setSequence(next.sequence());
        bytes += next.length();
        source.addRows(batch.rowCount());
        return batch;
    }

    private void decode(Chunk from) {
        try {
            decoder.decodeLines(from.data(), 0, from.length(), batch);
        } catch (RecordException e) {
            throw e.toWeirException(StdinSource.NAME + ", byte " + (from.position() + e.offset()), format);
        }
    }

    private void giveBack() {
        if (chunk != null) {
            source.giveBack(chunk);
            chunk = null;
        }
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public SourceProgress progress() {
        return new SourceProgress(bytes, decoder.skippedRecords(), -1);
    }

    @Override
    public void close() {
        finished = true;
        giveBack();
    }
}
