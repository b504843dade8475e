package io.weir.engine.group;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;

/**
 * Lets event time advance in steps: a watermark, also that of each row, becomes the end of the last step that it has
 * reached, so that what waits for event time works in mini-batches.
 *
 * <p><b>Input, output.</b> Any rows, unchanged but for their watermarks.
 *
 * <p><b>State.</b> None: a step hangs on the watermark alone, so that it is the same at every parallelism.
 */
public final class MiniBatchAssignerOperator implements Operator {
    private final long intervalMillis;
    private Batch out = new Batch();
    private boolean isOutPending;
    private long watermark = Batch.NO_WATERMARK;

    public MiniBatchAssignerOperator(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isOutPending) {
            if (out.columnCount() != batch.columnCount()) {
                out = new Batch(new Column[batch.columnCount()]);
            }
            for (int i = 0; i < batch.columnCount(); i++) {
                out.setColumn(i, batch.column(i));
            }
            out.copyRows(batch);
            step(batch);
        }
        isOutPending = !output.offer(out);
        return isOutPending ? Progress.BLOCKED : Progress.DONE;
    }

    private void step(Batch batch) {
        if (batch.hasConstantWatermark()) {
            out.setWatermark(step(batch.watermark(0)));
            return;
        }
        int count = batch.rowCount();
        long[] watermarks = out.useRowWatermarks(count);
        for (int row = 0; row < count; row++) {
            watermarks[row] = step(watermarks[row]);
        }
    }

    /** The last millisecond of the last step that is over at the watermark. */
    private long step(long millis) {
        if (millis == Long.MAX_VALUE || millis < Long.MIN_VALUE + 2 * intervalMillis) {
            return millis;
        }
        long stepped = Math.floorDiv(millis + 1, intervalMillis) * intervalMillis - 1;
        // Event time begins at 0: the end of the step before is none that it has reached.
        return millis >= 0 && stepped < 0 ? Batch.NO_WATERMARK : stepped;
    }

    @Override
    public Progress onWatermark(long millis, Output output) {
        long stepped = step(millis);
        if (stepped <= watermark) {
            return Progress.DONE;
        }
        if (!output.offerWatermark(stepped)) {
            return Progress.BLOCKED;
        }
        watermark = stepped;
        return Progress.DONE;
    }
}
