package io.weir.connector.inline;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.Lines;
import io.weir.engine.spi.RecordException;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.Columns;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes record after record; lines with nothing in them are passed over. */
final class InlineSourceReader implements SourceReader {
    private static final int BATCH_ROWS_START = 64;

    private final SourceRequest request;
    private final String format;
    private final byte[] text;
    private final byte[] original; // to count lines in: decoding may change the text
    private final int end;
    private final Decoder decoder;
    private final Batch batch;
    private final InlineSource source;
    private final boolean isFirst;
    private int at;
    private long rows;
    private long sequence;

    /** Reads text[start, end), which is nothing for any but the first reader; so many rows were read before. */
    InlineSourceReader(
            SourceRequest request,
            String format,
            byte[] text,
            int start,
            int end,
            long rows,
            Decoder decoder,
            InlineSource source) {
        this.request = request;
        this.source = source;
        this.rows = rows;
        isFirst = end > start;
        at = rows >= request.limit() ? end : start;
        this.format = format;
        this.text = text.clone();
        this.original = text;
        this.end = end;
        this.decoder = decoder;
        batch = Columns.batch(request.physicalType(), Math.min(request.batchRowsMax(), BATCH_ROWS_START));
    }

    @Override
    public @Nullable Batch poll() {
        batch.reset();
        while (at < end && batch.rowCount() < request.batchRowsMax()) {
            int recordEnd = decoder.recordEnd(text, at, end);
            int next = recordEnd < 0 ? end : recordEnd;
            if (!isEmpty(at, next)) {
                decode(next);
            }
            at = next;
        }
        rows += batch.rowCount();
        if (rows >= request.limit()) {
            at = end;
        }
        if (isFirst) {
            source.setRead(at, rows);
        }
        if (batch.rowCount() == 0) {
            return null;
        }
        batch.setSequence(sequence++);
        return batch;
    }

    private boolean isEmpty(int start, int next) {
        for (int i = start; i < next; i++) {
            if (text[i] != '\n' && text[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private void decode(int next) {
        try {
            decoder.decodeLines(text, at, next, batch);
        } catch (RecordException e) {
            int line = 1 + Lines.count(original, 0, e.offset());
            String where = "table " + request.table() + ", option 'rows', line " + line;
            throw e.toWeirException(where, format);
        }
    }

    @Override
    public boolean isFinished() {
        return at == end;
    }

    @Override
    public Map<String, byte[]> positions() {
        return source.positions();
    }

    @Override
    public SourceProgress progress() {
        return new SourceProgress(at, decoder.skippedRecords(), 0);
    }

    @Override
    public void close() {
        at = end;
    }
}
