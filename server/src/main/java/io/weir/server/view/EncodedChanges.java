package io.weir.server.view;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowKinds;
import io.weir.connector.view.View;
import io.weir.connector.view.ViewChangeSet;
import io.weir.connector.view.ViewColumn;
import io.weir.engine.spi.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * Some changes as they go out to all subscribers: encoded once, however many there are.
 *
 * @param version the view's version behind them
 * @param id where a stream goes on that has had them
 * @param event the whole event
 * @param rows the same row by row, for those who want only some
 */
record EncodedChanges(long version, String id, byte[] event, List<ChangedRow> rows) {
    /**
     * A changed row.
     *
     * @param key the text of its key, "" in a view that has none
     * @param json the change, as it stands in an event
     */
    record ChangedRow(String key, byte[] json) {}

    /** Makes them from the changes of a view; for one thread. */
    static final class Maker {
        private static final byte[] UPSERT = RowText.utf8("{\"op\":\"upsert\",\"row\":");
        private static final byte[] DELETE = RowText.utf8("{\"op\":\"delete\",\"row\":");

        private final RowText text;
        private final RowText keyText;
        private final int[] key;
        private final ByteSink sink = new ByteSink();

        Maker(View view) {
            text = RowText.json(view.type());
            List<Integer> keys = new ArrayList<>();
            List<RowType.RowField> fields = new ArrayList<>();
            for (int i = 0; i < view.columns().size(); i++) {
                ViewColumn column = view.columns().get(i);
                if (column.isKey()) {
                    keys.add(i);
                    fields.add(new RowType.RowField(column.name(), column.type()));
                }
            }
            key = keys.stream().mapToInt(Integer::intValue).toArray();
            keyText = RowText.json(new RowType(fields));
        }

        EncodedChanges make(ViewChangeSet changes) {
            Batch batch = changes.batch();
            List<ChangedRow> rows = new ArrayList<>(batch.rowCount());
            Batch keys = keys(batch);
            for (int i = 0; i < batch.rowCount(); i++) {
                sink.clear();
                boolean isAddition = RowKinds.isAddition(batch.rowKind(i));
                sink.append(isAddition ? UPSERT : DELETE);
                text.append(batch, i, sink);
                sink.append((byte) '}');
                byte[] json = Arrays.copyOf(sink.bytes(), sink.length());
                rows.add(new ChangedRow(key.length == 0 ? "" : key(keys, i), json));
            }
            String name = changes.kind() == ViewChangeSet.Kind.SNAPSHOT ? "snapshot" : "change";
            return new EncodedChanges(
                    changes.version(), changes.id(), event(name, changes.id(), changes.version(), rows, 0), rows);
        }

        private Batch keys(Batch batch) {
            Column[] columns = new Column[key.length];
            for (int i = 0; i < key.length; i++) {
                columns[i] = batch.column(key[i]);
            }
            return new Batch(columns);
        }

        private String key(Batch keys, int row) {
            sink.clear();
            keyText.append(keys, row, sink);
            return new String(sink.bytes(), 0, sink.length(), StandardCharsets.UTF_8);
        }
    }

    /**
     * An event with changed rows.
     *
     * @param id where a stream goes on behind it; "" if that is nowhere
     * @param skipped the changes that were left out before it
     */
    static byte[] event(String name, String id, long version, List<ChangedRow> rows, long skipped) {
        ByteSink out = new ByteSink();
        out.append("event: " + name + "\n" + (id.isEmpty() ? "" : "id: " + id + "\n") + "data: {\"version\":" + version
                + (skipped > 0 ? ",\"skipped\":" + skipped : "") + ",\"changes\":[");
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) {
                out.append((byte) ',');
            }
            out.append(rows.get(i).json);
        }
        out.append("]}\n\n");
        return Arrays.copyOf(out.bytes(), out.length());
    }
}
