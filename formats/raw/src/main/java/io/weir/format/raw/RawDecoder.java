package io.weir.format.raw;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.Lines;
import io.weir.engine.spi.RecordException;
import java.nio.charset.StandardCharsets;

/**
 * Takes each record as a value.
 *
 * <p><b>Failure.</b> A number of another size throws {@link RecordException}. Every text is taken as it is: bytes that
 * are no UTF-8 stay what they are, as in Flink.
 */
final class RawDecoder implements Decoder {
    private final RawValue value;
    private final boolean isWanted;
    private final RawOptions options;
    private final boolean isView;
    private final RawNumbers numbers;

    /** Makes a decoder; if the value is not wanted, records are only checked and counted. */
    RawDecoder(RawValue value, boolean isWanted, RawOptions options) {
        this.value = value;
        this.isWanted = isWanted;
        this.options = options;
        isView = value == RawValue.BYTES
                || (value == RawValue.TEXT && options.charset().equals(StandardCharsets.UTF_8));
        numbers = new RawNumbers(options.isBigEndian());
    }

    @Override
    public void decodeLines(byte[] data, int start, int end, Batch batch) {
        int at = start;
        while (at < end) {
            int lineFeed = Lines.indexOf(data, at, end);
            int lineEnd = lineFeed < 0 ? end : lineFeed;
            boolean hasReturn = lineEnd > at && data[lineEnd - 1] == '\r';
            decodeRecord(data, at, hasReturn ? lineEnd - 1 : lineEnd, batch);
            at = lineEnd + 1;
        }
    }

    @Override
    public void decodeRecord(byte[] data, int start, int end, Batch batch) {
        int length = end - start;
        if (!value.hasSize(length)) {
            throw RecordException.unskippable(
                    start,
                    "the record has " + length + (length == 1 ? " byte" : " bytes") + ", but " + value + " has "
                            + value.sizeBytes());
        }
        int row = batch.rowCount();
        batch.ensureCapacity(row + 1);
        if (isWanted) {
            Column column = batch.column(0);
            if (isView) {
                setView((BytesColumn) column, row, data, start, length);
            } else {
                set(column, row, data, start, length);
            }
        }
        batch.setRowCount(row + 1);
    }

    private static void setView(BytesColumn column, int row, byte[] data, int start, int length) {
        if (row == 0) {
            column.view(data);
        }
        if (column.data() == data) {
            column.setView(row, start, length);
        } else {
            column.set(row, data, start, length);
        }
    }

    private void set(Column column, int row, byte[] data, int start, int length) {
        switch (value) {
            case BOOLEAN -> ((BooleanColumn) column).set(row, data[start] != 0);
            case TINYINT -> ((IntColumn) column).set(row, data[start]);
            case SMALLINT -> ((IntColumn) column).set(row, numbers.getShort(data, start));
            case INT -> ((IntColumn) column).set(row, numbers.getInt(data, start));
            case BIGINT -> ((LongColumn) column).set(row, numbers.getLong(data, start));
            case FLOAT -> ((FloatColumn) column).set(row, Float.intBitsToFloat(numbers.getInt(data, start)));
            case DOUBLE -> ((DoubleColumn) column).set(row, Double.longBitsToDouble(numbers.getLong(data, start)));
            default -> ((BytesColumn) column).set(row, new String(data, start, length, options.charset()));
        }
    }

    /** A null is the value NULL. */
    @Override
    public void decodeNull(Batch batch) {
        int row = batch.rowCount();
        batch.ensureCapacity(row + 1);
        if (isWanted) {
            batch.column(0).writeNull(row);
        }
        batch.setRowCount(row + 1);
    }

    @Override
    public long skippedRecords() {
        return 0;
    }
}
