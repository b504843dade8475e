package io.weir.engine.changelog;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.RowKinds;
import io.weir.engine.expression.Expression;
import io.weir.engine.operator.Operator;
import io.weir.engine.state.KeyedRows;
import io.weir.engine.state.SlotRows;
import java.util.Optional;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Makes a complete changelog of upserts and deletions by key, as a table in Kafka or a database's log gives them.
 *
 * <p><b>Input.</b> Any changes; a deletion need not have more than its key. <b>Output.</b> INSERT for a key that was
 * not there, UPDATE_BEFORE (if wanted) and UPDATE_AFTER for one that was, DELETE with the whole row. A row that is as
 * it was gives nothing, unless there is a time to live: then later operators are to see that the key is alive. Rows
 * that the filter does not let pass count as deleted.
 *
 * <p><b>State.</b> The last row of each key.
 */
public final class ChangelogNormalizeOperator extends KeyedRowProcessor implements Operator {
    private final boolean generatesUpdateBefore;
    private final Optional<Expression> filter;
    private @Nullable BooleanColumn passes;

    /**
     * Makes the operator.
     *
     * @param rowType input and output
     * @param filter which rows exist
     */
    public ChangelogNormalizeOperator(
            RowType rowType,
            int[] keyColumns,
            boolean generatesUpdateBefore,
            Optional<Expression> filter,
            long ttlMillis) {
        super(rowType, keyColumns, ttlMillis);
        this.generatesUpdateBefore = generatesUpdateBefore;
        this.filter = filter;
    }

    @Override
    void begin(Batch batch) {
        if (filter.isPresent()) {
            passes = (BooleanColumn) filter.get().evaluate(batch);
        }
    }

    @Override
    void take(Batch batch, int row, int slot, KeyedRows state, ChangelogBatch out) {
        SlotRows rows = state.rows();
        boolean isKnown = rows.has(slot);
        long watermark = batch.watermark(row);
        if (!RowKinds.isAddition(batch.rowKind(row))) {
            if (isKnown) {
                out.add(RowKinds.DELETE, rows.rows(slot), SlotRows.position(slot), watermark);
                state.remove(slot);
            }
        } else if (isKnown && !hasTtl() && rows.isEqual(slot, batch, row)) {
            return;
        } else if (!passes(row)) {
            if (isKnown) {
                out.add(RowKinds.DELETE, rows.rows(slot), SlotRows.position(slot), watermark);
                state.remove(slot);
            }
        } else {
            if (isKnown) {
                out.addUpdate(generatesUpdateBefore, rows.rows(slot), SlotRows.position(slot), batch, row, watermark);
            } else {
                out.add(RowKinds.INSERT, batch, row, watermark);
            }
            state.set(slot, batch, row);
        }
    }

    private boolean passes(int row) {
        BooleanColumn column = passes;
        return column == null || (!column.isNull(row) && column.get(row));
    }
}
