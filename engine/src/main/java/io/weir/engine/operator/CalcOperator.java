package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.Column;
import io.weir.engine.expression.Expression;
import java.util.Optional;

/**
 * Filters rows and computes fields.
 *
 * <p><b>Input.</b> Any rows. <b>Output.</b> The rows for which the condition is true, with one column per projection.
 * The condition is evaluated first; the projections see only the rows that passed.
 *
 * <p><b>State.</b> None.
 */
public final class CalcOperator implements Operator {
    private final Expression[] projections;
    private final Optional<Expression> condition;
    private final int[] inputColumns;

    private final Batch out;
    private Batch passed = new Batch();
    private int[] positions = new int[0];
    private boolean isOutPending;

    /**
     * Makes the operator.
     *
     * @param inputColumns the columns of the input that the projections read, ascending
     */
    public CalcOperator(Expression[] projections, Optional<Expression> condition, int[] inputColumns) {
        this.projections = projections.clone();
        this.condition = condition;
        this.inputColumns = inputColumns.clone();
        out = new Batch(new Column[projections.length]);
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isOutPending) {
            Batch rows = condition.isPresent() ? filter(batch, condition.get()) : batch;
            if (rows.rowCount() == 0 && rows.sequence() == Batch.NO_SEQUENCE) {
                return Progress.DONE;
            }
            out.resetRows();
            for (int i = 0; i < projections.length; i++) {
                out.setColumn(i, projections[i].evaluate(rows));
            }
            out.copyRows(rows);
        }
        isOutPending = !output.offer(out);
        return isOutPending ? Progress.BLOCKED : Progress.DONE;
    }

    private Batch filter(Batch batch, Expression predicate) {
        BooleanColumn truth = (BooleanColumn) predicate.evaluate(batch);
        int count = batch.rowCount();
        if (positions.length < count) {
            positions = new int[count];
        }
        int passedCount = select(truth, count, positions);
        if (passedCount == count) {
            return batch;
        }
        if (passed.columnCount() != batch.columnCount()) {
            passed = batch.newEmpty(0);
        }
        for (int column : inputColumns) {
            passed.column(column).gather(batch.column(column), positions, passedCount);
        }
        passed.gatherRows(batch, positions, passedCount);
        return passed;
    }

    private static int select(BooleanColumn truth, int count, int[] positions) {
        boolean[] values = truth.values();
        int selected = 0;
        if (truth.mayHaveNulls()) {
            boolean[] nulls = truth.nulls();
            for (int i = 0; i < count; i++) {
                positions[selected] = i;
                selected += values[i] & !nulls[i] ? 1 : 0;
            }
        } else {
            for (int i = 0; i < count; i++) {
                positions[selected] = i;
                selected += values[i] ? 1 : 0;
            }
        }
        return selected;
    }
}
