package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.aggregate.GroupTable;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.state.StateTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates by tumbling, hopping or cumulative window: the only phase, or the second one.
 *
 * <p><b>Input.</b> Rows, or what a {@link LocalWindowAggregateOperator} sends: insertions, or with an aggregation of
 * changes any. <b>Output.</b> One insertion per key and window: key, results, window properties; none for a group whose
 * rows have all been taken away.
 *
 * <p><b>Watermark.</b> A window fires when the watermark (or the clock, for processing time) reaches its last
 * millisecond; its rows are given out before the watermark is passed on. A window without rows gives nothing.
 *
 * <p><b>Late rows.</b> Rows that are late for all their windows are dropped and counted; a row that is late only for
 * some enters the first of its windows that has not fired.
 *
 * <p><b>State.</b> One table of groups per slice, until the last window that holds it has fired; for cumulative windows
 * one that the slices of a fired window have gone into, until the last window of the same start has fired. What a
 * hopping window holds is put together again from its slices.
 */
public final class WindowAggregateOperator implements Operator {
    /** Tables that are empty again are kept for the next slices, if they are small and few. */
    private static final int SPARE_TABLES_MAX = 8;

    private static final long SPARE_BYTES_MAX = 4 << 20;

    /** What the name of the table of cumulated groups begins with in snapshots. */
    private static final String CUMULATED = "cumulated";

    private final WindowInput input;
    private final WindowResult result;
    private final Optional<WindowTransport> transport;
    private final Aggregation aggregation;
    private final SlicedWindows windows;
    private final boolean isAttached;

    /** Slices that have not entered a window yet. */
    private final TreeMap<SliceKey, GroupTable> waiting = new TreeMap<>();

    /** Hopping: the slices of the window fired last that are part of the next one. */
    private final SlidingGroups sliding;
    /** Cumulative: the groups of the windows that have the same start as the one fired last. */
    private final GroupTable cumulated;

    private final ArrayDeque<GroupTable> spare = new ArrayDeque<>();
    private final Consumer<GroupTable> recycler = this::recycle;
    private final WindowProgress progress = new WindowProgress();

    private OperatorContext context;
    private RowSlicer slicer;
    private ReceivedSlices received;
    private WindowTime time;
    private Batch out;
    private @Nullable GroupTable firing;
    private long firingStart;
    private long firingEnd;
    private int nextSlot;
    private boolean isOutPending;

    /**
     * Makes the operator.
     *
     * @param transport what the input is, if it comes from a first phase
     * @param aggregation over the input's rows, for the only phase
     */
    public WindowAggregateOperator(
            WindowInput input, WindowResult result, Optional<WindowTransport> transport, Aggregation aggregation) {
        this(input, result, transport, aggregation, false);
    }

    /**
     * As above, with a choice of the order in which lists of values come.
     *
     * @param isEarlierFirst whether values of earlier slices come first, as in Flink's GROUP BY HOP; in its window
     *     table functions those of later slices do
     */
    @SuppressWarnings("NullAway.Init")
    public WindowAggregateOperator(
            WindowInput input,
            WindowResult result,
            Optional<WindowTransport> transport,
            Aggregation aggregation,
            boolean isEarlierFirst) {
        this.input = input;
        this.result = result;
        this.transport = transport;
        this.aggregation = transport.map(WindowTransport::received).orElse(aggregation);
        this.windows = input.windows();
        this.isAttached = input.isAttached() || windows.isTumbling();
        sliding = new SlidingGroups(this.aggregation, windows, isEarlierFirst);
        cumulated = this.aggregation.newTable();
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        progress.open(operatorContext);
        slicer = input.newSlicer(operatorContext);
        time = input.time().copy();
        received = new ReceivedSlices(windows, input.time().copy(), isAttached, operatorContext.metrics());
        out = result.newBatch(Math.min(operatorContext.batchRowsMax(), 256));
    }

    @Override
    public Progress process(int inputIndex, Batch batch, Output output) {
        SliceBuckets buckets = transport.isPresent()
                ? received.receive(batch, progress.watermark())
                : slicer.slice(batch, progress.watermark());
        for (int i = 0; i < buckets.bucketCount(); i++) {
            GroupTable table =
                    waiting.computeIfAbsent(new SliceKey(buckets.entry(i), buckets.sliceEnd(i)), key -> newTable());
            if (transport.isPresent() && transport.get().isPartial()) {
                table.addPartial(
                        batch,
                        WindowTransport.FIRST,
                        transport.get().firstPartial(),
                        buckets.positions(i),
                        buckets.count(i));
            } else {
                table.add(batch, buckets.positions(i), buckets.count(i));
            }
        }
        if (input.isProcessingTime()) {
            scheduleNext();
        }
        return Progress.DONE;
    }

    private GroupTable newTable() {
        GroupTable table = spare.poll();
        return table == null ? aggregation.newTable() : table;
    }

    private void recycle(GroupTable table) {
        if (spare.size() < SPARE_TABLES_MAX && table.memoryBytes() <= SPARE_BYTES_MAX) {
            table.clear();
            spare.push(table);
        }
    }

    @Override
    public Progress onWatermark(long millis, Output output) {
        boolean isNew = millis > progress.watermark();
        if (isNew && !input.isProcessingTime() && !fireUpTo(millis, output)) {
            return Progress.BLOCKED;
        }
        if (isNew) {
            progress.setWatermark(millis);
            context.metrics().setStateBytes(memoryBytes());
        }
        return output.offerWatermark(millis) ? Progress.DONE : Progress.BLOCKED;
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        if (!fireUpTo(timeMillis - 1, output)) {
            return Progress.BLOCKED;
        }
        scheduleNext();
        return Progress.DONE;
    }

    private void scheduleNext() {
        long next = nextWindowEnd();
        if (next != Long.MAX_VALUE) {
            // A window is over once the clock has passed its last millisecond.
            context.scheduleTimer(time.toTimer(next - 1) + 1);
        }
    }

    private long nextWindowEnd() {
        long next = waiting.isEmpty() ? Long.MAX_VALUE : waiting.firstKey().entry();
        if (progress.isOpen()) {
            next = Math.min(next, windows.nextWindowEnd(progress.lastFired()));
        }
        return next;
    }

    private boolean fireUpTo(long bound, Output output) {
        while (true) {
            if (!giveOut(output)) {
                return false;
            }
            long next = nextWindowEnd();
            if (next == Long.MAX_VALUE || !time.hasFired(next, bound)) {
                return flush(output);
            }
            fire(next);
        }
    }

    /** Puts the groups of the window together, and forgets what no later window needs. */
    private void fire(long windowEnd) {
        firingEnd = windowEnd;
        nextSlot = 0;
        if (isAttached) {
            Map.Entry<SliceKey, GroupTable> entry = waiting.pollFirstEntry();
            firing = entry.getValue();
            firingStart = input.startColumn() >= 0 ? entry.getKey().sliceEnd() : windows.windowStart(windowEnd);
            return;
        }
        firingStart = windows.windowStart(windowEnd);
        if (windows.isCumulative()) {
            if (!progress.isOpen()) {
                cumulated.clear();
            }
            while (!waiting.isEmpty() && waiting.firstKey().entry() == windowEnd) {
                GroupTable table = waiting.pollFirstEntry().getValue();
                cumulated.merge(table);
                recycle(table);
            }
            firing = cumulated;
        } else {
            // What the window fired before still held is dropped only now, when its rows have been given out.
            sliding.removeUpTo(firingStart, recycler);
            while (!waiting.isEmpty() && waiting.firstKey().entry() == windowEnd) {
                Map.Entry<SliceKey, GroupTable> entry = waiting.pollFirstEntry();
                sliding.add(entry.getKey(), entry.getValue());
            }
            firing = sliding.groups();
        }
        boolean hasRows = windows.isCumulative() || !sliding.isEmpty();
        progress.setFired(windowEnd, hasRows && !windows.isLastOfItsRows(windowEnd));
    }

    /** Gives out the groups of the window that is being fired; false if the output is full. */
    private boolean giveOut(Output output) {
        for (GroupTable groups = firing; groups != null; groups = firing) {
            if (isOutPending) {
                if (!output.offer(out)) {
                    return false;
                }
                isOutPending = false;
                out.reset();
            }
            fillOut(groups);
        }
        return true;
    }

    private void fillOut(GroupTable groups) {
        int rowsMax = context.batchRowsMax();
        int rows = out.rowCount();
        int slot = nextSlot;
        int size = groups.size();
        out.ensureCapacity(Math.min(rowsMax, rows + size - slot));
        Column[] columns = result.columns(out);
        boolean isSliding = !isAttached && windows.isHopping();
        boolean isRepeated = firingEnd <= progress.repeatedUpTo();
        for (; slot < size && rows < rowsMax; slot++) {
            boolean isPart = (!isSliding || sliding.isLive(slot)) && !groups.isEmpty(slot);
            if (isPart && !(isRepeated && progress.hasFired(firingEnd, groups.keyGroup(slot)))) {
                groups.writeKey(slot, columns, 0, rows);
                groups.writeResult(slot, columns, result.keyCount(), rows);
                result.writeProperties(columns, firingStart, firingEnd, time, rows);
                rows++;
            }
        }
        nextSlot = slot;
        out.setRowCount(rows);
        out.setWatermark(progress.watermark());
        isOutPending = rows >= rowsMax;
        if (slot == size) {
            firing = null;
            if (isAttached) {
                recycle(groups);
            }
        }
    }

    private boolean flush(Output output) {
        if (out.rowCount() > 0) {
            if (!output.offer(out)) {
                return false;
            }
            isOutPending = false;
            out.reset();
        }
        return true;
    }

    @Override
    public Progress complete(Output output) {
        return flush(output) ? Progress.DONE : Progress.BLOCKED;
    }

    // ---- snapshots --------------------------------------------------------------------------------------------------

    @Override
    public List<StateTable> stateTables() {
        List<StateTable> tables = new ArrayList<>();
        tables.add(progress);
        waiting.forEach((key, table) -> tables.add(table.stateTable(key.tableName())));
        if (progress.isOpen() && windows.isCumulative()) {
            tables.add(cumulated.stateTable(CUMULATED + "/" + windows.windowStart(progress.lastFired())));
        } else if (progress.isOpen()) {
            // Slices that no later window holds are gone as far as snapshots are concerned.
            long nextStart = windows.windowStart(windows.nextWindowEnd(progress.lastFired()));
            sliding.forEachAfter(nextStart, (key, table) -> tables.add(table.stateTable(key.tableName())));
        }
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
        if (name.startsWith(CUMULATED)) {
            return cumulated.stateTable(name);
        }
        return waiting.computeIfAbsent(SliceKey.ofTableName(name), key -> newTable())
                .stateTable(name);
    }

    /**
     * Slices that have entered a window are part of those that are open; groups of other instances leave some empty.
     */
    @Override
    public void onRestored() {
        waiting.values().removeIf(table -> table.size() == 0);
        boolean isHopping = windows.isHopping() && !isAttached;
        if (input.isProcessingTime() && progress.isMerged()) {
            repeat(isHopping);
            return;
        }
        boolean hasRows = cumulated.size() > 0;
        if (isHopping) {
            SortedMap<SliceKey, GroupTable> entered = waiting.headMap(SliceKey.firstAfter(progress.lastFired()));
            entered.forEach(sliding::add);
            entered.clear();
            hasRows = !sliding.isEmpty();
        }
        progress.setFired(progress.lastFired(), progress.isOpen() && hasRows);
        if (input.isProcessingTime()) {
            scheduleNext();
        }
    }

    /** Clocks may have fired a window in one instance and not in another: each key group gives out what it has not. */
    private void repeat(boolean isHopping) {
        boolean isOpen = !isHopping && progress.isOpen() && cumulated.size() > 0;
        progress.repeatFrom(isOpen ? progress.leastOpenFired() : Long.MIN_VALUE, isOpen);
        scheduleNext();
    }

    /** What is fired again after a restore is fired before the next snapshot, which knows nothing of it. */
    @Override
    public Progress onBarrier(Output output) {
        if (progress.isRepeating()) {
            if (!fireUpTo(time.toTimer(progress.repeatedUpTo() - 1), output)) {
                return Progress.BLOCKED;
            }
            progress.endRepeating();
        }
        return Progress.DONE;
    }

    private long memoryBytes() {
        long bytes = sliding.memoryBytes() + cumulated.memoryBytes();
        for (GroupTable table : waiting.values()) {
            bytes += table.memoryBytes();
        }
        return bytes;
    }
}
