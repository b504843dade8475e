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
import io.weir.engine.state.KeyedTable;
import io.weir.engine.state.SlotRows;
import io.weir.engine.state.SlotTimers;
import io.weir.engine.state.StateTable;
import io.weir.engine.time.EventTimes;
import io.weir.engine.type.Columns;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * Gives out the earliest row of each key by event time, once, when the watermark says that no earlier one will come.
 *
 * <p><b>Input.</b> Insertions. <b>Output.</b> Insertions, before the watermark that has reached their time.
 *
 * <p><b>Late rows.</b> A row whose time is below the watermark that it carries is dropped and counted.
 *
 * <p><b>State.</b> The earliest row of each key that waits for the watermark; the keys that have been given out, whose
 * time to live begins then.
 */
public final class FirstByTimeDeduplicateOperator implements Operator {
    private static final int OUT_ROWS = 256;

    private final RowType rowType;
    private final int[] keyColumns;
    private final int timeColumn;
    private final long ttlMillis;
    private final Column[] columns;

    private OperatorContext context;
    private KeyedSlots given;
    private KeyedRows waiting;
    private final SlotTimers timers = new SlotTimers();
    private ChangelogBatch out;
    private int[] positions = new int[0];
    private int[] givenSlots = new int[0];
    private final int[] one = new int[1];
    private final int[] oneSlot = new int[1];
    private long watermark = Batch.NO_WATERMARK;

    /**
     * Makes the operator.
     *
     * @param timeColumn the column of event time
     */
    @SuppressWarnings("NullAway.Init")
    public FirstByTimeDeduplicateOperator(RowType rowType, int[] keyColumns, int timeColumn, long ttlMillis) {
        this.rowType = rowType;
        this.keyColumns = keyColumns.clone();
        this.timeColumn = timeColumn;
        this.ttlMillis = ttlMillis;
        columns = new Column[keyColumns.length];
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        pick(Columns.batch(rowType, 0));
        given = new KeyedSlots(ttlMillis, operatorContext.clock(), columns);
        waiting = new KeyedRows(Columns.batch(rowType, 0), keyColumns, KeyedSlots.FOREVER, operatorContext.clock());
        out = new ChangelogBatch(
                Columns.batch(rowType, Math.min(operatorContext.batchRowsMax(), OUT_ROWS)),
                operatorContext.batchRowsMax());
    }

    private void pick(Batch batch) {
        for (int i = 0; i < keyColumns.length; i++) {
            columns[i] = batch.column(keyColumns[i]);
        }
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        int count = batch.rowCount();
        if (givenSlots.length < count) {
            givenSlots = new int[count];
            positions = new int[count];
            for (int i = 0; i < count; i++) {
                positions[i] = i;
            }
        }
        pick(batch);
        given.find(columns, positions, count, givenSlots);
        int[] slots = waiting.begin(batch);
        int duplicates = 0;
        for (int i = 0; i < count; i++) {
            long time = EventTimes.millis(batch.column(timeColumn), i);
            if (time < batch.watermark(i)) {
                context.metrics().addLateRow(batch.watermark(i), time);
            } else if (givenSlots[i] >= 0) {
                duplicates++;
            } else if (!waiting.has(slots[i])) {
                wait(batch, i, slots[i], time);
            } else {
                duplicates++;
                SlotRows rows = waiting.rows();
                if (time < waitingTime(rows, slots[i])) {
                    wait(batch, i, slots[i], time);
                }
            }
        }
        context.metrics().addDuplicateRows(duplicates);
        endBatch();
        scheduleSweep();
        return Progress.DONE;
    }

    private long waitingTime(SlotRows rows, int slot) {
        return EventTimes.millis(rows.rows(slot).column(timeColumn), SlotRows.position(slot));
    }

    private void wait(Batch batch, int row, int slot, long time) {
        waiting.set(slot, batch, row);
        timers.add(time, 0, slot);
    }

    /** Numbering slots anew makes all timers anew. */
    private void endBatch() {
        if (waiting.end()) {
            makeTimers();
        }
    }

    private void makeTimers() {
        timers.clear();
        SlotRows rows = waiting.rows();
        for (int slot = 0; slot < waiting.slotCount(); slot++) {
            if (rows.has(slot)) {
                timers.add(waitingTime(rows, slot), 0, slot);
            }
        }
    }

    @Override
    public List<StateTable> stateTables() {
        return List.of(new KeyedTable("given", given), waiting.table("waiting"));
    }

    @Override
    public void onRestored() {
        makeTimers();
        if (given.hasTtl() && given.keyCount() > 0) {
            context.scheduleTimer(
                    Math.max(given.nextSweepMillis(), context.clock().currentTimeMillis() + 1));
        }
    }

    private void scheduleSweep() {
        if (given.hasTtl()) {
            context.scheduleTimer(given.nextSweepMillis());
        }
    }

    @Override
    public Progress onWatermark(long millis, Output output) {
        while (timers.earliest() <= millis && !timers.isEmpty()) {
            if (!out.flushFull(output)) {
                return Progress.BLOCKED;
            }
            while (timers.earliest() <= millis && !timers.isEmpty() && !out.isFull()) {
                int slot = timers.slot();
                timers.poll();
                // A row that an earlier one has replaced has left a timer behind.
                if (waiting.has(slot) && waitingTime(waiting.rows(), slot) <= millis) {
                    give(slot);
                }
            }
        }
        if (!out.flush(output)) {
            return Progress.BLOCKED;
        }
        if (watermark != millis) {
            watermark = millis;
            endBatch();
            if (given.isSparse()) {
                int[] unused = given.pack();
            }
            scheduleSweep();
            context.metrics().setStateBytes(given.memoryBytes() + waiting.memoryBytes() + timers.memoryBytes());
        }
        return output.offerWatermark(millis) ? Progress.DONE : Progress.BLOCKED;
    }

    private void give(int slot) {
        Batch rows = waiting.rows().rows(slot);
        one[0] = SlotRows.position(slot);
        out.add(RowKinds.INSERT, rows, one[0], watermark);
        pick(rows);
        given.resolve(columns, one, 1, oneSlot);
        waiting.remove(slot);
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        given.sweep();
        if (given.keyCount() > 0) {
            context.scheduleTimer(Math.max(given.nextSweepMillis(), timeMillis + 1));
        }
        return Progress.DONE;
    }
}
