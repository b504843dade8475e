package io.weir.engine.over;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.aggregate.SlotAggregators;
import io.weir.engine.expression.Expression;
import io.weir.engine.state.IntList;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.state.RowStore;
import io.weir.engine.state.TimeQueue;
import io.weir.engine.time.Clock;
import java.util.Arrays;
import org.apache.flink.table.types.logical.RowType;

/**
 * What OVER aggregates keep: rows that wait for their time, per key the accumulators and, of a bounded frame, the rows
 * in it, oldest first.
 */
final class OverState {
    private static final int NONE = -1;
    private static final long NEVER = Long.MIN_VALUE;

    private final OverFrame frame;
    private final int[] keys;
    private final KeyedSlots slots;
    private final Column[] keyColumns;
    private final RowStore store;
    private final SlotAggregators aggregators;
    private final Expression[] constants;
    /** The rows and behind them the constants, as the aggregate calls see them. */
    private final Batch aggregated;

    private int constantRows;

    // By row.
    private long[] times = new long[0];
    private int[] rowSlots = new int[0];
    private int[] nextRows = new int[0];

    // By slot.
    private int[] heads = new int[0];
    private int[] tails = new int[0];
    private long[] counts = new long[0];
    /** The greatest time that has been given out, or of a timer that has gone off; 0 at first, as in Flink. */
    private long[] firedTimes = new long[0];
    /** When a key of a bounded range is forgotten, or {@link #NEVER}. */
    private long[] cleanupTimes = new long[0];

    private int[] chunkNumbers = new int[0];
    private int chunkNumber;

    private final TimeQueue waiting = new TimeQueue();
    private final TimeQueue cleanups = new TimeQueue();

    private final IntList retractedRows = new IntList();
    private final IntList retractedSlots = new IntList();
    private final IntList chunkSlots = new IntList();
    private int[] part = new int[0];
    private int[] found = new int[0];
    private final int[] one = new int[1];
    private final int[] oneSlot = new int[1];

    OverState(
            OverFrame frame,
            RowType inputType,
            Aggregation aggregation,
            Expression[] constants,
            long ttlMillis,
            Clock clock) {
        this.frame = frame;
        this.keys = aggregation.keys();
        this.constants = constants;
        keyColumns = new Column[keys.length];
        slots = new KeyedSlots(ttlMillis, clock, aggregation.newKeyColumns(0));
        store = new RowStore(inputType);
        aggregators = new SlotAggregators(aggregation);
        aggregated = new Batch(new Column[inputType.getFieldCount() + constants.length]);
    }

    Batch rows() {
        return store.rows();
    }

    long time(int row) {
        return times[row];
    }

    SlotAggregators aggregators() {
        return aggregators;
    }

    int slot(int row) {
        return rowSlots[row];
    }

    void remove(int row) {
        store.remove(row);
    }

    // ---- rows that wait
    // ----------------------------------------------------------------------------------------------

    /** Keeps a row under its time. */
    int add(Batch batch, int position, long time) {
        int row = store.add(batch, position);
        if (row >= times.length) {
            int grown = Math.max(16, Math.max(row + 1, times.length + (times.length >> 1)));
            times = Arrays.copyOf(times, grown);
            rowSlots = Arrays.copyOf(rowSlots, grown);
            nextRows = Arrays.copyOf(nextRows, grown);
        }
        times[row] = time;
        return row;
    }

    void addWaiting(Batch batch, int position, long time) {
        waiting.add(time, add(batch, position, time));
    }

    /** As {@link #addWaiting}, of a bounded range, whose keys live as long as rows of theirs may be in a frame. */
    void addWaiting(Batch batch, int position, long time, int slot) {
        int row = add(batch, position, time);
        rowSlots[row] = slot;
        waiting.add(time, row);
        long cleanup = cleanupTimes[slot];
        if (cleanup == NEVER || cleanup < time + frame.size() + 1) {
            cleanup = time + (long) (frame.size() * 1.5) + 1;
            cleanups.add(cleanup, slot);
            cleanupTimes[slot] = cleanup;
        }
    }

    /** The rows up to a time, in its order, then in that of their arrival. */
    void pollWaiting(long upTo, IntList due) {
        while (waiting.size() > 0 && waiting.earliest() <= upTo) {
            due.add(waiting.poll());
        }
    }

    long earliestWaiting() {
        return waiting.earliest();
    }

    long earliestCleanup() {
        return cleanups.earliest();
    }

    // ---- keys
    // --------------------------------------------------------------------------------------------------------

    private void useKeys(Batch batch) {
        for (int i = 0; i < keys.length; i++) {
            keyColumns[i] = batch.column(keys[i]);
        }
    }

    /** The slots of rows of a batch. */
    void resolve(Batch batch, int[] positions, int count, int[] result) {
        useKeys(batch);
        slots.resolve(keyColumns, positions, count, result);
        afterResolve();
    }

    /** Finds the slots of rows that are kept. */
    void resolveKept(int[] rows, int from, int count) {
        useKeys(store.rows());
        int[] positions = part(rows, from, count);
        if (found.length < count) {
            found = new int[count];
        }
        slots.resolve(keyColumns, positions, count, found);
        afterResolve();
        for (int i = 0; i < count; i++) {
            rowSlots[positions[i]] = found[i];
        }
    }

    private int[] part(int[] rows, int from, int count) {
        if (part.length < count) {
            part = new int[count];
        }
        System.arraycopy(rows, from, part, 0, count);
        return part;
    }

    private void afterResolve() {
        int slotCount = slots.slotCount();
        aggregators.ensureSlots(slotCount);
        if (slotCount > heads.length) {
            int old = heads.length;
            int grown = Math.max(slotCount, 2 * old);
            heads = Arrays.copyOf(heads, grown);
            tails = Arrays.copyOf(tails, grown);
            counts = Arrays.copyOf(counts, grown);
            firedTimes = Arrays.copyOf(firedTimes, grown);
            cleanupTimes = Arrays.copyOf(cleanupTimes, grown);
            chunkNumbers = Arrays.copyOf(chunkNumbers, grown);
            Arrays.fill(heads, old, grown, NONE);
            Arrays.fill(cleanupTimes, old, grown, NEVER);
        }
        empty(slots.expiredSlots(), slots.expiredCount());
    }

    private void empty(int[] emptied, int count) {
        if (count == 0) {
            return;
        }
        aggregators.clearSlots(emptied, count);
        for (int i = 0; i < count; i++) {
            int slot = emptied[i];
            for (int row = heads[slot]; row != NONE; row = nextRows[row]) {
                store.remove(row);
            }
            heads[slot] = NONE;
            counts[slot] = 0;
            firedTimes[slot] = 0;
            cleanupTimes[slot] = NEVER;
        }
    }

    /** The greatest time that has been given out for the key of a row, or 0. */
    long firedTime(Batch batch, int position) {
        useKeys(batch);
        one[0] = position;
        slots.find(keyColumns, one, 1, oneSlot);
        empty(slots.expiredSlots(), slots.expiredCount());
        return oneSlot[0] < 0 ? 0 : firedTimes[oneSlot[0]];
    }

    /** The same of a slot. */
    long firedTime(int slot) {
        return firedTimes[slot];
    }

    /** Forgets the keys of a bounded range that have had no row for long; true if there were any. */
    boolean cleanUp(long upTo) {
        boolean any = false;
        while (cleanups.size() > 0 && cleanups.earliest() <= upTo) {
            long time = cleanups.earliest();
            int slot = cleanups.poll();
            if (cleanupTimes[slot] == time) {
                oneSlot[0] = slot;
                empty(oneSlot, 1);
                slots.remove(oneSlot, 1);
                any = true;
            } else {
                firedTimes[slot] = Math.max(firedTimes[slot], time);
            }
        }
        return any;
    }

    boolean hasTtl() {
        return slots.hasTtl();
    }

    /** Frees the memory of keys whose time is over. */
    void sweep() {
        slots.sweep();
        empty(slots.expiredSlots(), slots.expiredCount());
    }

    long nextSweepMillis() {
        return slots.nextSweepMillis();
    }

    // ---- aggregating
    // -------------------------------------------------------------------------------------------------

    /**
     * Adds the next rows to the accumulators of their keys, as many as can be added at once: afterwards the
     * accumulators of each of these rows hold its frame.
     *
     * @param dead receives the rows that have left their frames, and without frames the rows themselves
     * @return where the rows end that were added
     */
    int aggregate(int[] rows, int from, int to, IntList dead) {
        int end = chunkEnd(rows, from, to);
        retractedRows.clear();
        retractedSlots.clear();
        chunkSlots.clear();
        for (int i = from; i < end; i++) {
            int slot = rowSlots[rows[i]];
            chunkSlots.add(slot);
            if (frame.isBounded()) {
                leaveFrame(slot, times[rows[i]]);
            }
        }
        if (frame.isBounded()) {
            for (int i = from; i < end; i++) {
                append(rowSlots[rows[i]], rows[i]);
            }
        }
        useConstants();
        if (retractedRows.size() > 0) {
            aggregators.retract(aggregated, retractedRows.items(), retractedSlots.items(), retractedRows.size());
        }
        int count = end - from;
        aggregators.accumulate(aggregated, part(rows, from, count), chunkSlots.items(), count);
        for (int i = 0; i < retractedRows.size(); i++) {
            dead.add(retractedRows.get(i));
        }
        for (int i = from; i < end && !frame.isBounded(); i++) {
            dead.add(rows[i]);
        }
        return end;
    }

    /** A key may be there once, or, where the rows of a time belong together, with one time. */
    private int chunkEnd(int[] rows, int from, int to) {
        chunkNumber++;
        int timeStart = from;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int slot = rowSlots[row];
            if (times[row] != times[rows[timeStart]]) {
                timeStart = i;
            }
            if (chunkNumbers[slot] == chunkNumber && !(frame.isByTime() && firedTimes[slot] == times[row])) {
                return frame.isByTime() ? timeStart : i;
            }
            chunkNumbers[slot] = chunkNumber;
            firedTimes[slot] = times[row];
        }
        return to;
    }

    private void leaveFrame(int slot, long time) {
        if (frame.isRows()) {
            if (counts[slot] >= frame.size()) {
                retractHead(slot);
            } else {
                counts[slot]++;
            }
        } else {
            while (heads[slot] != NONE && time - times[heads[slot]] > frame.size()) {
                retractHead(slot);
            }
        }
    }

    private void retractHead(int slot) {
        int row = heads[slot];
        heads[slot] = nextRows[row];
        retractedRows.add(row);
        retractedSlots.add(slot);
    }

    private void append(int slot, int row) {
        nextRows[row] = NONE;
        if (heads[slot] == NONE) {
            heads[slot] = row;
        } else {
            nextRows[tails[slot]] = row;
        }
        tails[slot] = row;
    }

    private void useConstants() {
        Batch rows = store.rows();
        int width = rows.columnCount();
        for (int i = 0; i < width; i++) {
            aggregated.setColumn(i, rows.column(i));
        }
        if (constants.length > 0 && constantRows < store.end()) {
            constantRows = 2 * store.end();
            Batch room = new Batch();
            room.setRowCount(constantRows);
            for (int i = 0; i < constants.length; i++) {
                aggregated.setColumn(width + i, constants[i].evaluate(room));
            }
        }
    }

    long memoryBytes() {
        return store.memoryBytes()
                + slots.memoryBytes()
                + aggregators.memoryBytes()
                + waiting.memoryBytes()
                + cleanups.memoryBytes()
                + times.length * (Long.BYTES + 2L * Integer.BYTES)
                + heads.length * (3L * Long.BYTES + 3L * Integer.BYTES);
    }
}
