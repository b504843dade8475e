package io.weir.engine.changelog;

import io.weir.columnar.Batch;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.state.KeyedRows;
import io.weir.engine.state.StateTable;
import io.weir.engine.type.Columns;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * The part that operators with one remembered row per key have in common: they take a batch row by row, each of which
 * gives out at most two changes, at once.
 *
 * <p><b>State.</b> One row for each key, until its time to live is over.
 */
abstract class KeyedRowProcessor implements Operator {
    private static final String TABLE = "rows";
    private static final int OUT_ROWS = 256;

    private final RowType rowType;
    private final int[] keyColumns;
    private final long ttlMillis;

    private OperatorContext context;
    private KeyedRows state;
    private ChangelogBatch out;
    private int[] slots = new int[0];
    private int nextRow;
    private boolean isTaking;

    /**
     * Makes the operator.
     *
     * @param rowType input and output
     */
    @SuppressWarnings("NullAway.Init")
    KeyedRowProcessor(RowType rowType, int[] keyColumns, long ttlMillis) {
        this.rowType = rowType;
        this.keyColumns = keyColumns.clone();
        this.ttlMillis = ttlMillis;
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        state = new KeyedRows(Columns.batch(rowType, 0), keyColumns, ttlMillis, operatorContext.clock());
        state.spillTo(operatorContext.stateBackend(), TABLE);
        out = new ChangelogBatch(
                Columns.batch(rowType, Math.min(operatorContext.batchRowsMax(), OUT_ROWS)),
                operatorContext.batchRowsMax());
    }

    @Override
    public final Progress process(int input, Batch batch, Output output) {
        if (!isTaking) {
            slots = state.begin(batch);
            begin(batch);
            nextRow = 0;
            isTaking = true;
        }
        int count = batch.rowCount();
        while (nextRow < count) {
            if (!out.flushFull(output)) {
                return Progress.BLOCKED;
            }
            while (nextRow < count && !out.isFull()) {
                take(batch, nextRow, slots[nextRow], state, out);
                nextRow++;
            }
        }
        if (!out.flush(output)) {
            return Progress.BLOCKED;
        }
        isTaking = false;
        end(context);
        state.end();
        if (state.hasTtl()) {
            context.scheduleTimer(state.nextSweepMillis());
        }
        return Progress.DONE;
    }

    /** A batch begins. */
    void begin(Batch batch) {}

    /** Takes one row, whose key has this slot. */
    abstract void take(Batch batch, int row, int slot, KeyedRows rows, ChangelogBatch changes);

    /** A batch has been taken. */
    void end(OperatorContext operatorContext) {}

    final boolean hasTtl() {
        return state.hasTtl();
    }

    @Override
    public final Progress onTimer(long timeMillis, Output output) {
        state.sweep();
        if (state.size() > 0) {
            context.scheduleTimer(Math.max(state.nextSweepMillis(), timeMillis + 1));
        }
        context.metrics().setStateBytes(state.memoryBytes());
        return Progress.DONE;
    }

    @Override
    public final List<StateTable> stateTables() {
        return List.of(state.table(TABLE));
    }

    @Override
    public final void onRestored() {
        if (state.hasTtl() && state.size() > 0) {
            context.scheduleTimer(
                    Math.max(state.nextSweepMillis(), context.clock().currentTimeMillis() + 1));
        }
    }

    @Override
    public final Progress onInputPause(Output output) {
        context.metrics().setStateBytes(state.memoryBytes());
        return Progress.DONE;
    }

    @Override
    public final Progress complete(Output output) {
        context.metrics().setStateBytes(state.memoryBytes());
        return Progress.DONE;
    }
}
