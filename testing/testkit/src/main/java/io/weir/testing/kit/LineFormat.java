package io.weir.testing.kit;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.Lines;
import io.weir.engine.spi.RecordException;
import io.weir.engine.type.RowConverter;
import org.apache.flink.types.Row;

/**
 * The plainest format there is: a line is one text, and a row is written as its values with commas between them. A line
 * that begins with {@code bad} cannot be decoded; a row whose first value is {@code bad} cannot be encoded.
 */
public final class LineFormat implements DecoderFactory, EncoderFactory {
    /** The name that tests give it in a table's options. */
    public static final String IDENTIFIER = "line";

    /** The name of the same format that also writes the kind of change of each row, as +I, -U, +U or -D. */
    public static final String CHANGES = "changes";

    private static final String BAD = "bad";

    private final String identifier;

    public LineFormat() {
        this(IDENTIFIER);
    }

    LineFormat(String identifier) {
        this.identifier = identifier;
    }

    @Override
    public String identifier() {
        return identifier;
    }

    @Override
    public boolean encodesChanges() {
        return identifier.equals(CHANGES);
    }

    @Override
    public Decoder create(DecoderRequest request) {
        return new LineDecoder();
    }

    @Override
    public Encoder create(EncoderRequest request) {
        RowConverter converter = new RowConverter(request.type());
        return (batch, position, out) -> {
            if (encodesChanges()) {
                out.append(RowKinds.text(batch.rowKind(position)) + ",");
            }
            encode(converter.toRow(batch, position), out);
        };
    }

    private static void encode(Row row, ByteSink out) {
        for (int i = 0; i < row.getArity(); i++) {
            String value = String.valueOf(row.getField(i));
            if (i == 0 && value.equals(BAD)) {
                throw new IllegalStateException("a bad row");
            }
            out.append(i == 0 ? value : "," + value);
        }
    }

    private static final class LineDecoder implements Decoder {
        @Override
        public void decodeLines(byte[] data, int start, int end, Batch batch) {
            int at = start;
            while (at < end) {
                int lineFeed = Lines.indexOf(data, at, end);
                int lineEnd = lineFeed < 0 ? end : lineFeed;
                decodeRecord(data, at, lineEnd, batch);
                at = lineEnd + 1;
            }
        }

        @Override
        public void decodeRecord(byte[] data, int start, int end, Batch batch) {
            if (isBad(data, start, end)) {
                throw new RecordException(start, "a bad line");
            }
            int row = batch.rowCount();
            batch.ensureCapacity(row + 1);
            BytesColumn column = (BytesColumn) batch.column(0);
            column.view(data);
            column.setView(row, start, end - start);
            batch.setRowCount(row + 1);
        }

        private static boolean isBad(byte[] data, int start, int end) {
            for (int i = 0; i < BAD.length(); i++) {
                if (start + i >= end || data[start + i] != BAD.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public long skippedRecords() {
            return 0;
        }
    }
}
