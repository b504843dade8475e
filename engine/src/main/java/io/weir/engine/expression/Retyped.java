package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import org.apache.flink.table.types.logical.LogicalType;

/** An expression whose column serves as that of another type. */
final class Retyped implements Expression {
    private final Expression operand;
    private final LogicalType type;

    Retyped(Expression operand, LogicalType type) {
        this.operand = operand;
        this.type = type;
    }

    /** The operand as another type; a constant stays a constant. */
    static Expression of(Expression operand, LogicalType type) {
        return operand instanceof Constant constant
                ? new Constant(type, constant.column())
                : new Retyped(operand, type);
    }

    @Override
    public LogicalType type() {
        return type;
    }

    @Override
    public Column evaluate(Batch batch) {
        return operand.evaluate(batch);
    }

    @Override
    public boolean isFallible() {
        return operand.isFallible();
    }

    @Override
    public boolean isDeterministic() {
        return operand.isDeterministic();
    }
}
