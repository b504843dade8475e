package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import io.weir.engine.state.RowIndex;
import io.weir.engine.state.RowOrder;
import io.weir.engine.state.RowStore;
import io.weir.engine.state.RowTable;
import io.weir.engine.state.StateTable;
import io.weir.engine.type.Columns;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.RowType;

/**
 * Sorts a bounded input.
 *
 * <p><b>Input.</b> Changes, in one instance. <b>Output.</b> What is left of them at the end, as insertions; equal rows
 * in the order in which they came.
 *
 * <p><b>State.</b> All rows.
 */
public final class SortOperator implements Operator {
    private final RowOrder order;
    private final RowStore store;
    private final RowIndex index;
    private final RowTable table;

    private OperatorContext context;
    private int[] hashes = new int[0];
    private int[] sequences = new int[0];
    private int nextSequence;

    private boolean isSorted;
    private int[] sorted = new int[0];
    private int next;
    private final Batch out;
    private int[] positions = new int[64];
    private boolean isOutPending;
    private long watermark = Batch.NO_WATERMARK;

    @SuppressWarnings("NullAway.Init")
    public SortOperator(RowType type, RowOrder order) {
        this.order = order;
        store = new RowStore(type);
        index = new RowIndex(store, IntStream.range(0, type.getFieldCount()).toArray());
        table = new RowTable("rows", store, new int[0]);
        out = Columns.batch(type, 0);
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        int count = batch.rowCount();
        if (hashes.length < count) {
            hashes = new int[count];
        }
        index.hash(batch, hashes);
        for (int i = 0; i < count; i++) {
            if (RowKinds.isAddition(batch.rowKind(i))) {
                int row = store.add(batch, i);
                table.added(row);
                index.add(row, hashes[i]);
                note(row);
            } else {
                int row = index.find(batch, i, hashes[i]);
                if (row >= 0) {
                    index.removeFirst(row);
                    table.removed(row);
                    store.remove(row);
                    sequences[row] = -1;
                }
            }
        }
        context.metrics().setStateBytes(store.memoryBytes() + index.memoryBytes());
        return Progress.DONE;
    }

    /** The numbers of rows are used again; what came first is told by this. */
    private void note(int row) {
        if (row >= sequences.length) {
            sequences = java.util.Arrays.copyOf(sequences, Math.max(16, Math.max(row + 1, 2 * sequences.length)));
        }
        sequences[row] = nextSequence++;
    }

    @Override
    public List<StateTable> stateTables() {
        return List.of(table);
    }

    @Override
    public void onRestored() {
        int[] rows = new int[store.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = table.pollRead();
            note(rows[i]);
        }
        int[] restoredHashes = new int[store.end()];
        index.hash(store.rows(store.end()), restoredHashes);
        for (int row : rows) {
            index.add(row, restoredHashes[row]);
        }
    }

    @Override
    public Progress onWatermark(long millis, Output output) {
        watermark = millis;
        return output.offerWatermark(millis) ? Progress.DONE : Progress.BLOCKED;
    }

    @Override
    public Progress complete(Output output) {
        if (!isSorted) {
            sort();
            isSorted = true;
        }
        while (isOutPending || next < sorted.length) {
            if (!isOutPending) {
                fill();
            }
            isOutPending = !output.offer(out);
            if (isOutPending) {
                return Progress.BLOCKED;
            }
        }
        return Progress.DONE;
    }

    private void sort() {
        int[] rows = new int[nextSequence];
        java.util.Arrays.fill(rows, -1);
        for (int row = 0; row < store.end(); row++) {
            if (sequences[row] >= 0) {
                rows[sequences[row]] = row;
            }
        }
        sorted = IntStream.of(rows).filter(row -> row >= 0).toArray();
        order.sort(store.rows(), sorted, 0, sorted.length);
    }

    private void fill() {
        int count = Math.min(context.batchRowsMax(), sorted.length - next);
        if (positions.length < count) {
            positions = new int[count];
        }
        System.arraycopy(sorted, next, positions, 0, count);
        out.resetRows();
        for (int i = 0; i < out.columnCount(); i++) {
            out.column(i).gather(store.rows().column(i), positions, count);
        }
        out.setRowCount(count);
        out.setWatermark(watermark);
        next += count;
    }
}
