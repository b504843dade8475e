package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.engine.type.Columns;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * An expression that evaluates its operands and then runs a kernel over their columns.
 *
 * <p><b>Nulls.</b> Unless {@link #ownNulls()} was called, the result is null wherever an operand is, and the kernel may
 * compute on those positions as well: what it writes there is ignored. A kernel that can fail, or whose result is of
 * variable length, skips the positions that {@link Column#isNull} of its result says are null. A kernel may mark
 * further positions as null.
 */
abstract class KernelExpression implements Expression {
    private final LogicalType type;
    private final Expression[] operands;
    private final Column[] arguments;
    private final Column result;
    private boolean propagatesNulls = true;
    private boolean fallible;
    private boolean deterministic = true;

    KernelExpression(LogicalType type, Expression... operands) {
        this.type = type;
        this.operands = operands;
        arguments = new Column[operands.length];
        result = Columns.column(type, 0);
        for (Expression operand : operands) {
            fallible |= operand.isFallible();
            deterministic &= operand.isDeterministic();
        }
    }

    /** The kernel can throw; see {@link Expression#isFallible()}. */
    final KernelExpression fallible() {
        fallible = true;
        return this;
    }

    /** Two evaluations may differ. */
    final KernelExpression nondeterministic() {
        deterministic = false;
        return this;
    }

    /** The kernel looks at its operands' nulls itself; its result starts without nulls. */
    final KernelExpression ownNulls() {
        propagatesNulls = false;
        return this;
    }

    @Override
    public final LogicalType type() {
        return type;
    }

    @Override
    public final boolean isFallible() {
        return fallible;
    }

    @Override
    public final boolean isDeterministic() {
        return deterministic;
    }

    final Expression[] operands() {
        return operands;
    }

    @Override
    public final Column evaluate(Batch batch) {
        int count = batch.rowCount();
        for (int i = 0; i < operands.length; i++) {
            arguments[i] = operands[i].evaluate(batch);
        }
        result.reset();
        result.ensureCapacity(count);
        if (propagatesNulls) {
            for (Column argument : arguments) {
                result.addNulls(argument, count);
            }
            if (result.mayHaveNulls() && result instanceof BytesColumn bytes) {
                emptyNulls(bytes, count);
            }
        }
        run(arguments, result, batch);
        return result;
    }

    /** A null text is empty, so that nobody reads beyond the bytes. */
    private static void emptyNulls(BytesColumn column, int count) {
        boolean[] nulls = column.nulls();
        for (int i = 0; i < count; i++) {
            if (nulls[i]) {
                column.setView(i, 0, 0);
            }
        }
    }

    /** Writes the result for the batch's rows. */
    abstract void run(Column[] arguments, Column result, Batch batch);
}
