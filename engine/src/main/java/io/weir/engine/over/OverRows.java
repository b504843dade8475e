package io.weir.engine.over;

import io.weir.columnar.Batch;
import io.weir.engine.state.IntList;
import io.weir.engine.state.RowStore;
import io.weir.engine.state.RowTable;
import io.weir.engine.state.SlotState;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateTable;
import io.weir.engine.state.TimeQueue;
import java.util.Arrays;
import org.apache.flink.table.types.logical.RowType;

/** The rows that OVER aggregates keep, each with its time and the slot of its key: those that wait, and frames. */
final class OverRows {
    private static final int NONE = FrameRows.NONE;

    /** In place of the slot of a row that was read. */
    private static final int WAITING = -2;

    private static final int IN_FRAME = -3;

    private final OverFrame frame;
    private final RowStore store;
    private final RowTable table;
    private final FrameRows frames = new FrameRows();
    private final TimeQueue waiting = new TimeQueue();

    // By row.
    private long[] times = new long[0];
    private int[] slots = new int[0];

    OverRows(OverFrame frame, RowType type, int[] keys) {
        this.frame = frame;
        store = new RowStore(type);
        table = new RowTable("rows", store, keys, new RowFacts());
    }

    Batch rows() {
        return store.rows();
    }

    /** One more than the greatest number of a row. */
    int end() {
        return store.end();
    }

    long time(int row) {
        return times[row];
    }

    int slot(int row) {
        return slots[row];
    }

    void setSlot(int row, int slot) {
        slots[row] = slot;
    }

    /** Keeps a row under its time. */
    int add(Batch batch, int position, long time) {
        int row = store.add(batch, position);
        ensureRow(row);
        times[row] = time;
        if (frame.keepsRows()) {
            table.added(row);
        }
        return row;
    }

    private void ensureRow(int row) {
        if (row >= times.length) {
            int grown = Math.max(16, Math.max(row + 1, times.length + (times.length >> 1)));
            times = Arrays.copyOf(times, grown);
            slots = Arrays.copyOf(slots, grown);
        }
    }

    void remove(int row) {
        table.removed(row);
        store.remove(row);
    }

    // ---- rows that wait

    int addWaiting(Batch batch, int position, long time) {
        int row = add(batch, position, time);
        waiting.add(time, row);
        return row;
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

    // ---- frames

    /** By key. */
    FrameRows frames() {
        return frames;
    }

    /** Puts a row into the frame of its key. */
    void addToFrame(int row) {
        frames.append(slots[row], row);
        table.changed(row);
    }

    // ---- snapshots

    /** What is kept for a row besides its fields. */
    private final class RowFacts implements SlotState {
        @Override
        public void ensureSlots(int count) {
            ensureRow(count - 1);
        }

        @Override
        public String schema() {
            return "time frame";
        }

        @Override
        public void writeSlot(int row, StateOutput out) {
            out.putLong(times[row]);
            out.putBoolean(frames.has(row) || slots[row] == IN_FRAME);
        }

        @Override
        public void readSlot(int row, StateInput in) {
            times[row] = in.getLong();
            slots[row] = in.getBoolean() ? IN_FRAME : WAITING;
        }
    }

    /** Where the slot of a row that was read is found. */
    interface SlotFinder {
        /** The slot, or -1 if the time of the key is over. */
        int find(int row);
    }

    StateTable table() {
        return table;
    }

    /** Puts the rows that were read where they were: into the queue of those that wait, or into frames. */
    void onRestored(SlotFinder finder) {
        TimeQueue framed = new TimeQueue();
        for (int row = table.pollRead(); row != NONE; row = table.pollRead()) {
            if (slots[row] == IN_FRAME) {
                framed.add(frame.isWaiting() ? times[row] : 0, row);
            } else {
                waiting.add(times[row], row);
                slots[row] = frame.isBoundedRange() ? finder.find(row) : NONE;
            }
        }
        while (framed.size() > 0) {
            int row = framed.poll();
            slots[row] = finder.find(row);
            if (slots[row] == NONE) {
                remove(row);
            } else {
                frames.append(slots[row], row);
            }
        }
    }

    long memoryBytes() {
        return store.memoryBytes()
                + table.memoryBytes()
                + frames.memoryBytes()
                + waiting.memoryBytes()
                + times.length * (Long.BYTES + (long) Integer.BYTES);
    }
}
