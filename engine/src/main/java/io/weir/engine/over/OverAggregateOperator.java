package io.weir.engine.over;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.expression.Expression;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.state.IntList;
import io.weir.engine.state.StateTable;
import io.weir.engine.time.EventTimes;
import io.weir.engine.type.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.table.types.logical.RowType;

/**
 * Appends to each row aggregates over the rows of its key up to it: all of them, so many rows, or so much time.
 *
 * <p><b>Input.</b> Insertions, each key in one instance. <b>Output.</b> The rows with the results behind them, as
 * insertions; by event time in its order.
 *
 * <p><b>Watermark.</b> Rows wait until the watermark reaches their time, and are given out before it is passed on.
 * Where the input keeps the order of its source, the watermark that each row carries counts. By processing time, rows
 * are given out at once, or, where those of a millisecond belong together, when it is over; those of the last one of a
 * bounded input, as in Flink, never.
 *
 * <p><b>Late rows.</b> As in Flink: with all rows before in the frame, a row that the watermark has passed is dropped
 * and counted; with a bounded frame only a row that is not above what has been given out for its key.
 *
 * <p><b>State.</b> {@link OverState}. A row leaves when no later frame can hold it: what goes out of a frame is taken
 * away from the accumulators, so that the cost of a row does not grow with the frame.
 */
public final class OverAggregateOperator implements Operator {
    private final RowType inputType;
    private final OverFrame frame;
    private final Aggregation aggregation;
    private final Supplier<Expression[]> constants;
    private final long ttlMillis;
    private final boolean isOrdered;

    private OperatorContext context;
    private OverState state;
    private long watermark = Batch.NO_WATERMARK;
    /** Up to this time, rows have been given out. */
    private final FiredTime firedUpTo = new FiredTime();

    private boolean isTaking;
    private int nextRow;
    private int[] positions = new int[0];
    private int[] rowSlots = new int[0];

    private boolean isFiring;
    private final IntList due = new IntList();
    private int resolvedTo;
    private int chunkStart;
    private int chunkEnd;
    private long dueWatermark;
    private final IntList dead = new IntList();

    private final Batch out;
    private final Column[] results;
    private int[] outRows = new int[64];
    private int outCount;
    private boolean isOutPending;

    /**
     * Makes the operator.
     *
     * @param aggregation over the input's rows with the constants behind them, its keys the partitions
     * @param constants makes the values of the constants, for a thread of their own
     * @param ttlMillis how long a key is kept after its last row, or 0; without meaning for a bounded range
     * @param isOrdered whether rows come in the order of one source, each with the watermark before it
     */
    @SuppressWarnings("NullAway.Init")
    public OverAggregateOperator(
            RowType inputType,
            OverFrame frame,
            Aggregation aggregation,
            Supplier<Expression[]> constants,
            long ttlMillis,
            boolean isOrdered) {
        this.inputType = inputType;
        this.frame = frame;
        this.aggregation = aggregation;
        this.constants = constants;
        this.ttlMillis = frame.isBoundedRange() ? 0 : ttlMillis;
        this.isOrdered = isOrdered;
        Batch rows = Columns.batch(inputType, 0);
        results = aggregation.newResultColumns(64);
        Column[] columns = new Column[rows.columnCount() + results.length];
        for (int i = 0; i < rows.columnCount(); i++) {
            columns[i] = rows.column(i);
        }
        System.arraycopy(results, 0, columns, rows.columnCount(), results.length);
        out = new Batch(columns);
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        state = new OverState(frame, inputType, aggregation, constants.get(), ttlMillis, operatorContext.clock());
    }

    // ---- taking
    // ------------------------------------------------------------------------------------------------------

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isTaking) {
            begin(batch);
        }
        boolean isDone = frame.isRowtime() ? takeByTime(batch, output) : fire(output);
        if (!isDone) {
            return Progress.BLOCKED;
        }
        isTaking = false;
        scheduleTimer();
        return Progress.DONE;
    }

    private void begin(Batch batch) {
        isTaking = true;
        nextRow = 0;
        int count = batch.rowCount();
        if (positions.length < count) {
            positions = new int[count];
            rowSlots = new int[count];
            for (int i = 0; i < count; i++) {
                positions[i] = i;
            }
        }
        if (frame.isBoundedRange()) {
            state.resolve(batch, positions, count, rowSlots);
        }
        if (!frame.isRowtime()) {
            takeNow(batch);
        }
    }

    private void takeNow(Batch batch) {
        long now = context.clock().currentTimeMillis();
        for (int i = 0; i < batch.rowCount(); i++) {
            if (frame.isWaiting()) {
                state.addWaiting(batch, i, now, rowSlots[i]);
            } else {
                due.add(state.rows().add(batch, i, now));
            }
        }
        dueWatermark = watermark;
        isFiring = !frame.isWaiting();
    }

    private boolean takeByTime(Batch batch, Output output) {
        Column timeColumn = batch.column(frame.timeColumn());
        int count = batch.rowCount();
        while (nextRow < count) {
            long bound = isOrdered ? batch.watermark(nextRow) : watermark;
            if (isFiring || bound > firedUpTo.millis()) {
                if (!fireUpTo(bound, output)) {
                    return false;
                }
                if (state.cleanUp(bound)) {
                    resolveRest(batch);
                }
            }
            long time = EventTimes.millis(timeColumn, nextRow);
            if (isLate(batch, time)) {
                context.metrics().addLateRow(Math.max(bound, firedUpTo.millis()), time);
            } else if (frame.isBoundedRange()) {
                state.addWaiting(batch, nextRow, time, rowSlots[nextRow]);
            } else {
                int unused = state.rows().addWaiting(batch, nextRow, time);
            }
            nextRow++;
        }
        return true;
    }

    /** Keys that were forgotten may come again in the same batch. */
    private void resolveRest(Batch batch) {
        int count = batch.rowCount() - nextRow;
        int[] rest = Arrays.copyOfRange(positions, nextRow, batch.rowCount());
        int[] found = new int[count];
        state.resolve(batch, rest, count, found);
        System.arraycopy(found, 0, rowSlots, nextRow, count);
    }

    private boolean isLate(Batch batch, long time) {
        if (!frame.isBounded()) {
            return time <= Math.max(batch.watermark(nextRow), firedUpTo.millis());
        }
        if (frame.isBoundedRange()) {
            return time <= state.firedTime(rowSlots[nextRow]);
        }
        // What is above the watermark is above what was given out for any key.
        return time <= 0 || (time <= firedUpTo.millis() && time <= state.firedTime(batch, nextRow));
    }

    // ---- firing
    // ------------------------------------------------------------------------------------------------------

    @Override
    public Progress onWatermark(long millis, Output output) {
        if (frame.isRowtime()) {
            if (isFiring || millis > firedUpTo.millis()) {
                if (!fireUpTo(millis, output)) {
                    return Progress.BLOCKED;
                }
                state.cleanUp(millis);
            }
            scheduleTimer();
        }
        if (watermark != millis) {
            watermark = millis;
            context.metrics().setStateBytes(state.memoryBytes());
        }
        return output.offerWatermark(millis) ? Progress.DONE : Progress.BLOCKED;
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        if (!frame.isRowtime() && frame.isWaiting()) {
            if (!isFiring) {
                state.rows().pollWaiting(timeMillis - 1, due);
                dueWatermark = watermark;
                isFiring = true;
            }
            if (!fire(output)) {
                return Progress.BLOCKED;
            }
            state.cleanUp(timeMillis);
        }
        if (state.hasTtl()) {
            state.sweep();
        }
        scheduleTimer();
        return Progress.DONE;
    }

    @Override
    public List<StateTable> stateTables() {
        if (!frame.isRowtime()) {
            return state.tables();
        }
        List<StateTable> tables = new ArrayList<>(state.tables());
        tables.add(firedUpTo);
        return tables;
    }

    @Override
    public void onRestored() {
        state.onRestored();
        scheduleTimer();
    }

    private void scheduleTimer() {
        long next = Long.MAX_VALUE;
        if (state.hasTtl()) {
            next = state.nextSweepMillis();
        } else if (!frame.isRowtime() && frame.isWaiting()) {
            long waiting = state.rows().earliestWaiting();
            next = Math.min(waiting == Long.MAX_VALUE ? waiting : waiting + 1, state.earliestCleanup());
        }
        if (next != Long.MAX_VALUE) {
            context.scheduleTimer(Math.max(next, context.clock().currentTimeMillis() + 1));
        }
    }

    private boolean fireUpTo(long bound, Output output) {
        if (!isFiring) {
            state.rows().pollWaiting(bound, due);
            dueWatermark = firedUpTo.millis();
            firedUpTo.set(bound);
            isFiring = true;
        }
        return fire(output);
    }

    /** Gives out the rows that are due; false if the output is full. */
    private boolean fire(Output output) {
        while (isFiring) {
            if (isOutPending) {
                if (!output.offer(out)) {
                    return false;
                }
                forgetOut();
            }
            if (chunkStart < chunkEnd && outCount < context.batchRowsMax()) {
                write();
            } else if (outCount >= context.batchRowsMax()) {
                finishOut();
            } else if (chunkEnd < due.size()) {
                aggregateNext();
            } else if (outCount > 0) {
                finishOut();
            } else {
                due.clear();
                resolvedTo = 0;
                chunkStart = 0;
                chunkEnd = 0;
                isFiring = false;
            }
        }
        return true;
    }

    private void aggregateNext() {
        if (chunkEnd == resolvedTo) {
            resolvedTo = blockEnd();
            if (!frame.isBoundedRange()) {
                state.resolveKept(due.items(), chunkEnd, resolvedTo - chunkEnd);
            }
        }
        chunkStart = chunkEnd;
        chunkEnd = state.aggregate(due.items(), chunkStart, resolvedTo, dead);
    }

    /** A block of rows that does not end in the midst of a time. */
    private int blockEnd() {
        int end = (int) Math.min(due.size(), (long) chunkEnd + context.batchRowsMax());
        while (frame.isByTime()
                && end < due.size()
                && state.rows().time(due.get(end)) == state.rows().time(due.get(end - 1))) {
            end++;
        }
        return end;
    }

    private void write() {
        int count = Math.min(chunkEnd - chunkStart, context.batchRowsMax() - outCount);
        int rows = outCount + count;
        if (outRows.length < rows) {
            outRows = new int[Math.max(rows, Math.min(context.batchRowsMax(), 2 * outRows.length))];
        }
        for (Column result : results) {
            result.ensureCapacity(rows);
        }
        for (int i = 0; i < count; i++) {
            int row = due.get(chunkStart + i);
            outRows[outCount + i] = row;
            state.aggregators().writeResult(state.rows().slot(row), results, 0, outCount + i);
        }
        chunkStart += count;
        outCount = rows;
    }

    private void finishOut() {
        Batch rows = state.rows().rows();
        for (int i = 0; i < rows.columnCount(); i++) {
            out.column(i).gather(rows.column(i), outRows, outCount);
        }
        out.setRowCount(outCount);
        out.setWatermark(dueWatermark);
        isOutPending = true;
    }

    private void forgetOut() {
        isOutPending = false;
        out.resetRows();
        for (Column result : results) {
            result.reset();
        }
        outCount = 0;
        // A row of the chunk that is being written may be among them.
        if (chunkStart == chunkEnd) {
            for (int i = 0; i < dead.size(); i++) {
                state.rows().remove(dead.get(i));
            }
            dead.clear();
        }
    }
}
