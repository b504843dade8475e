package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.engine.state.InstanceNumbers;
import io.weir.engine.state.IntList;
import io.weir.engine.state.RowOrder;
import io.weir.engine.state.RowStore;
import io.weir.engine.state.RowTable;
import io.weir.engine.state.SlotState;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateTable;
import io.weir.engine.state.TimeQueue;
import io.weir.engine.time.EventTimes;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * Puts rows in the order of their time, and those of the same time in an order by further fields.
 *
 * <p><b>Input.</b> Insertions, in one instance. <b>Output.</b> The same rows.
 *
 * <p><b>Watermark.</b> Rows up to a watermark are given out before it is passed on. Where the input keeps the order of
 * its source, the watermark that each row carries counts. By processing time, the rows of a millisecond are given out
 * when it is over, those of the last one of a bounded input, as in Flink, never.
 *
 * <p><b>Late rows.</b> A row that is not above the time of a row given out is dropped and counted.
 *
 * <p><b>State.</b> The rows that have not been given out, and up to which time all have.
 */
public final class TemporalSortOperator implements Operator {
    private static final int FIRED_UP_TO = 0;
    private static final int LAST_GIVEN_OUT = 1;

    private final int timeColumn;
    private final boolean isRowtime;
    private final RowOrder order;
    private final boolean isOrdered;
    private final RowStore store;
    private final RowTable table;
    private final TimeQueue waiting = new TimeQueue();
    /** By row, the time that it waits for. */
    private final Times times = new Times();

    private final InstanceNumbers progress =
            new InstanceNumbers("progress", Long.MIN_VALUE, "firedUpTo", "lastGivenOut");

    private OperatorContext context;
    private long watermark = Batch.NO_WATERMARK;
    private int nextRow;

    private final IntList due = new IntList();
    private int nextDue;
    private long dueWatermark;
    private final Batch out;
    private int[] positions = new int[64];
    private boolean isOutPending;

    /**
     * Makes the operator.
     *
     * @param timeColumn the column of the time; without meaning for processing time
     * @param order of the rows of the same time
     * @param isOrdered whether rows come in the order of one source, each with the watermark before it
     */
    @SuppressWarnings("NullAway.Init")
    public TemporalSortOperator(RowType type, int timeColumn, boolean isRowtime, RowOrder order, boolean isOrdered) {
        this.timeColumn = timeColumn;
        this.isRowtime = isRowtime;
        this.order = order;
        this.isOrdered = isOrdered;
        store = new RowStore(type);
        table = new RowTable("rows", store, new int[0], times);
        out = Columns.batch(type, 0);
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isRowtime) {
            takeNow(batch);
            return Progress.DONE;
        }
        int count = batch.rowCount();
        while (nextRow < count) {
            long bound = isOrdered ? batch.watermark(nextRow) : watermark;
            if (!fireUpTo(bound, output)) {
                return Progress.BLOCKED;
            }
            long time = EventTimes.millis(batch.column(timeColumn), nextRow);
            if (time > progress.get(LAST_GIVEN_OUT)) {
                keep(time, batch, nextRow);
            } else {
                context.metrics().addLateRow(Math.max(bound, progress.get(LAST_GIVEN_OUT)), time);
            }
            nextRow++;
        }
        nextRow = 0;
        return Progress.DONE;
    }

    private void takeNow(Batch batch) {
        long now = context.clock().currentTimeMillis();
        for (int i = 0; i < batch.rowCount(); i++) {
            keep(now, batch, i);
        }
        context.scheduleTimer(now + 1);
    }

    private void keep(long time, Batch batch, int position) {
        int row = store.add(batch, position);
        times.ensureSlots(row + 1);
        times.millis[row] = time;
        table.added(row);
        waiting.add(time, row);
    }

    @Override
    public Progress onWatermark(long millis, Output output) {
        if (isRowtime && !fireUpTo(millis, output)) {
            return Progress.BLOCKED;
        }
        watermark = millis;
        context.metrics().setStateBytes(store.memoryBytes() + waiting.memoryBytes());
        return output.offerWatermark(millis) ? Progress.DONE : Progress.BLOCKED;
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        if (due.size() == 0) {
            collectDue(timeMillis - 1);
        }
        if (!giveOut(output)) {
            return Progress.BLOCKED;
        }
        scheduleTimer();
        return Progress.DONE;
    }

    private void scheduleTimer() {
        if (!isRowtime && waiting.size() > 0) {
            context.scheduleTimer(waiting.earliest() + 1);
        }
    }

    @Override
    public List<StateTable> stateTables() {
        return List.of(table, progress);
    }

    @Override
    public void onRestored() {
        for (int row = table.pollRead(); row >= 0; row = table.pollRead()) {
            waiting.add(times.millis[row], row);
        }
        scheduleTimer();
    }

    /** The times of rows in snapshots. */
    private static final class Times implements SlotState {
        private long[] millis = new long[0];

        @Override
        public void ensureSlots(int count) {
            if (count > millis.length) {
                millis = Arrays.copyOf(millis, Math.max(count, 2 * millis.length));
            }
        }

        @Override
        public String schema() {
            return "time";
        }

        @Override
        public void writeSlot(int slot, StateOutput out) {
            out.putLong(millis[slot]);
        }

        @Override
        public void readSlot(int slot, StateInput in) {
            millis[slot] = in.getLong();
        }
    }

    private boolean fireUpTo(long bound, Output output) {
        if (due.size() == 0) {
            if (bound <= progress.get(FIRED_UP_TO)) {
                return true;
            }
            dueWatermark = progress.get(FIRED_UP_TO);
            collectDue(bound);
            progress.set(FIRED_UP_TO, bound);
        }
        return giveOut(output);
    }

    private void collectDue(long upTo) {
        while (waiting.size() > 0 && waiting.earliest() <= upTo) {
            long time = waiting.earliest();
            int from = due.size();
            while (waiting.earliest() == time && waiting.size() > 0) {
                due.add(waiting.poll());
            }
            order.sort(store.rows(), due.items(), from, due.size());
            progress.set(LAST_GIVEN_OUT, time);
        }
        nextDue = 0;
    }

    private boolean giveOut(Output output) {
        while (isOutPending || nextDue < due.size()) {
            if (!isOutPending) {
                fill();
            }
            isOutPending = !output.offer(out);
            if (isOutPending) {
                return false;
            }
        }
        for (int i = 0; i < due.size(); i++) {
            table.removed(due.get(i));
            store.remove(due.get(i));
        }
        due.clear();
        return true;
    }

    private void fill() {
        int count = Math.min(context.batchRowsMax(), due.size() - nextDue);
        if (positions.length < count) {
            positions = new int[count];
        }
        System.arraycopy(due.items(), nextDue, positions, 0, count);
        out.resetRows();
        for (int i = 0; i < out.columnCount(); i++) {
            out.column(i).gather(store.rows().column(i), positions, count);
        }
        out.setRowCount(count);
        out.setWatermark(isRowtime ? dueWatermark : watermark);
        nextDue += count;
    }
}
