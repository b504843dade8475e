package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.state.ColumnShape;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.state.KeyedTable;
import io.weir.engine.state.OrderedRows;
import io.weir.engine.state.RowOrder;
import io.weir.engine.state.RowStore;
import io.weir.engine.state.SlotState;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateTable;
import io.weir.engine.type.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Gives out the best rows of each key and window when the window ends: Top-N, or the first or last row, per window.
 *
 * <p><b>Input.</b> Insertions that carry their window, each key in one instance. <b>Output.</b> Insertions: the rows of
 * a window key by key, each key's best first, with the rank behind them if it is asked for.
 *
 * <p><b>Watermark.</b> A window is given out when the watermark reaches its last millisecond, before the watermark is
 * passed on.
 *
 * <p><b>Late rows.</b> Rows whose window has fired, by the watermark that they carry or by that of the operator, are
 * dropped and counted.
 *
 * <p><b>State.</b> A table for each open window: of each key the best rows, as many as are given out.
 */
public final class WindowRankOperator implements Operator {
    private static final int NONE = OrderedRows.NONE;
    /** What the name of a window's table begins with in snapshots; its end follows. */
    private static final String TABLE = "window/";

    /**
     * Which rows are given out.
     *
     * @param keys the columns of the key, without those of the window
     * @param order which row is better
     * @param prefersLater whether of equal rows the later is the better one
     * @param start the first rank that is given out, from 1
     * @param end the last one
     * @param hasRankNumber whether the rank is appended to the row
     */
    public record Choice(
            RowType inputType,
            int[] keys,
            RowOrder order,
            boolean prefersLater,
            long start,
            long end,
            boolean hasRankNumber) {}

    private final WindowInput input;
    private final Choice choice;
    private final TreeMap<Long, Ranks> windows = new TreeMap<>();
    private final Column[] keyColumns;

    private OperatorContext context;
    private RowSlicer slicer;
    private WindowTime time;
    private Batch out;
    /** Room for a row of a snapshot. */
    private Batch readRow;

    private final WindowProgress progress = new WindowProgress();
    private int[] slots = new int[0];
    private int[] positions = new int[0];

    private @Nullable Ranks firing;
    private int firingSlot;
    private int firingRow = NONE;
    private long firingRank;
    private int outCount;
    private boolean isOutPending;

    /** The rows of a window that is open. */
    private final class Ranks implements SlotState {
        private final KeyedSlots keys;
        private final RowStore store = new RowStore(choice.inputType);
        private final OrderedRows ordered = new OrderedRows();
        private Batch batch = new Batch();
        private int position;
        private final OrderedRows.Place place = this::compareRowAtHand;

        Ranks() {
            Column[] prototypes = new Column[choice.keys.length];
            for (int i = 0; i < prototypes.length; i++) {
                prototypes[i] = Columns.column(choice.inputType.getTypeAt(choice.keys[i]), 0);
            }
            keys = new KeyedSlots(KeyedSlots.FOREVER, context.clock(), prototypes);
        }

        private int compareRowAtHand(int row) {
            int order = choice.order.compare(batch, position, store.rows(), row);
            return order == 0 && choice.prefersLater ? -1 : order;
        }

        void add(Batch rows, int[] at, int count) {
            if (slots.length < count) {
                slots = new int[count];
            }
            keys.resolveUntouched(keyColumns, at, count, slots);
            ordered.ensureSlots(keys.slotCount());
            batch = rows;
            for (int i = 0; i < count; i++) {
                position = at[i];
                int slot = slots[i];
                int size = ordered.size(slot);
                boolean isFull = size >= choice.end;
                if (isFull && place.compareTo(ordered.rowAt(slot, size - 1)) >= 0) {
                    continue;
                }
                int rank = ordered.rankOf(slot, place);
                if (isFull) {
                    int last = ordered.rowAt(slot, size - 1);
                    ordered.remove(slot, last);
                    store.remove(last);
                }
                ordered.insert(slot, store.add(rows, position), rank);
                keys.markChanged(slot);
            }
        }

        @Override
        public void ensureSlots(int count) {
            ordered.ensureSlots(count);
        }

        @Override
        public String schema() {
            return "ROWS " + ColumnShape.of(readRow);
        }

        /** The rows of a key, the best first. */
        @Override
        public void writeSlot(int slot, StateOutput stateOut) {
            int size = ordered.size(slot);
            stateOut.putCount(size);
            for (int row = ordered.rowAt(slot, 0); row != NONE; row = ordered.next(row)) {
                stateOut.putRow(store.rows(), row);
            }
        }

        @Override
        public void readSlot(int slot, StateInput in) {
            int size = in.getCount();
            for (int rank = 0; rank < size; rank++) {
                readRow.ensureCapacity(1);
                in.getRow(readRow, 0);
                ordered.insert(slot, store.add(readRow, 0), rank);
                readRow.reset();
            }
        }

        StateTable table(long end) {
            return new KeyedTable(TABLE + end, keys, this);
        }

        long memoryBytes() {
            return keys.memoryBytes() + store.memoryBytes() + ordered.memoryBytes();
        }
    }

    @SuppressWarnings("NullAway.Init")
    public WindowRankOperator(WindowInput input, Choice choice) {
        this.input = input;
        this.choice = choice;
        keyColumns = new Column[choice.keys.length];
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        slicer = input.newSlicer(operatorContext);
        time = input.time().copy();
        Batch rows = Columns.batch(choice.inputType, 0);
        readRow = Columns.batch(choice.inputType, 1);
        Column[] columns = new Column[rows.columnCount() + (choice.hasRankNumber ? 1 : 0)];
        for (int i = 0; i < rows.columnCount(); i++) {
            columns[i] = rows.column(i);
        }
        if (choice.hasRankNumber) {
            columns[rows.columnCount()] = new LongColumn(16);
        }
        out = new Batch(columns);
        positions = new int[operatorContext.batchRowsMax()];
    }

    @Override
    public Progress process(int inputIndex, Batch batch, Output output) {
        SliceBuckets buckets = slicer.slice(batch, progress.watermark());
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i] = batch.column(choice.keys[i]);
        }
        for (int i = 0; i < buckets.bucketCount(); i++) {
            windows.computeIfAbsent(buckets.entry(i), end -> new Ranks())
                    .add(batch, buckets.positions(i), buckets.count(i));
        }
        return Progress.DONE;
    }

    @Override
    public Progress onWatermark(long millis, Output output) {
        boolean isNew = millis > progress.watermark();
        if (isNew && !fireUpTo(millis, output)) {
            return Progress.BLOCKED;
        }
        if (isNew) {
            progress.setWatermark(millis);
            long bytes = 0;
            for (Ranks ranks : windows.values()) {
                bytes += ranks.memoryBytes();
            }
            context.metrics().setStateBytes(bytes);
        }
        return output.offerWatermark(millis) ? Progress.DONE : Progress.BLOCKED;
    }

    @Override
    public List<StateTable> stateTables() {
        List<StateTable> tables = new ArrayList<>();
        tables.add(progress);
        windows.forEach((end, ranks) -> tables.add(ranks.table(end)));
        if (progress.isTracking()) {
            tables.forEach(StateTable::startTracking);
        }
        return tables;
    }

    @Override
    public StateTable restoredTable(String name) {
        if (name.equals(progress.name())) {
            return progress;
        }
        if (!name.startsWith(TABLE)) {
            throw new IllegalArgumentException(name);
        }
        long windowEnd = Long.parseLong(name.substring(TABLE.length()));
        return windows.computeIfAbsent(windowEnd, end -> new Ranks()).table(windowEnd);
    }

    @Override
    public void onRestored() {
        windows.values().removeIf(ranks -> ranks.keys.keyCount() == 0);
    }

    private boolean fireUpTo(long bound, Output output) {
        while (true) {
            Ranks ranks = firing;
            if (ranks == null) {
                Map.Entry<Long, Ranks> first = windows.firstEntry();
                if (first == null || !time.hasFired(first.getKey(), bound)) {
                    return true;
                }
                ranks = first.getValue();
                windows.pollFirstEntry();
                firing = ranks;
                firingSlot = -1;
                firingRow = NONE;
            }
            if (!giveOut(ranks, output)) {
                return false;
            }
            firing = null;
        }
    }

    private boolean giveOut(Ranks ranks, Output output) {
        while (true) {
            if (!isOutPending) {
                fill(ranks);
                if (outCount == 0) {
                    return true;
                }
            }
            isOutPending = !output.offer(out);
            if (isOutPending) {
                return false;
            }
        }
    }

    private void fill(Ranks ranks) {
        int count = 0;
        LongColumn numbers = choice.hasRankNumber ? (LongColumn) out.column(out.columnCount() - 1) : new LongColumn(0);
        numbers.ensureCapacity(choice.hasRankNumber ? positions.length : 0);
        while (count < positions.length) {
            while (firingRow == NONE && firingSlot + 1 < ranks.keys.slotCount()) {
                firingSlot++;
                firingRank = choice.start;
                firingRow = ranks.ordered.rowAt(firingSlot, (int) (choice.start - 1));
            }
            if (firingRow == NONE) {
                break;
            }
            positions[count] = firingRow;
            if (choice.hasRankNumber) {
                numbers.set(count, firingRank);
            }
            count++;
            firingRank++;
            firingRow = ranks.ordered.next(firingRow);
        }
        out.resetRows();
        Batch rows = ranks.store.rows();
        for (int i = 0; i < rows.columnCount(); i++) {
            out.column(i).gather(rows.column(i), positions, count);
        }
        out.setRowCount(count);
        out.setWatermark(progress.watermark());
        outCount = count;
    }
}
