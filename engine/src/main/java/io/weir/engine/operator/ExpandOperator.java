package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.expression.Expression;
import io.weir.engine.type.Columns;
import org.apache.flink.table.types.logical.RowType;

/**
 * Gives several rows for each row, one per projection: GROUPING SETS, CUBE and ROLLUP, and DISTINCT that is split.
 *
 * <p><b>Input.</b> Any rows. <b>Output.</b> For each row, in order, its projections, in order; they carry its kind and
 * watermark. One batch for each batch, so that an ordered source stays ordered.
 *
 * <p><b>State.</b> None.
 */
public final class ExpandOperator implements Operator {
    private final Expression[][] projections;
    private final Batch out;
    private boolean isOutPending;

    /**
     * Makes the operator.
     *
     * @param projections for each output row the expressions of its fields
     */
    public ExpandOperator(Expression[][] projections, RowType outputType) {
        this.projections = projections.clone();
        Column[] columns = new Column[outputType.getFieldCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Columns.column(outputType.getTypeAt(i), 0);
        }
        out = new Batch(columns);
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isOutPending) {
            expand(batch);
        }
        isOutPending = !output.offer(out);
        return isOutPending ? Progress.BLOCKED : Progress.DONE;
    }

    private void expand(Batch batch) {
        int count = batch.rowCount();
        int total = Math.multiplyExact(count, projections.length);
        out.reset();
        out.ensureCapacity(total);
        for (int projection = 0; projection < projections.length; projection++) {
            for (int column = 0; column < out.columnCount(); column++) {
                Column values = projections[projection][column].evaluate(batch);
                spread(values, count, out.column(column), projection, projections.length);
            }
        }
        out.setRowCount(total);
        out.setSequence(batch.sequence());
        copyWatermarks(batch, total);
        if (!batch.isInsertOnly()) {
            for (int i = 0; i < total; i++) {
                out.setRowKind(i, batch.rowKind(i / projections.length));
            }
        }
    }

    private void copyWatermarks(Batch batch, int total) {
        if (batch.hasConstantWatermark()) {
            out.setWatermark(batch.watermark(0));
            return;
        }
        long[] watermarks = out.useRowWatermarks(total);
        for (int i = 0; i < total; i++) {
            watermarks[i] = batch.watermark(i / projections.length);
        }
    }

    private static void spread(Column from, int count, Column to, int first, int step) {
        for (int i = 0; i < count; i++) {
            to.set(first + i * step, from, i);
        }
    }
}
