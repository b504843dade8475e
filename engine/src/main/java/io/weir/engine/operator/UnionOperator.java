package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;

/**
 * Gives the rows of all inputs as they come.
 *
 * <p><b>Watermark.</b> The least of the inputs'. A row that came with a greater one carries the common one from here
 * on, so that no row is late before the slowest input has passed its window.
 */
public final class UnionOperator implements Operator {
    private Batch out = new Batch();
    private boolean isOutPending;
    private long watermark = Batch.NO_WATERMARK;

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isOutPending) {
            if (out.columnCount() != batch.columnCount()) {
                out = new Batch(new Column[batch.columnCount()]);
            }
            out.resetRows();
            for (int i = 0; i < batch.columnCount(); i++) {
                out.setColumn(i, batch.column(i));
            }
            out.copyRows(batch);
            out.setSequence(Batch.NO_SEQUENCE);
            lowerWatermarks();
        }
        isOutPending = !output.offer(out);
        return isOutPending ? Progress.BLOCKED : Progress.DONE;
    }

    private void lowerWatermarks() {
        if (out.hasConstantWatermark()) {
            out.setWatermark(Math.min(out.watermark(0), watermark));
            return;
        }
        int count = out.rowCount();
        long[] rows = out.useRowWatermarks(count);
        for (int i = 0; i < count; i++) {
            rows[i] = Math.min(rows[i], watermark);
        }
    }

    @Override
    public Progress onWatermark(long millis, Output output) {
        if (!output.offerWatermark(millis)) {
            return Progress.BLOCKED;
        }
        watermark = millis;
        return Progress.DONE;
    }
}
