package io.weir.format.json;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowColumn;
import io.weir.engine.spi.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes a row as an object: the record itself, or a nested ROW. */
final class JsonRowWriter implements JsonValueWriter {
    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[][] keys; // each with its quotes and the colon
    private final JsonValueWriter[] writers;
    private final boolean ignoresNulls;

    JsonRowWriter(List<String> names, JsonValueWriter[] writers, boolean ignoresNulls) {
        this.writers = writers;
        this.ignoresNulls = ignoresNulls;
        keys = new byte[writers.length][];
        for (int i = 0; i < keys.length; i++) {
            ByteSink key = new ByteSink();
            byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
            JsonTextWriter.writeText(name, 0, name.length, key);
            key.append((byte) ':');
            keys[i] = Arrays.copyOf(key.bytes(), key.length());
        }
    }

    /** Writes the row of a batch. */
    void writeFields(Batch batch, int position, ByteSink out) {
        out.append((byte) '{');
        boolean isFirst = true;
        for (int i = 0; i < writers.length; i++) {
            isFirst &= !writeField(i, batch.column(i), position, isFirst, out);
        }
        out.append((byte) '}');
    }

    @Override
    public void writeValue(Column column, int position, ByteSink out) {
        RowColumn row = (RowColumn) column;
        out.append((byte) '{');
        boolean isFirst = true;
        for (int i = 0; i < writers.length; i++) {
            isFirst &= !writeField(i, row.field(i), position, isFirst, out);
        }
        out.append((byte) '}');
    }

    private boolean writeField(int field, Column column, int position, boolean isFirst, ByteSink out) {
        boolean isNull = column.isNull(position);
        if (isNull && ignoresNulls) {
            return false;
        }
        if (!isFirst) {
            out.append((byte) ',');
        }
        out.append(keys[field]);
        if (isNull) {
            out.append(NULL);
        } else {
            writers[field].writeValue(column, position, out);
        }
        return true;
    }
}
