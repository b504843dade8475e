package io.weir.format.json;

import io.weir.columnar.Batch;
import io.weir.columnar.RowColumn;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.Lines;
import io.weir.engine.spi.RecordException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.RowType;

/**
 * Decodes the records of a database's changes: objects that hold the row before, the row after, and what was done.
 *
 * <p>A record is read by the {@link JsonDecoder} as a row that holds both rows; each format then says which of them
 * count, and as what. Flink's formats read such records through a tree of nodes, so it is done as with
 * {@code decode.json-parser.enabled} = false.
 *
 * <p><b>Failure.</b> A record that makes no sense throws {@link RecordException}; with {@code ignore-parse-errors} it
 * is skipped and counted.
 */
abstract class ChangelogJsonDecoder implements Decoder {
    private final JsonDecoder json;
    private final boolean ignoresErrors;
    private final boolean keepsBytes;
    private final boolean mayBeArray;

    /** The records that are being read. */
    final ChangelogEnvelope envelope;

    /** What they come to. */
    final ChangelogRows rows;

    /** A copy of the record, if it is kept: reading may change the original, in which escapes are replaced. */
    private byte[] copy = new byte[0];

    private int copyLength;
    private long skippedRecords;

    /**
     * Makes a decoder.
     *
     * @param known the metadata of this format
     * @param change the fields of a change
     * @param keepsBytes true if {@link #bytes()} is needed
     * @param mayBeArray true if a record may be an array of one object
     */
    ChangelogJsonDecoder(
            DecoderRequest request,
            ChangelogOptions options,
            List<ChangelogMetadata> known,
            List<RowType.RowField> change,
            boolean keepsBytes,
            boolean mayBeArray) {
        this.keepsBytes = keepsBytes;
        this.mayBeArray = mayBeArray;
        ignoresErrors = options.json().ignoreParseErrors();
        List<ChangelogMetadata> metadata = request.metadata().stream()
                .map(field -> byKey(known, field.getName()))
                .toList();
        envelope = new ChangelogEnvelope(change, metadata, new RowType(request.metadata()), options.schemaInclude());
        json = new JsonDecoder(envelope.type(), options.json());
        rows = new ChangelogRows(request.type().getFieldCount(), envelope.metadataValues());
    }

    private static ChangelogMetadata byKey(List<ChangelogMetadata> known, String key) {
        return known.stream()
                .filter(candidate -> candidate.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("metadata " + key));
    }

    /** The keys of a format's metadata. */
    static Set<String> keys(List<ChangelogMetadata> known) {
        return known.stream().map(ChangelogMetadata::key).collect(Collectors.toSet());
    }

    /** The row, or the rows, of what was before the change. */
    abstract RowColumn before();

    /** The row, or the rows, of what is now. */
    abstract RowColumn after();

    /**
     * Notes the rows of a record.
     *
     * @return what is wrong with the record, or an empty string
     */
    abstract String unfold(int record);

    /** True if the record is none that the table is about; asked for records whose fields cannot be read. */
    boolean isForeign() {
        return false;
    }

    /** The record as it came. */
    final byte[] bytes() {
        return Arrays.copyOf(copy, copyLength);
    }

    @Override
    public final long skippedRecords() {
        return skippedRecords;
    }

    @Override
    public final void decodeLines(byte[] data, int start, int end, Batch batch) {
        clear();
        try {
            int at = start;
            while (at < end) {
                int lineFeed = Lines.indexOf(data, at, end);
                int next = lineFeed < 0 ? end : lineFeed + 1;
                int lineEnd = lineFeed < 0 ? end : lineFeed;
                boolean hasReturn = lineEnd > at && data[lineEnd - 1] == '\r';
                decode(data, at, hasReturn ? lineEnd - 1 : lineEnd, next, true);
                at = next;
            }
        } finally {
            rows.appendTo(batch, before(), after(), data);
        }
    }

    @Override
    public final void decodeRecord(byte[] data, int start, int end, Batch batch) {
        clear();
        decode(data, start, end, end, false);
        rows.appendTo(batch, before(), after(), data);
    }

    private void clear() {
        envelope.clear();
        rows.clear();
    }

    /** Reads a record, which as a line ends before {@code next}. */
    private void decode(byte[] data, int start, int end, int next, boolean isLine) {
        if (start == end) {
            return; // a tombstone, or an empty line
        }
        if (keepsBytes) {
            keep(data, start, end);
        }
        int record = envelope.batch().rowCount();
        String problem;
        try {
            if (isLine) {
                json.decodeLines(data, start, next, envelope.batch());
            } else {
                json.decodeRecord(data, start, end, envelope.batch());
            }
            int count = envelope.batch().rowCount() - record;
            problem = problemOf(count);
        } catch (RecordException e) {
            problem = String.valueOf(e.getMessage());
        }
        if (!problem.isEmpty() && isForeign()) {
            return;
        }
        int firstRow = rows.count();
        problem = problem.isEmpty() ? unfold(record) : problem;
        if (problem.isEmpty()) {
            return;
        }
        if (!ignoresErrors) {
            rows.truncate(firstRow);
            throw new RecordException(start, problem);
        }
        skippedRecords++;
    }

    private void keep(byte[] data, int start, int end) {
        copyLength = end - start;
        if (copy.length < copyLength) {
            copy = new byte[2 * copyLength];
        }
        System.arraycopy(data, start, copy, 0, copyLength);
    }

    private String problemOf(int count) {
        boolean isArray = !mayBeArray && keepsBytes && firstByte() == '[';
        return count == 1 && !isArray ? "" : "the record is no object";
    }

    private byte firstByte() {
        for (int i = 0; i < copyLength; i++) {
            if (copy[i] > ' ') {
                return copy[i];
            }
        }
        return ' ';
    }
}
