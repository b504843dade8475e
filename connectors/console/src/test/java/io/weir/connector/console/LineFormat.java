package io.weir.connector.console;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.Lines;
import io.weir.engine.spi.RecordException;

/** Each line is one text; a line that begins with "bad" cannot be decoded. */
final class LineFormat implements Decoder, Encoder {
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

    /** As the json format would write one column named line. */
    @Override
    public void encode(Batch batch, int position, ByteSink out) {
        out.append("{\"line\":\"" + ((BytesColumn) batch.column(0)).getString(position) + "\"}");
    }
}
