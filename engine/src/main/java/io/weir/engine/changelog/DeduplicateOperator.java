package io.weir.engine.changelog;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.state.KeyedRows;
import io.weir.engine.state.SlotRows;
import io.weir.engine.time.EventTimes;
import org.apache.flink.table.types.logical.RowType;

/**
 * Keeps the first or the last row of each key, and updates it: by event time, or the last one by arrival.
 *
 * <p><b>Input.</b> Insertions. <b>Output.</b> INSERT for the first row of a key; UPDATE_BEFORE (if wanted) and
 * UPDATE_AFTER when another row takes its place. Of rows with the same event time the first one is the first, and the
 * last one the last. By arrival, a row that is as the one before gives nothing, unless there is a time to live: then
 * later operators are to see that the key is alive.
 *
 * <p><b>State.</b> The row of each key.
 */
public final class DeduplicateOperator extends KeyedRowProcessor implements Operator {
    /** Which row of a key is kept. */
    public enum Kept {
        FIRST_BY_TIME,
        LAST_BY_TIME,
        LAST_BY_ARRIVAL
    }

    private final Kept kept;
    private final int timeColumn;
    private final boolean generatesUpdateBefore;
    private final boolean generatesInsert;
    private long duplicates;

    /**
     * Makes the operator.
     *
     * @param timeColumn the column of event time; without meaning by arrival
     * @param generatesInsert whether the first row of a key is an INSERT; if not, and no UPDATE_BEFORE is wanted, it is
     *     an UPDATE_AFTER like any other
     */
    public DeduplicateOperator(
            RowType rowType,
            int[] keyColumns,
            Kept kept,
            int timeColumn,
            boolean generatesUpdateBefore,
            boolean generatesInsert,
            long ttlMillis) {
        super(rowType, keyColumns, ttlMillis);
        this.kept = kept;
        this.timeColumn = timeColumn;
        this.generatesUpdateBefore = generatesUpdateBefore;
        this.generatesInsert = generatesInsert || generatesUpdateBefore;
    }

    @Override
    void take(Batch batch, int row, int slot, KeyedRows state, ChangelogBatch out) {
        SlotRows rows = state.rows();
        long watermark = batch.watermark(row);
        if (!rows.has(slot)) {
            out.add(generatesInsert ? RowKinds.INSERT : RowKinds.UPDATE_AFTER, batch, row, watermark);
            state.set(slot, batch, row);
            return;
        }
        duplicates++;
        if (takesPlace(batch, row, slot, rows)) {
            out.addUpdate(generatesUpdateBefore, rows.rows(slot), SlotRows.position(slot), batch, row, watermark);
            state.set(slot, batch, row);
        }
    }

    private boolean takesPlace(Batch batch, int row, int slot, SlotRows rows) {
        if (kept == Kept.LAST_BY_ARRIVAL) {
            // Without INSERT and UPDATE_BEFORE, Flink remembers nothing, so that every row passes.
            return !generatesInsert || hasTtl() || !rows.isEqual(slot, batch, row);
        }
        long time = EventTimes.millis(batch.column(timeColumn), row);
        long known = EventTimes.millis(rows.rows(slot).column(timeColumn), SlotRows.position(slot));
        return kept == Kept.LAST_BY_TIME ? time >= known : time < known;
    }

    @Override
    void end(OperatorContext context) {
        context.metrics().addDuplicateRows(duplicates);
        duplicates = 0;
    }
}
