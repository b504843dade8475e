package io.weir.engine.runtime;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import java.util.Arrays;

/**
 * Puts the columns that a source was asked for at their positions in the scan's row; the columns that no operator reads
 * are not asked for, and hold nothing.
 */
public final class SourceLayout {
    private final int[] sourceIndexes;
    private final boolean isIdentity;
    private final Batch arranged;
    private final IntColumn unread = new IntColumn(0);

    /** For each column of the scan's row, its index in the source's batches, or -1 if it is not read. */
    public SourceLayout(int[] sourceIndexes) {
        this.sourceIndexes = sourceIndexes;
        boolean identity = true;
        for (int i = 0; i < sourceIndexes.length; i++) {
            identity &= sourceIndexes[i] == i;
        }
        isIdentity = identity;
        Column[] columns = new Column[sourceIndexes.length];
        Arrays.fill(columns, unread);
        arranged = new Batch(columns);
    }

    /** A layout of its own for another thread. */
    public SourceLayout copy() {
        return new SourceLayout(sourceIndexes);
    }

    Batch arrange(Batch batch) {
        if (isIdentity) {
            return batch;
        }
        arranged.resetRows();
        for (int i = 0; i < sourceIndexes.length; i++) {
            if (sourceIndexes[i] >= 0) {
                arranged.setColumn(i, batch.column(sourceIndexes[i]));
            }
        }
        arranged.copyRows(batch);
        return arranged;
    }
}
