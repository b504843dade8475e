package io.weir.engine.changelog;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowKinds;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.state.KeyedTable;
import io.weir.engine.state.SlotRows;
import io.weir.engine.state.SlotState;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateTable;
import io.weir.engine.state.ValueEquality;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * Stands before a sink that replaces rows by its primary key, where several rows of the query may have the same one: it
 * remembers them all, and the sink always has the one that came last.
 *
 * <p><b>Input.</b> Changes, those of one primary key in one instance. <b>Output.</b> INSERT of a key's first row,
 * UPDATE_AFTER of a later one, or of the one before when the last is taken away; DELETE when none is left.
 *
 * <p><b>State.</b> For each primary key its rows in the order of their arrival, as a list of slots of rows.
 */
public final class UpsertMaterializeSinkOperator implements Operator {
    private static final String TABLE = "rows";
    private static final int OUT_ROWS = 256;
    private static final int NONE = -1;

    private final RowType rowType;
    private final int[] primaryKey;
    private final int[] upsertKey;
    /** True if a row takes the place of the one with the same upsert key. */
    private final boolean replaces;

    private final long ttlMillis;
    private final Column[] keyColumns;

    private OperatorContext context;
    private KeyedSlots keys;
    /** By slot of the key, the first and the last row of its list. */
    private int[] firsts = new int[0];

    private int[] lasts = new int[0];
    private SlotRows rows;
    /** By slot of a row, the one after it in its list; of a free one, the next free one. */
    private int[] nexts = new int[16];

    private int rowSlots;
    private int free = NONE;

    private ChangelogBatch out;
    private int[] positions = new int[0];
    private int[] slots = new int[0];
    private int[] emptied = new int[16];
    private int emptiedCount;
    private final int[] touched = new int[1];
    private int nextRow;
    private boolean isTaking;

    /**
     * Makes the operator.
     *
     * @param upsertKey the columns by which the input updates; if there are none, whole rows are compared
     */
    @SuppressWarnings("NullAway.Init")
    public UpsertMaterializeSinkOperator(RowType rowType, int[] primaryKey, int[] upsertKey, long ttlMillis) {
        this.rowType = rowType;
        this.primaryKey = primaryKey.clone();
        this.ttlMillis = ttlMillis;
        keyColumns = new Column[primaryKey.length];
        if (upsertKey.length > 0) {
            this.upsertKey = upsertKey.clone();
        } else {
            this.upsertKey = new int[rowType.getFieldCount()];
            Arrays.setAll(this.upsertKey, i -> i);
        }
        replaces = upsertKey.length > 0;
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        Batch prototype = Columns.batch(rowType, 0);
        pick(prototype);
        keys = new KeyedSlots(ttlMillis, operatorContext.clock(), keyColumns);
        rows = new SlotRows(prototype);
        keys.spillTo(operatorContext.stateBackend(), TABLE, this::stateBytes, this::table);
        out = new ChangelogBatch(
                Columns.batch(rowType, Math.min(operatorContext.batchRowsMax(), OUT_ROWS)),
                operatorContext.batchRowsMax());
    }

    private void pick(Batch batch) {
        for (int i = 0; i < primaryKey.length; i++) {
            keyColumns[i] = batch.column(primaryKey[i]);
        }
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        int count = batch.rowCount();
        if (!isTaking) {
            begin(batch, count);
            isTaking = true;
            nextRow = 0;
        }
        while (nextRow < count) {
            if (!out.flushFull(output)) {
                return Progress.BLOCKED;
            }
            while (nextRow < count && !out.isFull()) {
                take(batch, nextRow, slots[nextRow]);
                nextRow++;
            }
        }
        if (!out.flush(output)) {
            return Progress.BLOCKED;
        }
        isTaking = false;
        end();
        return Progress.DONE;
    }

    private void begin(Batch batch, int count) {
        if (slots.length < count) {
            slots = new int[count];
            positions = new int[count];
            Arrays.setAll(positions, i -> i);
        }
        pick(batch);
        keys.resolveUntouched(keyColumns, positions, count, slots);
        forgetExpired();
        ensureSlots(keys.slotCount());
        for (int i = 0; i < keys.freshCount(); i++) {
            addEmptied(keys.freshSlots()[i]);
        }
    }

    private void ensureSlots(int count) {
        if (firsts.length < count) {
            int old = firsts.length;
            int size = Math.max(count, 2 * old);
            firsts = Arrays.copyOf(firsts, size);
            lasts = Arrays.copyOf(lasts, size);
            Arrays.fill(firsts, old, size, NONE);
            Arrays.fill(lasts, old, size, NONE);
        }
    }

    private void forgetExpired() {
        for (int i = 0; i < keys.expiredCount(); i++) {
            clear(keys.expiredSlots()[i]);
        }
    }

    private void clear(int slot) {
        for (int row = firsts[slot]; row != NONE; ) {
            int next = nexts[row];
            release(row);
            row = next;
        }
        firsts[slot] = NONE;
        lasts[slot] = NONE;
    }

    private void addEmptied(int slot) {
        if (emptiedCount == emptied.length) {
            emptied = Arrays.copyOf(emptied, 2 * emptiedCount);
        }
        emptied[emptiedCount++] = slot;
    }

    private void take(Batch batch, int row, int slot) {
        long watermark = batch.watermark(row);
        int before = NONE;
        int found = firsts[slot];
        while (found != NONE && !isSame(found, batch, row)) {
            before = found;
            found = nexts[found];
        }
        if (RowKinds.isAddition(batch.rowKind(row))) {
            boolean isFirst = firsts[slot] == NONE;
            int kept = replaces && found != NONE ? found : append(slot);
            rows.set(kept, batch, row);
            out.add(isFirst ? RowKinds.INSERT : RowKinds.UPDATE_AFTER, batch, row, watermark);
            touch(slot);
        } else if (found != NONE) {
            boolean wasLast = found == lasts[slot];
            remove(slot, found, before);
            int last = lasts[slot];
            if (last == NONE) {
                out.add(RowKinds.DELETE, batch, row, watermark);
                addEmptied(slot);
            } else {
                touch(slot);
                if (wasLast) {
                    out.add(RowKinds.UPDATE_AFTER, rows.rows(last), SlotRows.position(last), watermark);
                }
            }
        }
    }

    private boolean isSame(int known, Batch batch, int row) {
        Batch from = rows.rows(known);
        int position = SlotRows.position(known);
        for (int column : upsertKey) {
            if (!ValueEquality.equal(from.column(column), position, batch.column(column), row)) {
                return false;
            }
        }
        return true;
    }

    private void touch(int slot) {
        keys.markChanged(slot);
        if (keys.hasTtl()) {
            touched[0] = slot;
            keys.touch(touched, 1);
        }
    }

    private int append(int slot) {
        int row = free;
        if (row == NONE) {
            row = rowSlots++;
            if (row == nexts.length) {
                nexts = Arrays.copyOf(nexts, 2 * row);
            }
        } else {
            free = nexts[row];
        }
        nexts[row] = NONE;
        if (firsts[slot] == NONE) {
            firsts[slot] = row;
        } else {
            nexts[lasts[slot]] = row;
        }
        lasts[slot] = row;
        return row;
    }

    private void remove(int slot, int row, int before) {
        if (before == NONE) {
            firsts[slot] = nexts[row];
        } else {
            nexts[before] = nexts[row];
        }
        if (lasts[slot] == row) {
            lasts[slot] = before;
        }
        release(row);
    }

    private void release(int row) {
        rows.remove(row);
        nexts[row] = free;
        free = row;
    }

    /** Gives back the slots of keys without rows. */
    private void end() {
        Arrays.sort(emptied, 0, emptiedCount);
        int count = 0;
        for (int i = 0; i < emptiedCount; i++) {
            int slot = emptied[i];
            if ((i == 0 || emptied[i - 1] != slot) && firsts[slot] == NONE) {
                emptied[count++] = slot;
            }
        }
        keys.remove(emptied, count);
        emptiedCount = 0;
        keys.trim();
        if (keys.isSparse()) {
            pack();
        }
        if (keys.hasTtl()) {
            context.scheduleTimer(keys.nextSweepMillis());
        }
    }

    private void pack() {
        int[] former = keys.pack();
        int[] packedFirsts = new int[former.length];
        int[] packedLasts = new int[former.length];
        for (int i = 0; i < former.length; i++) {
            packedFirsts[i] = firsts[former[i]];
            packedLasts[i] = lasts[former[i]];
        }
        firsts = packedFirsts;
        lasts = packedLasts;
    }

    // ---- snapshots
    // -----------------------------------------------------------------------------------------------------

    /** The rows of a key, in their order. */
    private final class RowLists implements SlotState {
        @Override
        public void ensureSlots(int count) {
            UpsertMaterializeSinkOperator.this.ensureSlots(count);
        }

        @Override
        public String schema() {
            return "list of " + rows.schema();
        }

        @Override
        public void writeSlot(int slot, StateOutput to) {
            int count = 0;
            for (int row = firsts[slot]; row != NONE; row = nexts[row]) {
                count++;
            }
            to.putCount(count);
            for (int row = firsts[slot]; row != NONE; row = nexts[row]) {
                to.putRow(rows.rows(row), SlotRows.position(row));
            }
        }

        @Override
        public void readSlot(int slot, StateInput in) {
            int count = in.getCount();
            for (int i = 0; i < count; i++) {
                rows.readRow(append(slot), in);
            }
        }

        @Override
        public void clearSlots(int[] cleared, int count) {
            for (int i = 0; i < count; i++) {
                clear(cleared[i]);
            }
        }
    }

    @Override
    public List<StateTable> stateTables() {
        return List.of(table());
    }

    private KeyedTable table() {
        return new KeyedTable(TABLE, keys, new RowLists());
    }

    @Override
    public void onRestored() {
        if (keys.hasTtl() && keys.keyCount() > 0) {
            context.scheduleTimer(
                    Math.max(keys.nextSweepMillis(), context.clock().currentTimeMillis() + 1));
        }
    }

    // ---- time
    // ----------------------------------------------------------------------------------------------------------

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        keys.sweep();
        forgetExpired();
        if (keys.keyCount() > 0) {
            context.scheduleTimer(Math.max(keys.nextSweepMillis(), timeMillis + 1));
        }
        return Progress.DONE;
    }

    @Override
    public Progress onInputPause(Output output) {
        context.metrics().setStateBytes(stateBytes());
        return Progress.DONE;
    }

    @Override
    public Progress complete(Output output) {
        context.metrics().setStateBytes(stateBytes());
        return Progress.DONE;
    }

    private long stateBytes() {
        return keys.memoryBytes()
                + rows.memoryBytes()
                + ((long) nexts.length + firsts.length + lasts.length) * Integer.BYTES;
    }
}
