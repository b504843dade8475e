package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.Column;
import io.weir.engine.expression.Expression;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import java.util.Optional;
import org.apache.flink.table.types.logical.RowType;

/**
 * Joins each row with the rows that a table function gives for it: LATERAL TABLE(…) and UNNEST.
 *
 * <p><b>Input.</b> Any rows. <b>Output.</b> In the order of the input, each row with each row of the function that
 * satisfies the condition; for a left join, a row without any comes once, with NULLs. Rows keep their kind of change
 * and their watermark. A numbered batch gives one batch, so that an ordered source stays ordered; any other gives
 * batches of about the usual size, except that the rows of one row are never divided.
 *
 * <p><b>State.</b> None.
 */
public final class CorrelateOperator implements Operator {
    private final TableCall call;
    private final Optional<Expression> condition;
    private final boolean isLeft;
    private final int leftCount;

    private final Batch made;
    private final Batch out;
    private int batchRowsMax;
    private int[] lefts = new int[0];
    private int[] rights = new int[0];
    private boolean isBegun;
    private int next;
    private boolean isOutPending;

    /**
     * Makes the operator.
     *
     * @param condition on the function's rows
     * @param isLeft whether a row without a row of the function's stays
     */
    public CorrelateOperator(
            RowType inputType, RowType outputType, TableCall call, Optional<Expression> condition, boolean isLeft) {
        this.call = call;
        this.condition = condition;
        this.isLeft = isLeft;
        this.leftCount = inputType.getFieldCount();
        made = new Batch(new Column[call.columnCount()]);
        out = Columns.batch(outputType, 0);
    }

    @Override
    public void open(OperatorContext context) {
        batchRowsMax = context.batchRowsMax();
        call.open(context);
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isBegun) {
            call.begin(batch);
            isBegun = true;
            next = 0;
        }
        if (!call.isReady()) {
            return Progress.CALL_AGAIN;
        }
        boolean isNumbered = batch.sequence() != Batch.NO_SEQUENCE;
        do {
            if (!isOutPending) {
                int from = next;
                next = call.call(from, batch.rowCount(), isNumbered ? Integer.MAX_VALUE : batchRowsMax);
                join(batch, from, next);
            }
            if (out.rowCount() > 0 || isNumbered) {
                isOutPending = !output.offer(out);
                if (isOutPending) {
                    return Progress.BLOCKED;
                }
            }
        } while (next < batch.rowCount());
        isBegun = false;
        return Progress.DONE;
    }

    /** Makes the output of the batch's rows from one position to before another, for which the function was called. */
    private void join(Batch batch, int from, int to) {
        int count = call.rowCount();
        made.resetRows();
        made.setRowCount(count);
        for (int i = 0; i < made.columnCount(); i++) {
            made.setColumn(i, call.column(i));
        }
        int joined = pair(from, to, count);
        for (int i = 0; i < leftCount; i++) {
            out.column(i).gather(batch.column(i), lefts, joined);
        }
        for (int i = 0; i < made.columnCount(); i++) {
            Column source = made.column(i);
            if (isLeft) {
                source.ensureCapacity(count + 1);
                source.writeNull(count);
            }
            out.column(leftCount + i).gather(source, rights, joined);
        }
        out.gatherRows(batch, lefts, joined);
    }

    /**
     * Pairs positions of rows with those of the function's rows; one that has none with the position after the last,
     * where a row of NULLs will stand. The result is how many pairs there are.
     */
    private int pair(int from, int to, int count) {
        ensureCapacity(count + to - from);
        int[] origins = call.origins();
        BooleanColumn truth =
                condition.isPresent() ? (BooleanColumn) condition.get().evaluate(made) : null;
        int joined = 0;
        int right = 0;
        for (int left = from; left < to; left++) {
            int before = joined;
            for (; right < count && origins[right] == left; right++) {
                if (truth == null || (truth.get(right) && !truth.isNull(right))) {
                    lefts[joined] = left;
                    rights[joined++] = right;
                }
            }
            if (isLeft && joined == before) {
                lefts[joined] = left;
                rights[joined++] = count;
            }
        }
        return joined;
    }

    private void ensureCapacity(int count) {
        if (lefts.length < count) {
            int capacity = Math.max(count, lefts.length + (lefts.length >> 1));
            lefts = Arrays.copyOf(lefts, capacity);
            rights = Arrays.copyOf(rights, capacity);
        }
    }
}
