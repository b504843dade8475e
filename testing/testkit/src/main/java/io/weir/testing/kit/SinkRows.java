package io.weir.testing.kit;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.type.Columns;
import java.util.ArrayList;
import java.util.List;

/** The rows that the contract of sinks is tested with. */
final class SinkRows {
    private SinkRows() {}

    /** Row i of the test is {@code i,name i}. */
    static Batch batch(int first, int count) {
        Batch batch = Columns.batch(SinkEpochsContract.TYPE, Math.max(1, count));
        fill(batch, first, count);
        return batch;
    }

    static void fill(Batch batch, int first, int count) {
        batch.reset();
        batch.ensureCapacity(count);
        for (int i = 0; i < count; i++) {
            ((LongColumn) batch.column(0)).set(i, first + i);
            ((BytesColumn) batch.column(1)).set(i, "name " + (first + i));
        }
        batch.setRowCount(count);
    }

    static List<String> expected(int count) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(i + ",name " + i);
        }
        return rows;
    }
}
