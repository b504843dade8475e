package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowColumn;
import org.apache.flink.table.types.logical.LogicalType;

/** A field of a nested row. A null row has null fields, so the field's own column is the answer. */
final class FieldExpression implements Expression {
    private final Expression row;
    private final int index;
    private final LogicalType type;

    FieldExpression(Expression row, int index, LogicalType type) {
        this.row = row;
        this.index = index;
        this.type = type;
    }

    @Override
    public LogicalType type() {
        return type;
    }

    @Override
    public Column evaluate(Batch batch) {
        return ((RowColumn) row.evaluate(batch)).field(index);
    }

    @Override
    public boolean isFallible() {
        return row.isFallible();
    }

    @Override
    public boolean isDeterministic() {
        return row.isDeterministic();
    }
}
