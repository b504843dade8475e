package io.weir.engine.changelog;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.state.KeyedTable;
import io.weir.engine.state.StateTable;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * Lets the first row of each key pass, in the order of arrival, and drops its duplicates, which are counted.
 *
 * <p><b>Input.</b> Insertions. <b>Output.</b> Insertions, at once.
 *
 * <p><b>State.</b> The keys. Their time to live begins with their first row; duplicates do not prolong it.
 */
public final class FirstDeduplicateOperator implements Operator {
    private static final String TABLE = "keys";

    private final Column[] prototypes;
    private final int[] keyColumns;
    private final long ttlMillis;
    private final Column[] columns;

    private OperatorContext context;
    private KeyedSlots keys;
    private int[] positions = new int[0];
    private int[] slots = new int[0];
    private int[] firsts = new int[0];
    private Batch out = new Batch();
    private Batch offered = out;
    private boolean isOutPending;

    /** Makes the operator. */
    @SuppressWarnings("NullAway.Init")
    public FirstDeduplicateOperator(RowType rowType, int[] keyColumns, long ttlMillis) {
        this.keyColumns = keyColumns.clone();
        this.ttlMillis = ttlMillis;
        columns = new Column[keyColumns.length];
        prototypes = new Column[keyColumns.length];
        for (int i = 0; i < keyColumns.length; i++) {
            prototypes[i] = io.weir.engine.type.Columns.column(rowType.getTypeAt(keyColumns[i]), 0);
        }
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        keys = new KeyedSlots(ttlMillis, operatorContext.clock(), prototypes);
        keys.spillTo(operatorContext.stateBackend(), TABLE, keys::memoryBytes, this::table);
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isOutPending) {
            int count = batch.rowCount();
            int firstCount = select(batch, count);
            context.metrics().addDuplicateRows(count - firstCount);
            if (firstCount == 0) {
                return Progress.DONE;
            }
            offered = firstCount == count ? batch : gather(batch, firstCount);
        }
        isOutPending = !output.offer(offered);
        return isOutPending ? Progress.BLOCKED : Progress.DONE;
    }

    /** Finds the rows whose key is new. */
    private int select(Batch batch, int count) {
        if (slots.length < count) {
            slots = new int[count];
            firsts = new int[count];
            positions = new int[count];
            for (int i = 0; i < count; i++) {
                positions[i] = i;
            }
        }
        for (int i = 0; i < keyColumns.length; i++) {
            columns[i] = batch.column(keyColumns[i]);
        }
        keys.resolveUntouched(columns, positions, count, slots);
        if (keys.hasTtl()) {
            context.scheduleTimer(keys.nextSweepMillis());
        }
        int[] fresh = keys.freshSlots();
        int freshCount = keys.freshCount();
        int found = 0;
        for (int i = 0; i < count && found < freshCount; i++) {
            if (slots[i] == fresh[found]) {
                keys.markChanged(slots[i]);
                firsts[found++] = i;
            }
        }
        keys.trim();
        if (keys.isSparse()) {
            int[] unused = keys.pack();
        }
        return freshCount;
    }

    private Batch gather(Batch batch, int count) {
        if (out.columnCount() != batch.columnCount()) {
            out = batch.newEmpty(0);
        }
        for (int i = 0; i < batch.columnCount(); i++) {
            out.column(i).gather(batch.column(i), firsts, count);
        }
        out.gatherRows(batch, firsts, count);
        return out;
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        keys.sweep();
        if (keys.keyCount() > 0) {
            context.scheduleTimer(Math.max(keys.nextSweepMillis(), timeMillis + 1));
        }
        context.metrics().setStateBytes(keys.memoryBytes());
        return Progress.DONE;
    }

    @Override
    public List<StateTable> stateTables() {
        return List.of(table());
    }

    private KeyedTable table() {
        return new KeyedTable(TABLE, keys);
    }

    @Override
    public void onRestored() {
        if (keys.hasTtl() && keys.keyCount() > 0) {
            context.scheduleTimer(
                    Math.max(keys.nextSweepMillis(), context.clock().currentTimeMillis() + 1));
        }
    }

    @Override
    public Progress onInputPause(Output output) {
        context.metrics().setStateBytes(keys.memoryBytes());
        return Progress.DONE;
    }

    @Override
    public Progress complete(Output output) {
        context.metrics().setStateBytes(keys.memoryBytes());
        return Progress.DONE;
    }
}
