package io.weir.format.json;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.RecordException;
import io.weir.engine.text.Words;
import java.util.Arrays;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JSON objects, or arrays of objects, into rows.
 *
 * <p>Three readers share the work. {@link JsonRowReader} reads well-formed records whose values are written in the
 * usual ways, straight from the bytes, at first by guessing that a record looks like the ones before. Whatever it does
 * not accept goes, as a whole record, to the {@link JsonReference}, which does to the letter what Flink's format does:
 * it alone decides what is an error, and its answer is always Flink's.
 *
 * <p><b>Failure.</b> A record that cannot be read throws {@link RecordException}; with {@code ignore-parse-errors} it
 * is skipped and counted. Rows of the records before it are in the batch.
 */
final class JsonDecoder implements Decoder {
    private static final byte LINE_FEED = '\n';

    private final JsonOptions options;
    private final RowType type;
    private final JsonRecord record = new JsonRecord();
    private final JsonRowReader reader;
    private final JsonReference reference;
    private byte[] scratch = new byte[1024];
    private int capacity; // rows that all columns have room for
    private @Nullable Batch bound; // the batch whose columns the readers write to
    private long skippedRecords;

    JsonDecoder(RowType type, JsonOptions options) {
        this.type = type;
        this.options = options;
        reader = new JsonValueReaders(record, options).row(type);
        reference = new JsonReference(type, options);
    }

    @Override
    public long skippedRecords() {
        return skippedRecords;
    }

    @Override
    public void decodeLines(byte[] data, int start, int end, Batch batch) {
        record.begin(data, 0, false);
        bind(batch);
        int safeEnd = safeEnd(data, start, end);
        int at = start;
        while (at < safeEnd) {
            at = decodeLine(data, at, batch);
        }
        while (at < end) {
            int lineEnd = lineEnd(data, at, end);
            decodeCopy(data, at, withoutReturn(data, at, lineEnd), false, batch);
            at = lineEnd + 1;
        }
    }

    @Override
    public void decodeRecord(byte[] data, int start, int end, Batch batch) {
        record.begin(data, 0, true);
        if (batch.rowCount() == 0 || batch != bound) {
            bind(batch);
        }
        decodeCopy(data, start, end, true, batch);
    }

    /**
     * The end of the lines that may be read in place: those that are complete and followed by enough readable bytes.
     */
    private static int safeEnd(byte[] data, int start, int end) {
        int at = Math.min(end, data.length - Words.PADDING);
        while (at > start && data[at - 1] != LINE_FEED) {
            at--;
        }
        return at;
    }

    private void bind(Batch batch) {
        bound = batch;
        boolean isFresh = batch.rowCount() == 0;
        int columns = batch.columnCount();
        capacity = columns == 0 ? Integer.MAX_VALUE : batch.column(0).capacity();
        for (int i = 0; i < columns; i++) {
            reader.bindField(i, batch.column(i), isFresh);
            capacity = Math.min(capacity, batch.column(i).capacity());
        }
    }

    private void ensureCapacity(Batch batch, int row) {
        if (row >= capacity) {
            batch.ensureCapacity(row + 1);
            capacity = Integer.MAX_VALUE;
            for (int i = 0; i < batch.columnCount(); i++) {
                capacity = Math.min(capacity, batch.column(i).capacity());
            }
        }
    }

    /** Decodes the line at the index in place; gives the index of the next one. */
    private int decodeLine(byte[] data, int index, Batch batch) {
        int row = batch.rowCount();
        ensureCapacity(batch, row);
        if (data[index] == '{') {
            int end = reader.readObject(data, index + 1, row);
            if (end >= 0) {
                record.accept();
                batch.setRowCount(row + 1);
                return data[end] == LINE_FEED ? end + 1 : lineEnd(data, end, data.length) + 1;
            }
            reject(row);
        }
        int lineEnd = lineEnd(data, index, data.length);
        decodeOther(data, index, withoutReturn(data, index, lineEnd), index, batch);
        return lineEnd + 1;
    }

    /** Decodes one record that the bytes behind it do not end safely: in a copy, while texts refer to the original. */
    private void decodeCopy(byte[] data, int start, int end, boolean isMultiline, Batch batch) {
        int length = end - start;
        if (scratch.length < length + Words.PADDING + 1) {
            scratch = new byte[Math.max(2 * scratch.length, length + Words.PADDING + 1)];
        }
        System.arraycopy(data, start, scratch, 0, length);
        scratch[length] = LINE_FEED;
        Arrays.fill(scratch, length + 1, length + 1 + Words.PADDING, (byte) 0);
        record.begin(data, start, isMultiline);
        int row = batch.rowCount();
        ensureCapacity(batch, row);
        if (length > 0 && scratch[0] == '{') {
            if (reader.readObject(scratch, 1, row) >= 0) {
                record.accept();
                batch.setRowCount(row + 1);
                return;
            }
            reject(row);
        }
        decodeOther(scratch, 0, length, start, batch);
    }

    /** Decodes a record that does not start with a brace, or whose object the reader gave up on. */
    private void decodeOther(byte[] data, int start, int end, int offset, Batch batch) {
        if (start == end) {
            return;
        }
        int row = batch.rowCount();
        boolean isMultiline = record.isMultiline();
        int at = JsonScanner.skipSpace(data, start, isMultiline);
        if ((at > start && data[at] == '{') || data[at] == '[') {
            int count = data[at] == '{' ? decodeObject(data, at, batch) : decodeArray(data, at, batch);
            if (count >= 0) {
                record.accept();
                batch.setRowCount(row + count);
                return;
            }
        }
        decodeByReference(data, start, end, offset, batch);
    }

    private int decodeObject(byte[] data, int index, Batch batch) {
        int row = batch.rowCount();
        if (reader.readObject(data, index + 1, row) < 0) {
            reject(row);
            return JsonScanner.GIVE_UP;
        }
        return 1;
    }

    /** Decodes an array of objects; gives the number of rows. */
    private int decodeArray(byte[] data, int index, Batch batch) {
        boolean isMultiline = record.isMultiline();
        int row = batch.rowCount();
        int count = 0;
        int at = JsonScanner.skipSpace(data, index + 1, isMultiline);
        boolean isEnded = data[at] == ']';
        while (!isEnded) {
            ensureCapacity(batch, row + count);
            at = data[at] == '{' ? reader.readObject(data, at + 1, row + count++) : JsonScanner.GIVE_UP;
            at = at < 0 ? at : JsonScanner.skipSpace(data, at, isMultiline);
            if (at < 0 || (data[at] != ',' && data[at] != ']')) {
                for (int i = 0; i < count; i++) {
                    reject(row + i);
                }
                return JsonScanner.GIVE_UP;
            }
            isEnded = data[at] == ']';
            at = isEnded ? at : JsonScanner.skipSpace(data, at + 1, isMultiline);
        }
        return count;
    }

    private void reject(int row) {
        record.reject();
        reader.clearFields(row);
    }

    private void decodeByReference(byte[] data, int start, int end, int offset, Batch batch) {
        int row = batch.rowCount();
        boolean isGood = reference.decode(data, start, end, batch);
        capacity = 0; // the reference may have let columns grow
        if (!isGood) {
            ensureCapacity(batch, batch.rowCount());
            int keptRows = options.ignoreParseErrors() ? batch.rowCount() : row;
            for (int i = keptRows; i <= batch.rowCount(); i++) {
                reader.clearFields(i);
            }
            batch.setRowCount(keptRows);
            if (!options.ignoreParseErrors()) {
                throw new RecordException(offset, reference.reason());
            }
            skippedRecords++;
        }
    }

    private static int lineEnd(byte[] data, int start, int end) {
        int at = start;
        while (at < end && data[at] != LINE_FEED) {
            at++;
        }
        return at;
    }

    private static int withoutReturn(byte[] data, int start, int end) {
        return end > start && data[end - 1] == '\r' ? end - 1 : end;
    }

    @Override
    public String toString() {
        return "JsonDecoder(" + type.asSummaryString() + ")";
    }
}
