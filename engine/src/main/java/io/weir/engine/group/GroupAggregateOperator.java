package io.weir.engine.group;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.columnar.RowKinds;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.state.StateTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * GROUP BY without a window: the only phase, or the second one.
 *
 * <p><b>Input.</b> Any changes: rows, or what a {@link LocalGroupAggregateOperator} sends. A row that is taken back
 * from a group that is not there is ignored: its group has outlived its time.
 *
 * <p><b>Output.</b> Key, then results: an insertion for a new group, an update for one whose result has changed, a
 * deletion for one that has lost its last row. All changes of a group in one batch of input, or in a part of it if
 * there are very many groups, are one change of the output; in a mini-batch, all until it ends. If every change is
 * wanted, and with input batches of one row, there is a change for each row, as with Flink.
 *
 * <p><b>Watermark.</b> Passed on.
 *
 * <p><b>State.</b> All groups, for ever or as long as their time to live, which begins again with each row. A
 * mini-batch ends at a barrier.
 */
public final class GroupAggregateOperator implements Operator {
    /** More groups do not fit the caches; then rows are added in parts, so that at least a part's groups do. */
    private static final int CACHED_GROUPS_MAX = 1 << 16;

    private static final int PART_ROWS = 1024;
    private static final Column[] NO_COLUMNS = {};

    private final GroupAggregation config;
    private final @Nullable MiniBatch miniBatch;
    private final int[] keys;
    private final Column[] keyColumns;
    private final ChangedGroups changed = new ChangedGroups();
    private final GroupChangeWriter writer;

    private OperatorContext context;
    private GroupState state;
    private boolean isTaken;
    private int nextRow;
    /** How many of the batch's new groups have been met. */
    private int nextFresh;

    private int[] rows = new int[0];
    private int[] slots = new int[0];
    /** The rows that are added together, and the slots of their groups. */
    private int[] segmentRows = new int[0];

    private int[] segmentSlots = new int[0];
    private int segmentCount;

    private boolean isGivingOut;
    /** Whether the results of the changed groups have been noted, to be given out. */
    private boolean isNoted;

    private @Nullable Batch pending;
    private long watermark = Batch.NO_WATERMARK;
    /** Rows since the mini-batch began, and when it ends at the latest. */
    private long heldRows;

    private long heldUntilMillis;

    @SuppressWarnings("NullAway.Init")
    public GroupAggregateOperator(GroupAggregation config) {
        this.config = config;
        miniBatch = config.miniBatch().orElse(null);
        keys = config.keys();
        keyColumns = new Column[keys.length];
        writer = new GroupChangeWriter(
                config.aggregation(), config.givesUpdateBefore(), config.ttlMillis() != KeyedSlots.FOREVER);
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        state = new GroupState(
                config.aggregation(),
                config.takesRowsBack() || config.givesEveryChange(),
                config.ttlMillis(),
                operatorContext.clock());
        state.spillTo(operatorContext.stateBackend());
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isTaken) {
            take(batch);
            isTaken = true;
        }
        while (true) {
            if (!giveOut(output)) {
                return Progress.BLOCKED;
            }
            if (nextRow == batch.rowCount()) {
                break;
            }
            addSegment(batch);
            isGivingOut = miniBatch == null;
        }
        if (miniBatch != null && heldRows >= miniBatch.rowsMax()) {
            isGivingOut = true;
            if (!giveOut(output)) {
                return Progress.BLOCKED;
            }
        }
        isTaken = false;
        endBatch();
        return Progress.DONE;
    }

    private void take(Batch batch) {
        int count = batch.rowCount();
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i] = batch.column(keys[i]);
        }
        if (rows.length < count) {
            rows = new int[count];
            for (int i = 0; i < count; i++) {
                rows[i] = i;
            }
            slots = new int[count];
            segmentRows = new int[count];
            segmentSlots = new int[count];
        }
        // A group whose change is still to be given out must not go before.
        state.keys().touch(changed.slots(), changed.count());
        state.resolve(keyColumns, rows, count, slots);
        nextRow = 0;
        nextFresh = 0;
        if (count > 0 && miniBatch != null) {
            if (heldRows == 0) {
                heldUntilMillis = context.clock().currentTimeMillis() + miniBatch.latencyMillis();
                context.scheduleTimer(heldUntilMillis);
            }
            heldRows += count;
        }
    }

    /** Adds rows up to one that has to wait until those before it have been given out, or cleared away. */
    private void addSegment(Batch batch) {
        int firstChanged = changed.count();
        if (config.isPartial() && config.takesRowsBack()) {
            chooseCounted(batch);
        } else if (state.countsRecords()) {
            nextRow = chooseCounting(batch);
        } else {
            choosePart(batch);
        }
        writer.noteBefore(changed, firstChanged, state.aggregators());
        if (config.isPartial()) {
            mergePartials(batch);
        } else {
            state.aggregators().accumulate(batch, segmentRows, segmentSlots, segmentCount);
        }
        if (state.countsRecords()) {
            state.clearEmptied();
        }
    }

    private void mergePartials(Batch batch) {
        Column[] columns = new Column[batch.columnCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(i);
        }
        state.aggregators().mergePartial(columns, keys.length, segmentRows, segmentSlots, segmentCount);
    }

    /** Chooses rows where none are taken back: a part of the batch that fits the caches, if there are many groups. */
    private void choosePart(Batch batch) {
        int count = batch.rowCount();
        int[] fresh = state.keys().freshSlots();
        int freshCount = state.keys().freshCount();
        int to = state.keys().slotCount() > CACHED_GROUPS_MAX ? Math.min(count, nextRow + PART_ROWS) : count;
        segmentCount = to - nextRow;
        for (int i = 0; i < segmentCount; i++) {
            int row = nextRow + i;
            int slot = slots[row];
            boolean isFresh = nextFresh < freshCount && fresh[nextFresh] == slot;
            nextFresh += isFresh ? 1 : 0;
            changed.add(slot, !isFresh, row);
            segmentRows[i] = row;
            segmentSlots[i] = slot;
        }
        nextRow = to;
    }

    /** Takes all rows where each is a group with its number of rows. */
    private void chooseCounted(Batch batch) {
        int count = batch.rowCount();
        long[] records = ((LongColumn) batch.column(batch.columnCount() - 1)).values();
        segmentCount = count;
        for (int row = 0; row < count; row++) {
            int slot = slots[row];
            changed.add(slot, state.isThere(slot), row);
            state.addRecords(slot, records[row]);
            segmentRows[row] = row;
            segmentSlots[row] = slot;
        }
        nextRow = count;
    }

    /**
     * Chooses the rows of a segment where rows are counted; the result is the row behind it. A segment ends before a
     * row that comes to a group which has lost its last row in it: what such a group still holds must be cleared first.
     */
    private int chooseCounting(Batch batch) {
        int count = batch.rowCount();
        segmentCount = 0;
        for (int row = nextRow; row < count; row++) {
            int slot = slots[row];
            boolean isAddition = RowKinds.isAddition(batch.rowKind(row));
            if (!isAddition && !state.isThere(slot)) {
                continue;
            }
            if (isAddition && state.isEmptied(slot) || config.givesEveryChange() && changed.contains(slot)) {
                return row;
            }
            changed.add(slot, state.isThere(slot), row);
            if (isAddition) {
                state.addRecord(slot);
            } else {
                state.removeRecord(slot);
            }
            segmentRows[segmentCount] = row;
            segmentSlots[segmentCount++] = slot;
        }
        return count;
    }

    /** Gives out the changes, if it is time to; false if the output is full. */
    private boolean giveOut(Output output) {
        if (!isGivingOut) {
            return true;
        }
        if (!isNoted) {
            writer.noteAfter(changed, state);
            isNoted = true;
        }
        while (pending != null || !writer.isAtEnd(changed)) {
            Batch batch = pending;
            if (batch == null) {
                batch = writer.fill(
                        changed, state, miniBatch == null ? keyColumns : NO_COLUMNS, context.batchRowsMax(), watermark);
            }
            if (batch.rowCount() > 0 && !output.offer(batch)) {
                pending = batch;
                return false;
            }
            pending = null;
        }
        writer.reset();
        changed.clear();
        heldRows = 0;
        isGivingOut = false;
        isNoted = false;
        return true;
    }

    /** The slots of the batch are not needed any more, and may change. */
    private void endBatch() {
        if (state.countsRecords()) {
            state.removeEmpty(changed);
        }
        if (changed.isEmpty()) {
            state.freeMemory();
        }
        scheduleSweep();
        context.metrics().setStateBytes(state.memoryBytes() + writer.memoryBytes() + changed.memoryBytes());
    }

    private void scheduleSweep() {
        if (state.keys().hasTtl() && state.keys().keyCount() > 0) {
            context.scheduleTimer(state.keys().nextSweepMillis());
        }
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        if (heldRows > 0) {
            if (context.clock().currentTimeMillis() >= heldUntilMillis) {
                isGivingOut = true;
            } else {
                context.scheduleTimer(heldUntilMillis);
            }
        }
        if (!giveOut(output)) {
            return Progress.BLOCKED;
        }
        // A group whose change is still to be given out must not go before.
        state.keys().touch(changed.slots(), changed.count());
        state.sweep();
        endBatch();
        return Progress.DONE;
    }

    @Override
    public Progress onWatermark(long millis, Output output) {
        watermark = millis;
        return output.offerWatermark(millis) ? Progress.DONE : Progress.BLOCKED;
    }

    @Override
    public Progress complete(Output output) {
        return endMiniBatch(output);
    }

    @Override
    public Progress onBarrier(Output output) {
        return endMiniBatch(output);
    }

    private Progress endMiniBatch(Output output) {
        isGivingOut = heldRows > 0;
        if (!giveOut(output)) {
            return Progress.BLOCKED;
        }
        endBatch();
        return Progress.DONE;
    }

    @Override
    public List<StateTable> stateTables() {
        return List.of(state.stateTable());
    }

    @Override
    public void onRestored() {
        scheduleSweep();
    }
}
