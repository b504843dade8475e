package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.engine.state.InstanceNumbers;
import io.weir.engine.state.StateTable;
import java.util.List;

/**
 * LIMIT and OFFSET without an order: keeps the rows from the first to the last position, as they come.
 *
 * <p><b>Input.</b> Insertions, in one instance. <b>State.</b> The number of rows seen.
 */
public final class LimitOperator implements Operator {
    private final long firstRow;
    private final long lastRow;

    private final InstanceNumbers seen = new InstanceNumbers("seen", 0, "rows");
    private Batch out = new Batch();
    private boolean isOutPending;
    private int[] positions = new int[0];

    /**
     * Makes the operator.
     *
     * @param firstRow the first row that is kept, counted from 1
     * @param lastRow the last row that is kept
     */
    public LimitOperator(long firstRow, long lastRow) {
        this.firstRow = firstRow;
        this.lastRow = lastRow;
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isOutPending) {
            int kept = select(batch);
            seen.set(0, seen.get(0) + batch.rowCount());
            if (kept == 0) {
                return Progress.DONE;
            }
            if (out.columnCount() != batch.columnCount()) {
                out = batch.newEmpty(0);
            }
            for (int i = 0; i < batch.columnCount(); i++) {
                out.column(i).gather(batch.column(i), positions, kept);
            }
            out.gatherRows(batch, positions, kept);
        }
        isOutPending = !output.offer(out);
        return isOutPending ? Progress.BLOCKED : Progress.DONE;
    }

    private int select(Batch batch) {
        int count = batch.rowCount();
        if (positions.length < count) {
            positions = new int[count];
        }
        long before = seen.get(0);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            long row = before + i + 1;
            if (row >= firstRow && row <= lastRow) {
                positions[kept++] = i;
            }
        }
        return kept;
    }

    @Override
    public List<StateTable> stateTables() {
        return List.of(seen);
    }
}
