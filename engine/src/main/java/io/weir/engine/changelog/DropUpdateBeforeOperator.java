package io.weir.engine.changelog;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;

/**
 * Leaves out what rows were before an update, for consumers that replace rows by key.
 *
 * <p><b>Input.</b> Any rows. <b>Output.</b> All but UPDATE_BEFORE. <b>State.</b> None.
 */
public final class DropUpdateBeforeOperator implements Operator {
    private Batch kept = new Batch();
    private int[] positions = new int[0];
    private Batch offered = kept;
    private boolean isPending;

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isPending) {
            offered = batch.isInsertOnly() ? batch : keep(batch);
            if (offered.rowCount() == 0 && offered.sequence() == Batch.NO_SEQUENCE) {
                return Progress.DONE;
            }
        }
        isPending = !output.offer(offered);
        return isPending ? Progress.BLOCKED : Progress.DONE;
    }

    private Batch keep(Batch batch) {
        int count = batch.rowCount();
        if (positions.length < count) {
            positions = new int[count];
        }
        int keptCount = 0;
        for (int i = 0; i < count; i++) {
            positions[keptCount] = i;
            keptCount += batch.rowKind(i) == RowKinds.UPDATE_BEFORE ? 0 : 1;
        }
        if (keptCount == count) {
            return batch;
        }
        if (kept.columnCount() != batch.columnCount()) {
            kept = batch.newEmpty(0);
        }
        for (int i = 0; i < batch.columnCount(); i++) {
            kept.column(i).gather(batch.column(i), positions, keptCount);
        }
        kept.gatherRows(batch, positions, keptCount);
        return kept;
    }
}
