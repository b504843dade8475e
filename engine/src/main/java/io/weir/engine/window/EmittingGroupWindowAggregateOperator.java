package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowKinds;
import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.changelog.ChangelogBatch;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.state.SlotRows;
import io.weir.engine.state.SlotTimers;
import io.weir.engine.state.StateTable;
import io.weir.engine.time.EventTimes;
import java.util.ArrayList;
import java.util.List;

/**
 * Aggregates by tumbling or hopping window and gives windows out early, or again for late rows.
 *
 * <p><b>Input.</b> Insertions, or with an aggregation of changes any. <b>Output.</b> INSERT when a window is given out
 * for the first time, UPDATE_BEFORE and UPDATE_AFTER when it has changed since, DELETE when all its rows have been
 * taken away. Rows of one batch that change the same group may give one change.
 *
 * <p><b>Watermark.</b> A window is given out when the watermark (or the clock, for processing time) reaches its last
 * millisecond. Before that, changes are given out after the early delay by the clock; after that, after the late delay.
 * What still waits when the window is forgotten is given out then: a late row that was taken is never lost.
 *
 * <p><b>Late rows.</b> A row whose windows have all been forgotten is dropped and counted.
 *
 * <p><b>State.</b> The groups of each window and what was given out of them, until the watermark passes the window's
 * end by the allowed lateness.
 */
public final class EmittingGroupWindowAggregateOperator implements Operator {
    private static final int OUT_ROWS = 256;

    private final WindowInput input;
    private final WindowResult result;
    private final Aggregation aggregation;
    private final EmitStrategy strategy;
    private final boolean isOrdered;
    private final boolean givesEveryChange;
    private final SlicedWindows windows;

    private final EmittedWindows emitted = new EmittedWindows();
    private final WindowProgress progress = new WindowProgress();
    private final SlotTimers earlyTimers = new SlotTimers();
    private final SlotTimers lateTimers = new SlotTimers();
    private final EmitQueue queue = new EmitQueue();
    private final SliceBuckets buckets = new SliceBuckets();

    private OperatorContext context;
    private WindowTime time;
    private ChangelogBatch out;
    private Batch current;
    private Column[] currentColumns = new Column[0];
    private boolean isTaking;
    private int nextRow;

    /**
     * Makes the operator.
     *
     * @param isOrdered whether rows come in the order of one source, each with the watermark before it
     * @param givesEveryChange whether each row gives its change, and not all of a batch one
     */
    @SuppressWarnings("NullAway.Init")
    public EmittingGroupWindowAggregateOperator(
            WindowInput input,
            WindowResult result,
            Aggregation aggregation,
            EmitStrategy strategy,
            boolean isOrdered,
            boolean givesEveryChange) {
        this.input = input;
        this.result = result;
        this.aggregation = aggregation;
        this.strategy = strategy;
        this.isOrdered = isOrdered;
        this.givesEveryChange = givesEveryChange;
        windows = input.windows();
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        time = input.time().copy();
        current = result.newBatch(1);
        currentColumns = result.columns(current);
        int rowsMax = operatorContext.batchRowsMax();
        out = new ChangelogBatch(result.newBatch(Math.min(rowsMax, OUT_ROWS)), rowsMax);
    }

    // ---- rows -------------------------------------------------------------------------------------------------------

    @Override
    public Progress process(int inputIndex, Batch batch, Output output) {
        if (!isTaking) {
            nextRow = 0;
            isTaking = true;
        }
        while (true) {
            if (!giveOut(output)) {
                return Progress.BLOCKED;
            }
            if (nextRow == batch.rowCount()) {
                break;
            }
            if (!input.isProcessingTime()) {
                long bound = bound(batch, nextRow);
                if (!fireUpTo(bound, output)) {
                    return Progress.BLOCKED;
                }
                progress.setFiredUpTo(bound);
            }
            take(batch);
        }
        if (!out.flush(output)) {
            return Progress.BLOCKED;
        }
        isTaking = false;
        scheduleNext();
        return Progress.DONE;
    }

    /** What has fired before a row: its own watermark where rows keep their order, so that batches do not matter. */
    private long bound(Batch batch, int row) {
        return Math.max(progress.firedUpTo(), isOrdered ? batch.watermark(row) : progress.watermark());
    }

    /** Takes the rows up to the next one before which something else fires. */
    private void take(Batch batch) {
        int count = batch.rowCount();
        buckets.reset(count);
        long now = context.clock().currentTimeMillis();
        while (nextRow < count && (input.isProcessingTime() || bound(batch, nextRow) == progress.firedUpTo())) {
            long epoch = input.isProcessingTime() ? now : EventTimes.millis(batch.column(input.timeColumn()), nextRow);
            long fired = Math.max(batch.watermark(nextRow), progress.firedUpTo());
            if (!assign(time.toWall(epoch), fired, nextRow)) {
                context.metrics().addLateRow(fired, epoch);
            }
            nextRow++;
            if (givesEveryChange) {
                break;
            }
        }
        for (int i = 0; i < buckets.bucketCount(); i++) {
            add(batch, window(buckets.entry(i)), buckets.positions(i), buckets.count(i), now);
        }
    }

    /** Puts a row into its windows that are not forgotten; false if there were some and all are. */
    private boolean assign(long wall, long bound, int row) {
        long slice = windows.sliceEnd(wall);
        long first = windows.firstWindowEnd(slice);
        if (first == Long.MAX_VALUE) {
            return true;
        }
        boolean isTaken = false;
        long last = windows.lastWindowEnd(slice);
        for (long end = first; end <= last; end = windows.nextWindowEnd(end)) {
            if (input.isProcessingTime() || !isForgotten(end, bound)) {
                buckets.add(end, end, row);
                isTaken = true;
            }
        }
        return isTaken;
    }

    private boolean isForgotten(long end, long bound) {
        return time.hasFired(end + strategy.allowedLatenessMillis(), bound);
    }

    private EmittedWindow window(long end) {
        EmittedWindow window = emitted.find(end);
        if (window == null) {
            boolean isOver = isOver(end);
            window = new EmittedWindow(end, aggregation.newTable(), current, isOver);
            (isOver ? emitted.kept : emitted.open).put(end, window);
        }
        return window;
    }

    private boolean isOver(long end) {
        return !input.isProcessingTime() && time.hasFired(end, progress.firedUpTo());
    }

    private void add(Batch batch, EmittedWindow window, int[] positions, int count, long now) {
        window.groups.add(batch, positions, count);
        window.noteNewGroups();
        int[] slots = window.groups.slots();
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            boolean isOver = !input.isProcessingTime() && time.hasFired(window.end, batch.watermark(positions[i]));
            if (strategy.delaysLateRows() && window.wasOnTime(slot)) {
                await(window, slot, true, now);
            } else if (isOver || strategy.earlyDelayMillis() == 0) {
                window.markChanged(slot);
            } else if (strategy.emitsEarly()) {
                await(window, slot, false, now);
            }
        }
        if (window.hasChanged()) {
            window.drainChanged(queue);
        }
    }

    private void await(EmittedWindow window, int slot, boolean isLate, long now) {
        long delay = isLate ? strategy.lateDelayMillis() : strategy.earlyDelayMillis();
        long due = window.startWaiting(slot, isLate, strategy.hasOneBeat(), delay, now);
        if (due >= 0) {
            (isLate && !strategy.hasOneBeat() ? lateTimers : earlyTimers).add(due, window.end, slot);
        }
    }

    // ---- time -------------------------------------------------------------------------------------------------------

    @Override
    public Progress onWatermark(long millis, Output output) {
        boolean isNew = millis > progress.watermark();
        if (isNew && !input.isProcessingTime()) {
            if (!fireUpTo(millis, output)) {
                return Progress.BLOCKED;
            }
            progress.setFiredUpTo(millis);
        }
        if (!out.flush(output)) {
            return Progress.BLOCKED;
        }
        if (isNew) {
            progress.setWatermark(millis);
            long timerBytes = earlyTimers.memoryBytes() + lateTimers.memoryBytes();
            context.metrics().setStateBytes(timerBytes + emitted.memoryBytes());
        }
        return output.offerWatermark(millis) ? Progress.DONE : Progress.BLOCKED;
    }

    /** Gives out the windows whose end this is, and forgets those that take no more rows; false if refused. */
    private boolean fireUpTo(long bound, Output output) {
        while (true) {
            if (!giveOut(output)) {
                return false;
            }
            if (!emitted.open.isEmpty() && time.hasFired(emitted.open.firstKey(), bound)) {
                EmittedWindow window = emitted.open.pollFirstEntry().getValue();
                window.giveOutOnTime(queue);
                emitted.kept.put(window.end, window);
            } else if (!emitted.kept.isEmpty() && isForgotten(emitted.kept.firstKey(), bound)) {
                emitted.kept.pollFirstEntry().getValue().drainWaiting(queue);
            } else {
                return true;
            }
        }
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        while (true) {
            if (!giveOut(output)) {
                return Progress.BLOCKED;
            }
            if (!pollDue(earlyTimers, false, timeMillis - 1) && !pollDue(lateTimers, true, timeMillis - 1)) {
                break;
            }
        }
        if (input.isProcessingTime() && !fireUpTo(timeMillis - 1, output)) {
            return Progress.BLOCKED;
        }
        if (!out.flush(output)) {
            return Progress.BLOCKED;
        }
        scheduleNext();
        return Progress.DONE;
    }

    /** Takes one timer that is due; false if there is none. */
    private boolean pollDue(SlotTimers timers, boolean isLate, long now) {
        if (timers.isEmpty() || timers.earliest() > now) {
            return false;
        }
        EmittedWindow window = emitted.find(timers.table());
        int slot = timers.slot();
        timers.poll();
        if (window != null) {
            window.stopWaiting(slot, isLate);
            // In the late phase, the early beat is over, unless it is the late one too.
            boolean isOver = !isLate && strategy.delaysLateRows() && !strategy.hasOneBeat() && window.wasOnTime(slot);
            if (!isOver) {
                queue.add(window, slot, slot + 1);
            }
        }
        return true;
    }

    private void scheduleNext() {
        long due = Math.min(earlyTimers.earliest(), lateTimers.earliest());
        if (input.isProcessingTime() && !emitted.open.isEmpty()) {
            due = Math.min(due, time.toTimer(emitted.open.firstKey() - 1));
        }
        if (due != Long.MAX_VALUE) {
            // Flink's timers go off when the clock has passed their time.
            context.scheduleTimer(due + 1);
        }
    }

    // ---- output -----------------------------------------------------------------------------------------------------

    /** Gives out what is queued; false if the output refused. */
    private boolean giveOut(Output output) {
        while (!queue.isEmpty()) {
            if (!out.flushFull(output)) {
                return false;
            }
            while (!queue.isEmpty() && !out.isFull()) {
                emit(queue.window(), queue.slot());
                queue.advance();
            }
        }
        return true;
    }

    private void emit(EmittedWindow window, int slot) {
        SlotRows rows = window.emitted;
        boolean isKnown = rows.has(slot);
        long watermark = progress.watermark();
        window.groups.markChanged(slot);
        if (window.groups.isEmpty(slot)) {
            if (isKnown) {
                out.add(RowKinds.DELETE, rows.rows(slot), SlotRows.position(slot), watermark);
                rows.remove(slot);
            }
            return;
        }
        current.reset();
        window.groups.writeKey(slot, currentColumns, 0, 0);
        window.groups.writeResult(slot, currentColumns, result.keyCount(), 0);
        result.writeProperties(currentColumns, windows.windowStart(window.end), window.end, time, 0);
        current.setRowCount(1);
        if (!isKnown) {
            out.add(RowKinds.INSERT, current, 0, watermark);
        } else if (rows.isEqual(slot, current, 0)) {
            return;
        } else {
            out.addUpdate(true, rows.rows(slot), SlotRows.position(slot), current, 0, watermark);
        }
        rows.set(slot, current, 0);
    }

    // ---- snapshots --------------------------------------------------------------------------------------------------

    @Override
    public List<StateTable> stateTables() {
        List<StateTable> tables = new ArrayList<>(emitted.tables());
        tables.add(progress);
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
        return emitted.restoredTable(name, end -> new EmittedWindow(end, aggregation.newTable(), current, false));
    }

    @Override
    public void onRestored() {
        emitted.sortRestored(this::isOver, earlyTimers, lateTimers);
        scheduleNext();
    }
}
