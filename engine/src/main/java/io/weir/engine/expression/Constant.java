package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import org.apache.flink.table.types.logical.LogicalType;

/** The same value for every row; its column is filled once and grows with the greatest batch. */
final class Constant implements Expression {
    private final LogicalType type;
    private final Column column;
    private int filled = 1;

    /**
     * Makes a constant.
     *
     * @param column holds the value at position 0 and nothing else; it belongs to this constant from now on
     */
    Constant(LogicalType type, Column column) {
        this.type = type;
        this.column = column;
    }

    @Override
    public LogicalType type() {
        return type;
    }

    @Override
    public Column evaluate(Batch batch) {
        if (filled < batch.rowCount()) {
            fill(batch.rowCount());
        }
        return column;
    }

    private void fill(int count) {
        column.ensureCapacity(count);
        int end = column.capacity();
        if (column instanceof BytesColumn bytes) {
            for (int i = filled; i < end; i++) {
                bytes.setView(i, bytes.starts()[0], bytes.lengths()[0]);
                if (column.isNull(0)) {
                    column.setNull(i);
                }
            }
        } else {
            for (int i = filled; i < end; i++) {
                column.set(i, column, 0);
            }
        }
        filled = end;
    }

    @Override
    public boolean isFallible() {
        return false;
    }

    boolean isNull() {
        return column.isNull(0);
    }

    /** The column; its position 0 holds the value. */
    Column column() {
        return column;
    }

    boolean booleanValue() {
        return ((BooleanColumn) column).get(0);
    }

    int intValue() {
        return ((IntColumn) column).get(0);
    }

    /** The value of a column of ints or longs. */
    long longValue() {
        return column instanceof IntColumn ints ? ints.get(0) : ((LongColumn) column).get(0);
    }

    float floatValue() {
        return ((FloatColumn) column).get(0);
    }

    double doubleValue() {
        return ((DoubleColumn) column).get(0);
    }

    String stringValue() {
        return ((BytesColumn) column).getString(0);
    }

    byte[] bytesValue() {
        return ((BytesColumn) column).getBytes(0);
    }
}
