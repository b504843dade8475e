package io.weir.connector.files;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.Lines;
import io.weir.engine.spi.RecordException;

/** Takes each line as one text; a line that begins with "bad" cannot be decoded. */
final class LineDecoder implements Decoder {
    static final class Factory implements DecoderFactory {
        @Override
        public String identifier() {
            return "line";
        }

        @Override
        public Decoder create(DecoderRequest request) {
            return new LineDecoder();
        }
    }

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
        if (end - start >= 3 && data[start] == 'b' && data[start + 1] == 'a' && data[start + 2] == 'd') {
            throw new RecordException(start, "a bad line");
        }
        int row = batch.rowCount();
        batch.ensureCapacity(row + 1);
        BytesColumn column = (BytesColumn) batch.column(0);
        column.view(data);
        column.setView(row, start, end - start);
        batch.setRowCount(row + 1);
    }

    @Override
    public long skippedRecords() {
        return 0;
    }
}
