package io.weir.engine.over;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.aggregate.SlotAggregators;
import io.weir.engine.expression.Expression;
import io.weir.engine.state.IntList;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.state.KeyedTable;
import io.weir.engine.state.SlotState;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateTable;
import io.weir.engine.state.TimeQueue;
import io.weir.engine.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * What OVER aggregates keep: rows that wait for their time, per key the accumulators and, of a bounded frame, the rows
 * in it, oldest first.
 */
final class OverState {
    private static final int NONE = FrameRows.NONE;

    private final OverFrame frame;
    private final int[] keys;
    private final KeyedSlots slots;
    private final Column[] keyColumns;
    private final OverRows rows;
    private final SlotAggregators aggregators;
    private final Expression[] constants;
    /** The rows and behind them the constants, as the aggregate calls see them. */
    private final Batch aggregated;

    private int constantRows;

    // By slot.
    private final FrameRows frames;
    /** The greatest time that has been given out, or of a timer that has gone off; 0 at first, as in Flink. */
    private long[] firedTimes = new long[0];
    /** Of a bounded range: timers like Flink's, the last of which forgets the key. */
    private final SlotTimes cleanupTimes = new SlotTimes();

    private int[] chunkNumbers = new int[0];
    private int chunkNumber;

    /** The slots by the earliest of their timers. */
    private final TimeQueue cleanups = new TimeQueue();

    private final StateTable keyTable;

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
        rows = new OverRows(frame, inputType, keys);
        frames = rows.frames();
        aggregators = new SlotAggregators(aggregation);
        keyTable = new KeyedTable("keys", slots, aggregators, new KeyFacts(), cleanupTimes);
        aggregated = new Batch(new Column[inputType.getFieldCount() + constants.length]);
    }

    OverRows rows() {
        return rows;
    }

    SlotAggregators aggregators() {
        return aggregators;
    }

    /** Keeps a row that waits, of a bounded range, whose keys live as long as rows of theirs may be in a frame. */
    void addWaiting(Batch batch, int position, long time, int slot) {
        rows.setSlot(rows.addWaiting(batch, position, time), slot);
        boolean isFirst = cleanupTimes.isEmpty(slot);
        if (isFirst || cleanupTimes.last(slot) < time + frame.size() + 1) {
            long cleanup = time + (long) (frame.size() * 1.5) + 1;
            cleanupTimes.add(slot, cleanup);
            if (isFirst) {
                cleanups.add(cleanup, slot);
            }
        }
    }

    long earliestCleanup() {
        return cleanups.earliest();
    }

    // ---- keys
    // ----------------------------------------------------------------------------------------------------------

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
    void resolveKept(int[] kept, int from, int count) {
        useKeys(rows.rows());
        int[] positions = part(kept, from, count);
        if (found.length < count) {
            found = new int[count];
        }
        slots.resolve(keyColumns, positions, count, found);
        afterResolve();
        for (int i = 0; i < count; i++) {
            rows.setSlot(positions[i], found[i]);
        }
    }

    private int[] part(int[] kept, int from, int count) {
        if (part.length < count) {
            part = new int[count];
        }
        System.arraycopy(kept, from, part, 0, count);
        return part;
    }

    private void afterResolve() {
        int slotCount = slots.slotCount();
        aggregators.ensureSlots(slotCount);
        cleanupTimes.ensureSlots(slotCount);
        ensureSlots(slotCount);
        empty(slots.expiredSlots(), slots.expiredCount());
    }

    private void ensureSlots(int count) {
        frames.ensureSlots(count);
        if (count > firedTimes.length) {
            int grown = Math.max(count, 2 * firedTimes.length);
            firedTimes = Arrays.copyOf(firedTimes, grown);
            chunkNumbers = Arrays.copyOf(chunkNumbers, grown);
        }
    }

    private void empty(int[] emptied, int count) {
        if (count == 0) {
            return;
        }
        aggregators.clearSlots(emptied, count);
        for (int i = 0; i < count; i++) {
            int slot = emptied[i];
            while (frames.first(slot) != NONE) {
                rows.remove(frames.removeFirst(slot));
            }
            firedTimes[slot] = 0;
        }
    }

    /** The greatest time that has been given out for the key of a row, or 0. */
    long firedTime(Batch batch, int position) {
        useKeys(batch);
        int slot = find(position);
        return slot < 0 ? 0 : firedTimes[slot];
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
            cleanupTimes.removeFirst(slot);
            if (cleanupTimes.isEmpty(slot)) {
                oneSlot[0] = slot;
                empty(oneSlot, 1);
                slots.remove(oneSlot, 1);
                any = true;
            } else {
                firedTimes[slot] = Math.max(firedTimes[slot], time);
                slots.markChanged(slot);
                cleanups.add(cleanupTimes.first(slot), slot);
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
    // ---------------------------------------------------------------------------------------------------

    /**
     * Adds the next rows to the accumulators of their keys, as many as can be added at once: afterwards the
     * accumulators of each of these rows hold its frame.
     *
     * @param dead receives the rows that have left their frames, and without frames the rows themselves
     * @return where the rows end that were added
     */
    int aggregate(int[] due, int from, int to, IntList dead) {
        int end = chunkEnd(due, from, to);
        retractedRows.clear();
        retractedSlots.clear();
        chunkSlots.clear();
        for (int i = from; i < end; i++) {
            int slot = rows.slot(due[i]);
            chunkSlots.add(slot);
            slots.markChanged(slot);
            if (frame.isBounded()) {
                leaveFrame(slot, rows.time(due[i]));
            }
        }
        if (frame.isBounded()) {
            for (int i = from; i < end; i++) {
                rows.addToFrame(due[i]);
            }
        }
        useConstants();
        if (retractedRows.size() > 0) {
            aggregators.retract(aggregated, retractedRows.items(), retractedSlots.items(), retractedRows.size());
        }
        int count = end - from;
        aggregators.accumulate(aggregated, part(due, from, count), chunkSlots.items(), count);
        for (int i = 0; i < retractedRows.size(); i++) {
            dead.add(retractedRows.get(i));
        }
        for (int i = from; i < end && !frame.isBounded(); i++) {
            dead.add(due[i]);
        }
        return end;
    }

    /** A key may be there once, or, where the rows of a time belong together, with one time. */
    private int chunkEnd(int[] due, int from, int to) {
        chunkNumber++;
        int timeStart = from;
        for (int i = from; i < to; i++) {
            int row = due[i];
            int slot = rows.slot(row);
            if (rows.time(row) != rows.time(due[timeStart])) {
                timeStart = i;
            }
            if (chunkNumbers[slot] == chunkNumber && !(frame.isByTime() && firedTimes[slot] == rows.time(row))) {
                return frame.isByTime() ? timeStart : i;
            }
            chunkNumbers[slot] = chunkNumber;
            firedTimes[slot] = rows.time(row);
        }
        return to;
    }

    private void leaveFrame(int slot, long time) {
        if (frame.isRows()) {
            if (frames.size(slot) >= frame.size()) {
                retractFirst(slot);
            }
        } else {
            while (frames.first(slot) != NONE && time - rows.time(frames.first(slot)) > frame.size()) {
                retractFirst(slot);
            }
        }
    }

    private void retractFirst(int slot) {
        retractedRows.add(frames.removeFirst(slot));
        retractedSlots.add(slot);
    }

    private void useConstants() {
        Batch kept = rows.rows();
        int width = kept.columnCount();
        for (int i = 0; i < width; i++) {
            aggregated.setColumn(i, kept.column(i));
        }
        if (constants.length > 0 && constantRows < rows.end()) {
            constantRows = 2 * rows.end();
            Batch room = new Batch();
            room.setRowCount(constantRows);
            for (int i = 0; i < constants.length; i++) {
                aggregated.setColumn(width + i, constants[i].evaluate(room));
            }
        }
    }

    // ---- snapshots
    // -----------------------------------------------------------------------------------------------------

    /** What is kept for a key besides accumulators. */
    private final class KeyFacts implements SlotState {
        @Override
        public void ensureSlots(int count) {
            OverState.this.ensureSlots(count);
        }

        @Override
        public String schema() {
            return "fired";
        }

        @Override
        public void writeSlot(int slot, StateOutput out) {
            out.putLong(firedTimes[slot]);
        }

        @Override
        public void readSlot(int slot, StateInput in) {
            firedTimes[slot] = in.getLong();
        }
    }

    List<StateTable> tables() {
        return frame.keepsRows() ? List.of(keyTable, rows.table()) : List.of(keyTable);
    }

    void onRestored() {
        useKeys(rows.rows());
        rows.onRestored(this::find);
        for (int slot = 0; frame.isBoundedRange() && slot < slots.slotCount(); slot++) {
            if (!cleanupTimes.isEmpty(slot)) {
                cleanups.add(cleanupTimes.first(slot), slot);
            }
        }
    }

    /** The slot of the key of a row, with the columns of the key in use. */
    private int find(int position) {
        one[0] = position;
        slots.find(keyColumns, one, 1, oneSlot);
        int slot = oneSlot[0];
        empty(slots.expiredSlots(), slots.expiredCount());
        return slot;
    }

    long memoryBytes() {
        return slots.memoryBytes()
                + rows.memoryBytes()
                + aggregators.memoryBytes()
                + cleanups.memoryBytes()
                + cleanupTimes.memoryBytes()
                + firedTimes.length * (Long.BYTES + (long) Integer.BYTES);
    }
}
