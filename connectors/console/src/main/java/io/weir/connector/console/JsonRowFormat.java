package io.weir.connector.console;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One JSON object per line; where rows change, its first member is the kind of change: {@code {"op":"+U","page":"a"}}.
 */
final class JsonRowFormat implements RowFormat {
    private static final int KIND_COUNT = 4;

    private final Encoder encoder;
    /** For each kind of change, how the object begins; empty for insertions only. */
    private final byte[][] openings;

    private final ByteSink row = new ByteSink();

    JsonRowFormat(Encoder encoder, List<String> fieldNames, boolean insertOnly) {
        this.encoder = encoder;
        String op = OP;
        while (fieldNames.contains(op)) {
            op = "_" + op;
        }
        openings = new byte[insertOnly ? 0 : KIND_COUNT][];
        for (byte kind = 0; kind < openings.length; kind++) {
            openings[kind] = ("{\"" + op + "\":\"" + RowKinds.text(kind) + "\"").getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void append(Batch batch, ByteSink out) {
        for (int i = 0; i < batch.rowCount(); i++) {
            if (openings.length == 0) {
                encoder.encode(batch, i, out);
            } else {
                appendChange(batch, i, out);
            }
            out.append((byte) '\n');
        }
    }

    private void appendChange(Batch batch, int position, ByteSink out) {
        row.clear();
        encoder.encode(batch, position, row);
        out.append(openings[batch.rowKind(position)]);
        boolean isEmpty = row.length() == 2;
        if (!isEmpty) {
            out.append((byte) ',');
        }
        out.append(row.bytes(), 1, row.length() - 1);
    }
}
