package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.expression.Expression;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import org.apache.flink.table.types.logical.RowType;

/** The rest of the arguments as a row, as often as the first argument says: how INTERSECT ALL and EXCEPT ALL count. */
public final class ReplicateTableCall extends TableCall {
    private final Expression[] arguments;
    private final Column[] values;
    private final Column[] columns;
    private int[] origins = new int[0];

    /** Makes a call; the first argument is a BIGINT. */
    public ReplicateTableCall(Expression[] arguments, RowType resultType) {
        this.arguments = arguments.clone();
        this.values = new Column[arguments.length];
        this.columns = new Column[resultType.getFieldCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Columns.column(resultType.getTypeAt(i), 0);
        }
    }

    @Override
    protected void begin(Batch batch) {
        for (int i = 0; i < arguments.length; i++) {
            values[i] = arguments[i].evaluate(batch);
        }
    }

    @Override
    protected void callRow(int position) {
        if (values[0].isNull(position)) {
            return;
        }
        for (long left = ((LongColumn) values[0]).get(position); left > 0; left--) {
            int row = addRow(position);
            if (row >= origins.length) {
                origins = Arrays.copyOf(origins, Math.max(16, row + (row >> 1)));
            }
            origins[row] = position;
        }
    }

    @Override
    protected void clear() {}

    @Override
    protected void finish() {
        for (int i = 0; i < columns.length; i++) {
            columns[i].gather(values[i + 1], origins, rowCount());
        }
    }

    @Override
    protected int columnCount() {
        return columns.length;
    }

    @Override
    protected Column column(int index) {
        return columns[index];
    }
}
