package io.weir.connector.view;

import io.weir.columnar.Batch;
import io.weir.engine.type.RowConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.Row;

/**
 * The answer to a {@link ViewQuery}, all of one version of the view: a batch, which any encoder of the engine writes,
 * and which is the reader's own.
 *
 * @param type the columns
 * @param batch the rows
 * @param nextPage where the rows behind these begin, for {@link ViewQuery#after}; empty if there are none
 * @param freshness how new they are
 */
public record ViewRows(RowType type, Batch batch, Optional<String> nextPage, ViewFreshness freshness) {
    public int rowCount() {
        return batch.rowCount();
    }

    /** The rows as objects of Java, for where they are few. */
    public List<Row> toRows() {
        RowConverter converter = new RowConverter(type);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < batch.rowCount(); i++) {
            rows.add(converter.toRow(batch, i));
        }
        return rows;
    }
}
