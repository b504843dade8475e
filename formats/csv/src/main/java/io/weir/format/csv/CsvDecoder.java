package io.weir.format.csv;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.RecordException;
import io.weir.engine.text.Utf8;
import io.weir.engine.text.Words;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Decodes lines of separated values into rows.
 *
 * <p>Lines without surprises are read straight from the bytes; whatever else there is (escapes, doubled quotes, values
 * written in unusual ways, missing or extra values, comments) goes, as a whole record, to {@link CsvReference}, which
 * gives Flink's answer.
 *
 * <p><b>Line ends in quotes.</b> A record is one line. A quoted value that goes on in the next line is always an error,
 * also when errors are to be ignored, since reading on in the middle of a value could give wrong rows. A record of its
 * own (a Kafka message) may have such values.
 */
final class CsvDecoder implements Decoder {
    private static final int GIVE_UP = -1;
    private static final int NO_BYTE = 256;
    private static final long ONES = Words.repeat(1);
    private static final long SPACES = Words.repeat(' ');

    private final CsvOptions options;
    private final @Nullable CsvFieldReader[] readers; // by place in the record; null for a value that is not wanted
    private final int[] fields; // by place in the record
    private final int fieldCount;
    private final boolean isPlain; // whether there are lines that may be read without the reference
    private final CsvReference reference;
    private final int quote;
    private final long delimiters;
    private final long escapes;
    private byte[] scratch = new byte[1024];
    private byte[] target = scratch;
    private int delta;
    private int capacity;
    private long skippedRecords;

    CsvDecoder(RowType type, RowType recordType, CsvOptions options) {
        CsvTypes.check(recordType);
        this.options = options;
        List<String> names = type.getFieldNames();
        fieldCount = names.size();
        readers = new CsvFieldReader[recordType.getFieldCount()];
        fields = new int[readers.length];
        boolean areSimple = true;
        for (int i = 0; i < readers.length; i++) {
            RowType.RowField field = recordType.getFields().get(i);
            fields[i] = names.indexOf(field.getName());
            if (fields[i] >= 0) {
                areSimple &= CsvFieldReader.reads(field.getType());
                readers[i] = new CsvFieldReader(field.getType(), options);
            }
        }
        isPlain = areSimple
                && !options.trimSpaces()
                && options.delimiter() < 0x80
                && options.delimiter() != '\n'
                && options.delimiter() != '\r'
                && options.quote() < 0x80
                && options.escape() < 0x80;
        reference = new CsvReference(type, recordType, options);
        quote = options.quote() == CsvOptions.NONE ? NO_BYTE : options.quote();
        delimiters = Words.repeat(options.delimiter());
        escapes = Words.repeat(options.escape() == CsvOptions.NONE ? options.delimiter() : options.escape());
    }

    @Override
    public long skippedRecords() {
        return skippedRecords;
    }

    @Override
    public void decodeLines(byte[] data, int start, int end, Batch batch) {
        bind(data, batch);
        int safeEnd = Math.min(end, data.length - Words.PADDING);
        while (safeEnd > start && data[safeEnd - 1] != '\n') {
            safeEnd--;
        }
        int at = start;
        while (at < end) {
            int next = at < safeEnd ? readLine(data, at, batch) : GIVE_UP;
            if (next < 0) {
                next = Math.min(lineEnd(data, at, end) + 1, end);
                if (at < safeEnd || copyLine(data, at, next, batch) < 0) {
                    decodeByReference(data, at, next, false, batch);
                }
            }
            at = next;
        }
    }

    @Override
    public void decodeRecord(byte[] data, int start, int end, Batch batch) {
        bind(data, batch);
        if (copyLine(data, start, end, batch) < 0) {
            decodeByReference(data, start, end, true, batch);
        }
    }

    private void bind(byte[] data, Batch batch) {
        target = data;
        boolean isFresh = batch.rowCount() == 0;
        for (int i = 0; i < readers.length; i++) {
            CsvFieldReader reader = readers[i];
            if (reader != null) {
                reader.bind(batch.column(fields[i]), isFresh, data);
            }
        }
        capacity = capacity(batch);
    }

    private static int capacity(Batch batch) {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < batch.columnCount(); i++) {
            least = Math.min(least, batch.column(i).capacity());
        }
        return least;
    }

    /** Reads a line in a copy that ends safely, while texts refer to the original; not an empty one. */
    private int copyLine(byte[] data, int start, int end, Batch batch) {
        int length = end - start;
        if (length == 0 || !isPlain) {
            return GIVE_UP;
        }
        if (scratch.length < length + Words.PADDING + 1) {
            scratch = new byte[Math.max(2 * scratch.length, length + Words.PADDING + 1)];
        }
        System.arraycopy(data, start, scratch, 0, length);
        scratch[length] = '\n';
        Arrays.fill(scratch, length + 1, length + 1 + Words.PADDING, (byte) 0);
        delta = start;
        int next = readLine(scratch, 0, batch);
        delta = 0;
        return next < 0 ? GIVE_UP : end;
    }

    private void decodeByReference(byte[] data, int start, int end, boolean isRecord, Batch batch) {
        int row = batch.rowCount();
        boolean isGood = isRecord
                ? reference.decodeRecord(data, start, end, batch)
                : reference.decodeLine(data, start, end, batch);
        capacity = capacity(batch);
        if (isGood) {
            return;
        }
        boolean isFatal = !isRecord && reference.isUnclosed();
        boolean keepsRows = options.ignoreParseErrors() && !isFatal;
        int keptRows = keepsRows ? batch.rowCount() : row;
        clear(batch, keptRows, Math.min(batch.rowCount() + 1, capacity));
        batch.setRowCount(keptRows);
        if (isFatal) {
            throw new RecordException(
                    start, "a quoted value does not end in its line; a record of the native csv format is one line");
        } else if (!options.ignoreParseErrors()) {
            throw new RecordException(start, reference.reason());
        }
        skippedRecords++;
    }

    private static void clear(Batch batch, int fromRow, int toRow) {
        for (int column = 0; column < batch.columnCount(); column++) {
            for (int row = fromRow; row < toRow; row++) {
                CsvNodeReader.clear(batch.column(column), row);
            }
        }
    }

    // ---- the plain way ---------------------------------------------------------------------------------------------

    /** Reads the line at the index, which ends with a line feed; gives the index of the next one, or gives up. */
    private int readLine(byte[] data, int index, Batch batch) {
        if (!isPlain || !isPlainStart(data, index)) {
            return GIVE_UP;
        }
        int row = batch.rowCount();
        if (row >= capacity) {
            batch.ensureCapacity(row + 1);
            capacity = capacity(batch);
        }
        int next = readValues(data, index, row);
        if (next < 0) {
            clear(batch, row, row + 1);
        } else {
            batch.setRowCount(row + 1);
        }
        return next;
    }

    /** False for what may be a comment, a mark of the encoding or another encoding. */
    private boolean isPlainStart(byte[] data, int index) {
        byte c = data[index];
        boolean mayBeComment = options.allowComments() && (c == '#' || c == ' ' || c == '\r' || c == '\n');
        return c > 0 && !mayBeComment && data[index + 1] != 0 && data[index + 2] != 0 && data[index + 3] != 0;
    }

    private int readValues(byte[] data, int index, int row) {
        int at = index;
        int place = 0;
        while (place < readers.length) {
            boolean isQuoted = data[at] == quote;
            int start = isQuoted ? at + 1 : at;
            int end = isQuoted ? quotedEnd(data, start) : plainEnd(data, start);
            if (end < 0) {
                return GIVE_UP;
            }
            CsvFieldReader reader = readers[place];
            if (reader != null && !reader.read(data, start, end, row, target, delta)) {
                return GIVE_UP;
            }
            place++;
            at = isQuoted ? end + 1 : end;
            byte stop = data[at++];
            if (stop != options.delimiter()) {
                if (stop == '\r' && data[at] == '\n') {
                    at++;
                } else if (stop != '\n') {
                    return GIVE_UP;
                }
                return place == readers.length || setMissing(place, row) ? at : GIVE_UP;
            }
        }
        return GIVE_UP;
    }

    /** Sets the fields whose values are missing to null, if that is allowed. */
    private boolean setMissing(int place, int row) {
        boolean isError = options.failOnMissingColumns() || (fieldCount > place && !options.ignoreParseErrors());
        if (isError) {
            return false;
        }
        for (int i = place; i < readers.length; i++) {
            CsvFieldReader reader = readers[i];
            if (reader != null) {
                reader.setNull(row);
            }
        }
        return true;
    }

    /** The index of the delimiter or line end after an unquoted value, or {@link #GIVE_UP}. */
    private int plainEnd(byte[] data, int index) {
        int at = index;
        while (true) {
            long word = Words.get(data, at);
            long stops = (((word ^ delimiters) - ONES) | ((word ^ escapes) - ONES) | (word - SPACES) | word)
                    & Words.HIGH_BITS;
            if (stops == 0) {
                at += 8;
                continue;
            }
            at += Long.numberOfTrailingZeros(stops) >>> 3;
            int c = data[at];
            if (c == options.delimiter() || c == '\n' || c == '\r') {
                return at;
            }
            int length = c < 0 ? Utf8.sequenceLength(data, at) : 1;
            if (length == 0 || c == options.escape() || c == 0) {
                return GIVE_UP;
            }
            at += length;
        }
    }

    /** The index of the closing quote, or {@link #GIVE_UP} if there is more to it. */
    private int quotedEnd(byte[] data, int index) {
        int at = index;
        while (true) {
            int c = data[at];
            if (c == quote) {
                return data[at + 1] == quote ? GIVE_UP : at;
            }
            int length = c < 0 ? Utf8.sequenceLength(data, at) : 1;
            if (length == 0 || c == options.escape() || c == '\n' || c == 0) {
                return GIVE_UP;
            }
            at += length;
        }
    }

    private static int lineEnd(byte[] data, int start, int end) {
        int at = start;
        while (at < end && data[at] != '\n') {
            at++;
        }
        return at;
    }
}
