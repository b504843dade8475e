package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A column that somebody has already evaluated, as an expression: so that several expressions can share one operand.
 */
final class Slot implements Expression {
    private final LogicalType type;
    private Column column;

    /**
     * Makes a slot.
     *
     * @param placeholder what it gives before the first {@link #set}
     */
    Slot(LogicalType type, Column placeholder) {
        this.type = type;
        column = placeholder;
    }

    void set(Column value) {
        column = value;
    }

    @Override
    public LogicalType type() {
        return type;
    }

    @Override
    public Column evaluate(Batch batch) {
        return column;
    }

    @Override
    public boolean isFallible() {
        return false;
    }
}
