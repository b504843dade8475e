package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.engine.aggregate.GroupTable;
import io.weir.engine.state.ColumnShape;
import io.weir.engine.state.SlotRows;
import io.weir.engine.state.SlotState;
import io.weir.engine.state.SlotTimers;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import java.util.Arrays;

/**
 * A window that is given out more than once: its groups, what was given out of each, and what is due. All of it is one
 * table in snapshots, by group.
 */
final class EmittedWindow implements SlotState {
    /** The window's end has not come. */
    private static final byte OPEN = 0;
    /** The group was given out at the window's end. */
    private static final byte ON_TIME = 1;
    /** The group came after the window's end. */
    private static final byte LATE = 2;

    private static final long NOT_WAITING = 0;

    final long end;
    final GroupTable groups;
    final SlotRows emitted;

    private final Batch readRow;
    /** True if the window has been given out at its end. */
    private boolean isOver;

    private byte[] phases = new byte[0];
    /** The groups whose phase is known. */
    private int phasedGroups;

    private int[] changed = new int[16];
    private int changedCount;
    private boolean[] isChanged = new boolean[16];
    /** The clock's time at which a group was due for the first time, from which its beat goes on; 0 for never. */
    private long[] earlyBeats = new long[0];

    private long[] lateBeats = new long[0];
    /** The clock's time at which a group is due that has changed. */
    private long[] earlyDues = new long[0];

    private long[] lateDues = new long[0];

    EmittedWindow(long end, GroupTable groups, Batch outPrototype, boolean isOver) {
        this.end = end;
        this.groups = groups;
        this.isOver = isOver;
        this.emitted = new SlotRows(outPrototype);
        this.readRow = outPrototype.newEmpty(1);
    }

    // ---- the window's end -------------------------------------------------------------------------------------------

    /** The window's end has come: all groups are to be given out, but those of a snapshot that already have been. */
    void giveOutOnTime(EmitQueue queue) {
        int from = 0;
        int size = groups.size();
        for (int slot = 0; slot < size; slot++) {
            if (phases[slot] == OPEN) {
                phases[slot] = ON_TIME;
            } else {
                queue.add(this, from, slot);
                from = slot + 1;
            }
        }
        queue.add(this, from, size);
        isOver = true;
    }

    /** The window was restored, and its end came before the snapshot. */
    void setOver() {
        isOver = true;
    }

    /** True if the group has been given out at the window's end. */
    boolean wasOnTime(int slot) {
        return phases[slot] == ON_TIME;
    }

    /** Groups have been added. */
    void noteNewGroups() {
        int size = groups.size();
        if (size > phases.length) {
            phases = Arrays.copyOf(phases, Math.max(size, 2 * phases.length));
        }
        if (isOver) {
            Arrays.fill(phases, phasedGroups, Math.max(phasedGroups, size), LATE);
        }
        phasedGroups = Math.max(phasedGroups, size);
    }

    // ---- changes ----------------------------------------------------------------------------------------------------

    /** The group is to be given out when the rows at hand have been taken. */
    void markChanged(int slot) {
        if (slot >= isChanged.length) {
            isChanged = Arrays.copyOf(isChanged, Math.max(slot + 1, 2 * isChanged.length));
        }
        if (!isChanged[slot]) {
            isChanged[slot] = true;
            if (changedCount == changed.length) {
                changed = Arrays.copyOf(changed, 2 * changedCount);
            }
            changed[changedCount++] = slot;
        }
    }

    boolean hasChanged() {
        return changedCount > 0;
    }

    /** Moves the groups that have changed to a list of things to do. */
    void drainChanged(EmitQueue queue) {
        for (int i = 0; i < changedCount; i++) {
            isChanged[changed[i]] = false;
            queue.add(this, changed[i], changed[i] + 1);
        }
        changedCount = 0;
    }

    // ---- waiting for the clock --------------------------------------------------------------------------------------

    /** When a group that has changed now is due; -1 if it is waiting already. */
    long startWaiting(int slot, boolean isLate, boolean hasOneBeat, long delay, long now) {
        ensureBeats(slot + 1);
        long[] dues = isLate && !hasOneBeat ? lateDues : earlyDues;
        long[] beats = isLate && !hasOneBeat ? lateBeats : earlyBeats;
        if (dues[slot] != NOT_WAITING) {
            return -1;
        }
        if (beats[slot] == 0) {
            beats[slot] = now + delay;
        }
        long missed = Math.max(0, Math.floorDiv(now - beats[slot] + delay - 1, delay));
        dues[slot] = beats[slot] + missed * delay;
        return dues[slot];
    }

    private void ensureBeats(int count) {
        if (count > earlyBeats.length) {
            int size = Math.max(count, Math.max(16, 2 * earlyBeats.length));
            earlyBeats = Arrays.copyOf(earlyBeats, size);
            earlyDues = Arrays.copyOf(earlyDues, size);
            lateBeats = Arrays.copyOf(lateBeats, size);
            lateDues = Arrays.copyOf(lateDues, size);
        }
    }

    void stopWaiting(int slot, boolean isLate) {
        (isLate ? lateDues : earlyDues)[slot] = NOT_WAITING;
        groups.markChanged(slot);
    }

    /** Adds the groups that wait for the clock. */
    void drainWaiting(EmitQueue queue) {
        int count = Math.min(groups.size(), earlyDues.length);
        for (int slot = 0; slot < count; slot++) {
            if (earlyDues[slot] != NOT_WAITING || lateDues[slot] != NOT_WAITING) {
                queue.add(this, slot, slot + 1);
            }
        }
    }

    /** Sets the timers of the groups that wait, after a restore. */
    void addTimers(SlotTimers early, SlotTimers late) {
        int count = Math.min(groups.size(), earlyDues.length);
        for (int slot = 0; slot < count; slot++) {
            if (earlyDues[slot] != NOT_WAITING) {
                early.add(earlyDues[slot], end, slot);
            }
            if (lateDues[slot] != NOT_WAITING) {
                late.add(lateDues[slot], end, slot);
            }
        }
    }

    // ---- snapshots --------------------------------------------------------------------------------------------------

    @Override
    public void ensureSlots(int count) {
        ensureBeats(count);
        if (count > phases.length) {
            phases = Arrays.copyOf(phases, Math.max(count, 2 * phases.length));
        }
    }

    @Override
    public String schema() {
        return "EMITTED " + ColumnShape.of(readRow);
    }

    @Override
    public void writeSlot(int slot, StateOutput out) {
        out.putByte(phases[slot]);
        boolean hasRow = emitted.has(slot);
        out.putBoolean(hasRow);
        if (hasRow) {
            out.putRow(emitted.rows(slot), SlotRows.position(slot));
        }
        boolean hasBeats = slot < earlyBeats.length;
        out.putBoolean(hasBeats);
        if (hasBeats) {
            out.putLong(earlyBeats[slot]);
            out.putLong(earlyDues[slot]);
            out.putLong(lateBeats[slot]);
            out.putLong(lateDues[slot]);
        }
    }

    @Override
    public void readSlot(int slot, StateInput in) {
        phases[slot] = in.getByte();
        phasedGroups = Math.max(phasedGroups, slot + 1);
        if (in.getBoolean()) {
            readRow.reset();
            readRow.ensureCapacity(1);
            in.getRow(readRow, 0);
            emitted.set(slot, readRow, 0);
        }
        if (in.getBoolean()) {
            earlyBeats[slot] = in.getLong();
            earlyDues[slot] = in.getLong();
            lateBeats[slot] = in.getLong();
            lateDues[slot] = in.getLong();
        }
    }

    long memoryBytes() {
        return groups.memoryBytes()
                + emitted.memoryBytes()
                + (long) earlyBeats.length * 4 * Long.BYTES
                + phases.length
                + (long) changed.length * Integer.BYTES;
    }
}
