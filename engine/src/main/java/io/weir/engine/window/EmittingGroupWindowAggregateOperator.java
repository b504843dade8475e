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
import io.weir.engine.time.EventTimes;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    /** Windows whose end has not come, by end. */
    private final TreeMap<Long, EmittedWindow> open = new TreeMap<>();
    /** Windows whose end has come and that take late rows, by end. */
    private final TreeMap<Long, EmittedWindow> kept = new TreeMap<>();

    private final SlotTimers earlyTimers = new SlotTimers();
    private final SlotTimers lateTimers = new SlotTimers();
    private final EmitQueue queue = new EmitQueue();
    private final SliceBuckets buckets = new SliceBuckets();

    private OperatorContext context;
    private WindowTime time;
    private ChangelogBatch out;
    private Batch current;
    private Column[] currentColumns = new Column[0];
    private long watermark = Batch.NO_WATERMARK;
    private long firedUpTo = Batch.NO_WATERMARK;
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
                firedUpTo = Math.max(firedUpTo, bound);
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
        return isOrdered ? Math.max(firedUpTo, batch.watermark(row)) : Math.max(firedUpTo, watermark);
    }

    /** Takes the rows up to the next one before which something else fires. */
    private void take(Batch batch) {
        int count = batch.rowCount();
        buckets.reset(count);
        long now = context.clock().currentTimeMillis();
        int late = 0;
        while (nextRow < count && (input.isProcessingTime() || bound(batch, nextRow) == firedUpTo)) {
            long epoch = input.isProcessingTime() ? now : EventTimes.millis(batch.column(input.timeColumn()), nextRow);
            late += assign(time.toWall(epoch), batch.watermark(nextRow), nextRow) ? 0 : 1;
            nextRow++;
            if (givesEveryChange) {
                break;
            }
        }
        context.metrics().addLateRows(late);
        for (int i = 0; i < buckets.bucketCount(); i++) {
            add(batch, window(buckets.entry(i)), buckets.positions(i), buckets.count(i), now);
        }
    }

    /** Puts a row into its windows that are not forgotten; false if there were some and all are. */
    private boolean assign(long wall, long rowWatermark, int row) {
        long slice = windows.sliceEnd(wall);
        long first = windows.firstWindowEnd(slice);
        if (first == Long.MAX_VALUE) {
            return true;
        }
        boolean isTaken = false;
        long last = windows.lastWindowEnd(slice);
        for (long end = first; end <= last; end = windows.nextWindowEnd(end)) {
            if (input.isProcessingTime() || !isForgotten(end, rowWatermark)) {
                buckets.add(end, end, row);
                isTaken = true;
            }
        }
        return isTaken;
    }

    private boolean isForgotten(long end, long progress) {
        return time.hasFired(end + strategy.allowedLatenessMillis(), progress);
    }

    private EmittedWindow window(long end) {
        EmittedWindow window = find(end);
        if (window == null) {
            window = new EmittedWindow(end, aggregation.newTable(), current);
            boolean isOver = !input.isProcessingTime() && time.hasFired(end, firedUpTo);
            (isOver ? kept : open).put(end, window);
        }
        return window;
    }

    private @Nullable EmittedWindow find(long end) {
        EmittedWindow window = open.get(end);
        return window == null ? kept.get(end) : window;
    }

    private void add(Batch batch, EmittedWindow window, int[] positions, int count, long now) {
        window.groups.add(batch, positions, count);
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
        if (!input.isProcessingTime()) {
            if (!fireUpTo(millis, output)) {
                return Progress.BLOCKED;
            }
            firedUpTo = Math.max(firedUpTo, millis);
        }
        if (!out.flush(output)) {
            return Progress.BLOCKED;
        }
        if (watermark != millis) {
            watermark = millis;
            context.metrics().setStateBytes(memoryBytes());
        }
        return output.offerWatermark(millis) ? Progress.DONE : Progress.BLOCKED;
    }

    /** Gives out the windows whose end this is, and forgets those that take no more rows; false if refused. */
    private boolean fireUpTo(long progress, Output output) {
        while (true) {
            if (!giveOut(output)) {
                return false;
            }
            if (!open.isEmpty() && time.hasFired(open.firstKey(), progress)) {
                EmittedWindow window = open.pollFirstEntry().getValue();
                queue.add(window, 0, window.groups.size());
                window.markOnTime();
                kept.put(window.end, window);
            } else if (!kept.isEmpty() && isForgotten(kept.firstKey(), progress)) {
                kept.pollFirstEntry().getValue().drainWaiting(queue);
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
        EmittedWindow window = find(timers.table());
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
        if (input.isProcessingTime() && !open.isEmpty()) {
            due = Math.min(due, time.toTimer(open.firstKey() - 1));
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
        SlotRows emitted = window.emitted;
        boolean isKnown = emitted.has(slot);
        if (window.groups.isEmpty(slot)) {
            if (isKnown) {
                out.add(RowKinds.DELETE, emitted.rows(slot), SlotRows.position(slot), watermark);
                emitted.remove(slot);
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
        } else if (emitted.isEqual(slot, current, 0)) {
            return;
        } else {
            out.addUpdate(true, emitted.rows(slot), SlotRows.position(slot), current, 0, watermark);
        }
        emitted.set(slot, current, 0);
    }

    private long memoryBytes() {
        long bytes = earlyTimers.memoryBytes() + lateTimers.memoryBytes();
        for (Map.Entry<Long, EmittedWindow> entry : open.entrySet()) {
            bytes += entry.getValue().memoryBytes();
        }
        for (Map.Entry<Long, EmittedWindow> entry : kept.entrySet()) {
            bytes += entry.getValue().memoryBytes();
        }
        return bytes;
    }
}
