package io.weir.connector.kafka;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.RecordException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * A small format for tests: {@code id=1,name=x}, rows separated by semicolons, BIGINT and STRING fields.
 *
 * <p>Text columns are views of the decoder's buffer, as those of the real formats are. A record that begins with "bad"
 * cannot be decoded; one that begins with "skip" is skipped and counted; an empty one has no rows.
 */
final class PairsFormat implements DecoderFactory, EncoderFactory {
    @Override
    public String identifier() {
        return "pairs";
    }

    @Override
    public Decoder create(DecoderRequest request) {
        return new PairsDecoder(request.type());
    }

    @Override
    public Encoder create(EncoderRequest request) {
        List<String> names = request.type().getFieldNames();
        return (batch, position, out) -> encode(names, batch, position, out);
    }

    private static void encode(List<String> names, Batch batch, int position, ByteSink out) {
        for (int i = 0; i < names.size(); i++) {
            Column column = batch.column(i);
            out.append((i == 0 ? "" : ",") + names.get(i) + "=");
            if (!column.isNull(position)) {
                out.append(
                        column instanceof LongColumn numbers
                                ? Long.toString(numbers.get(position))
                                : ((BytesColumn) column).getString(position));
            }
        }
    }

    private static final class PairsDecoder implements Decoder {
        private final RowType type;
        private long skipped;

        PairsDecoder(RowType type) {
            this.type = type;
        }

        @Override
        public void decodeLines(byte[] data, int start, int end, Batch batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void decodeRecord(byte[] data, int start, int end, Batch batch) {
            String record = new String(data, start, end - start, StandardCharsets.UTF_8);
            if (record.startsWith("bad")) {
                throw new RecordException(start, "it begins with bad");
            }
            if (record.startsWith("skip")) {
                skipped++;
                return;
            }
            int at = start;
            for (String row : record.isEmpty() ? new String[0] : record.split(";", -1)) {
                decodeRow(row, data, at, batch);
                at += row.length() + 1;
            }
        }

        private void decodeRow(String row, byte[] data, int start, Batch batch) {
            int position = batch.rowCount();
            batch.ensureCapacity(position + 1);
            for (int i = 0; i < type.getFieldCount(); i++) {
                batch.column(i).setNull(position);
            }
            int at = start;
            for (String pair : row.split(",", -1)) {
                int equals = pair.indexOf('=');
                int field = equals < 0 ? -1 : type.getFieldIndex(pair.substring(0, equals));
                if (field >= 0) {
                    Column column = batch.column(field);
                    column.setNotNull(position);
                    if (column instanceof LongColumn numbers) {
                        numbers.set(position, Long.parseLong(pair.substring(equals + 1)));
                    } else {
                        ((BytesColumn) column).view(data);
                        ((BytesColumn) column).setView(position, at + equals + 1, pair.length() - equals - 1);
                    }
                }
                at += pair.length() + 1;
            }
            batch.setRowCount(position + 1);
        }

        @Override
        public long skippedRecords() {
            return skipped;
        }
    }
}
