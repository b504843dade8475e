package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import io.weir.plan.node.WindowProperty;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * The rows that a window aggregation gives out: keys, results, window properties.
 *
 * @param type all fields
 * @param keyCount the number of keys
 * @param callCount the number of results
 * @param properties what follows the results
 */
public record WindowResult(RowType type, int keyCount, int callCount, List<WindowProperty> properties) {
    public WindowResult {
        properties = List.copyOf(properties);
        for (WindowProperty property : properties) {
            if (property.kind() == WindowProperty.Kind.SLICE_END) {
                throw new NotNativeException("window property " + property.kind());
            }
        }
    }

    Batch newBatch(int capacity) {
        return Columns.batch(type, capacity);
    }

    Column[] columns(Batch batch) {
        Column[] columns = new Column[batch.columnCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(i);
        }
        return columns;
    }

    /** Writes start, end and time of a window; bounds are wall time. */
    void writeProperties(Column[] columns, long start, long end, WindowTime time, int position) {
        for (int i = 0; i < properties.size(); i++) {
            Column column = columns[keyCount + callCount + i];
            switch (properties.get(i).kind()) {
                case WINDOW_START -> set(column, position, start);
                case WINDOW_END -> set(column, position, end);
                case ROWTIME -> set(column, position, time.toEpoch(end - 1));
                case PROCTIME, SLICE_END -> column.setNull(position);
            }
        }
    }

    private static void set(Column column, int position, long millis) {
        if (column instanceof LongColumn longs) {
            longs.set(position, millis);
        } else {
            ((TimestampColumn) column).set(position, millis, 0);
        }
    }
}
