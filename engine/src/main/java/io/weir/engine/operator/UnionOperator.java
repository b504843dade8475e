package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;

/**
 * Gives the rows of all inputs as they come.
 *
 * <p><b>Watermark.</b> The least of the inputs'. Rows carry the common one from here on: no row is late before the
 * slowest input has passed its window, and one of an input that was idle is late once the others have.
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
            out.setWatermark(watermark);
        }
        isOutPending = !output.offer(out);
        return isOutPending ? Progress.BLOCKED : Progress.DONE;
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
