package io.weir.format.raw;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Encoder;
import java.nio.charset.StandardCharsets;

/** Writes the value of the only column; NULL is a null for Kafka, and an empty line in a file. */
final class RawEncoder implements Encoder {
    private final RawValue value;
    private final RawOptions options;
    private final RawNumbers numbers;

    RawEncoder(RawValue value, RawOptions options) {
        this.value = value;
        this.options = options;
        numbers = new RawNumbers(options.isBigEndian());
    }

    @Override
    public boolean isNull(Batch batch, int position) {
        return batch.column(0).isNull(position);
    }

    @Override
    public void encode(Batch batch, int position, ByteSink out) {
        Column column = batch.column(0);
        if (column.isNull(position)) {
            return;
        }
        switch (value) {
            case TEXT -> writeText((BytesColumn) column, position, out);
            case BYTES -> writeBytes((BytesColumn) column, position, out);
            case BOOLEAN -> out.append((byte) (((BooleanColumn) column).get(position) ? 1 : 0));
            case TINYINT -> out.append((byte) ((IntColumn) column).get(position));
            default -> writeNumber(column, position, out);
        }
    }

    private void writeText(BytesColumn column, int position, ByteSink out) {
        if (options.charset().equals(StandardCharsets.UTF_8)) {
            writeBytes(column, position, out);
        } else {
            out.append(column.getString(position).getBytes(options.charset()));
        }
    }

    private static void writeBytes(BytesColumn column, int position, ByteSink out) {
        out.append(column.data(), column.starts()[position], column.lengths()[position]);
    }

    private void writeNumber(Column column, int position, ByteSink out) {
        out.reserve(value.sizeBytes());
        byte[] bytes = out.bytes();
        int at = out.length();
        switch (value) {
            case SMALLINT -> numbers.setShort(bytes, at, (short) ((IntColumn) column).get(position));
            case INT -> numbers.setInt(bytes, at, ((IntColumn) column).get(position));
            case BIGINT -> numbers.setLong(bytes, at, ((LongColumn) column).get(position));
            case FLOAT -> numbers.setInt(bytes, at, Float.floatToRawIntBits(((FloatColumn) column).values()[position]));
            default ->
                numbers.setLong(bytes, at, Double.doubleToRawLongBits(((DoubleColumn) column).values()[position]));
        }
        out.claim(value.sizeBytes());
    }
}
