package io.weir.engine.changelog;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowKinds;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.state.KeyedRows;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.state.SlotRows;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Keeps changes to itself until the input has ended, and then hands what is left to the operator behind it: what makes
 * a batch of a stream.
 *
 * <p><b>Input.</b> A changelog, whole or by key. <b>Output.</b> Insertions, at the end; those that only append pass at
 * once. <b>State.</b> All rows that are left, or one for each key.
 */
public final class FinalRowsSinkOperator implements Operator {
    private final RowType type;
    private final int[] keys;
    private final Operator next;

    private OperatorContext context;
    private Batch result = new Batch();
    /** By key, or null where all columns are the key. */
    private @Nullable KeyedRows rows;

    private @Nullable KeyedSlots slots;
    /** By slot, how often the row is there. */
    private long[] counts = new long[0];

    private int[] positions = new int[0];
    private int[] found = new int[0];
    private int[] gone = new int[0];
    private int nextSlot;
    private long nextCopy;
    private boolean isResultPending;

    /**
     * Makes the operator.
     *
     * @param keys the columns by which the input updates; empty if it says what every row was before
     * @param next takes the rows; it is opened and closed with this operator
     */
    @SuppressWarnings("NullAway.Init")
    public FinalRowsSinkOperator(RowType type, int[] keys, Operator next) {
        this.type = type;
        this.keys = keys.clone();
        this.next = next;
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        result = Columns.batch(type, operatorContext.batchRowsMax());
        if (keys.length > 0) {
            rows = new KeyedRows(result, keys, KeyedSlots.FOREVER, operatorContext.clock());
        } else {
            slots = new KeyedSlots(KeyedSlots.FOREVER, operatorContext.clock(), columns(result));
        }
        next.open(operatorContext);
    }

    private static Column[] columns(Batch batch) {
        Column[] columns = new Column[batch.columnCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(i);
        }
        return columns;
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (batch.rowCount() > 0) {
            if (rows != null) {
                keepByKey(rows, batch);
            } else {
                keepAll(Objects.requireNonNull(slots), batch);
            }
            context.metrics()
                    .setStateBytes(
                            rows != null
                                    ? rows.memoryBytes()
                                    : Objects.requireNonNull(slots).memoryBytes() + (long) counts.length * Long.BYTES);
        }
        return Progress.DONE;
    }

    private static void keepByKey(KeyedRows rows, Batch batch) {
        int[] slotOf = rows.begin(batch);
        for (int i = 0; i < batch.rowCount(); i++) {
            byte kind = batch.rowKind(i);
            if (RowKinds.isAddition(kind)) {
                rows.set(slotOf[i], batch, i);
            } else if (kind == RowKinds.DELETE) {
                rows.remove(slotOf[i]);
            }
        }
        boolean unused = rows.end();
    }

    private void keepAll(KeyedSlots keyed, Batch batch) {
        int count = batch.rowCount();
        if (positions.length < count) {
            positions = new int[count];
            for (int i = 0; i < count; i++) {
                positions[i] = i;
            }
            found = new int[count];
            gone = new int[count];
        }
        keyed.resolve(columns(batch), positions, count, found);
        if (counts.length < keyed.slotCount()) {
            counts = Arrays.copyOf(counts, Math.max(keyed.slotCount(), 2 * counts.length));
        }
        for (int i = 0; i < count; i++) {
            counts[found[i]] += RowKinds.isAddition(batch.rowKind(i)) ? 1 : -1;
        }
        removeGone(keyed, count);
    }

    private void removeGone(KeyedSlots keyed, int count) {
        Arrays.sort(found, 0, count);
        int goneCount = 0;
        for (int i = 0; i < count; i++) {
            boolean isFirst = i == 0 || found[i - 1] != found[i];
            if (isFirst && counts[found[i]] == 0) {
                gone[goneCount++] = found[i];
            }
        }
        keyed.remove(gone, goneCount);
    }

    /** Time has no meaning for rows that are final. */
    @Override
    public Progress onWatermark(long watermark, Output output) {
        return Progress.DONE;
    }

    @Override
    public Progress complete(Output output) {
        int slotCount =
                rows != null ? rows.slotCount() : Objects.requireNonNull(slots).slotCount();
        while (isResultPending || nextSlot < slotCount) {
            if (!isResultPending) {
                fill(slotCount);
                isResultPending = true;
            }
            Progress progress = next.process(0, result, output);
            if (progress != Progress.DONE) {
                return progress;
            }
            isResultPending = false;
            result.reset();
        }
        return next.complete(output);
    }

    private void fill(int slotCount) {
        int rowsMax = context.batchRowsMax();
        while (nextSlot < slotCount && result.rowCount() < rowsMax) {
            if (rows != null) {
                SlotRows kept = rows.rows();
                if (kept.has(nextSlot)) {
                    result.append(kept.rows(nextSlot), SlotRows.position(nextSlot));
                    result.setRowKind(result.rowCount() - 1, RowKinds.INSERT);
                }
                nextSlot++;
            } else if (nextCopy < counts[nextSlot]) {
                appendKey(Objects.requireNonNull(slots).keys());
                nextCopy++;
            } else {
                nextSlot++;
                nextCopy = 0;
            }
        }
    }

    private void appendKey(Column[] keyColumns) {
        int at = result.rowCount();
        for (int i = 0; i < keyColumns.length; i++) {
            result.column(i).ensureCapacity(at + 1);
            result.column(i).set(at, keyColumns[i], nextSlot);
        }
        result.setRowCount(at + 1);
    }

    @Override
    public void close() {
        next.close();
    }
}
