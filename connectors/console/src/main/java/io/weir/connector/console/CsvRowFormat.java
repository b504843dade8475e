package io.weir.connector.console;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Encoder;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of names, then one line of comma-separated values per row; where rows change, the first is the kind of change.
 */
final class CsvRowFormat implements RowFormat {
    private final Encoder encoder;
    private final List<String> names = new ArrayList<>();
    private final boolean insertOnly;
    private boolean begun;

    CsvRowFormat(Encoder encoder, List<String> fieldNames, boolean insertOnly) {
        this.encoder = encoder;
        this.insertOnly = insertOnly;
        if (!insertOnly) {
            names.add(OP);
        }
        names.addAll(fieldNames);
    }

    @Override
    public void append(Batch batch, ByteSink out) {
        begin(out);
        for (int i = 0; i < batch.rowCount(); i++) {
            if (!insertOnly) {
                out.append(RowKinds.text(batch.rowKind(i)));
                out.append((byte) ',');
            }
            encoder.encode(batch, i, out);
            out.append((byte) '\n');
        }
    }

    @Override
    public void finish(ByteSink out) {
        begin(out);
    }

    private void begin(ByteSink out) {
        if (!begun) {
            begun = true;
            for (int i = 0; i < names.size(); i++) {
                out.append(i == 0 ? "" : ",");
                out.append(quoted(names.get(i)));
            }
            out.append((byte) '\n');
        }
    }

    private static String quoted(String name) {
        boolean isPlain = name.matches("[A-Za-z0-9_$ .-]+");
        return isPlain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
