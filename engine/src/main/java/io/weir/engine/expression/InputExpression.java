package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import org.apache.flink.table.types.logical.LogicalType;

/** A field of the input: the batch's own column. */
final class InputExpression implements Expression {
    private final int index;
    private final LogicalType type;

    InputExpression(int index, LogicalType type) {
        this.index = index;
        this.type = type;
    }

    @Override
    public LogicalType type() {
        return type;
    }

    @Override
    public Column evaluate(Batch batch) {
        return batch.column(index);
    }

    @Override
    public boolean isFallible() {
        return false;
    }
}
