package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.engine.aggregate.GroupTable;
import io.weir.engine.state.SlotRows;
import java.util.Arrays;

/** A window that is given out more than once: its groups, what was given out of each, and what is due. */
final class EmittedWindow {
    final long end;
    final GroupTable groups;
    final SlotRows emitted;

    /** The groups that were there when the window was given out at its end; -1 before. */
    private int onTimeGroups = -1;

    private int[] changed = new int[16];
    private int changedCount;
    private boolean[] isChanged = new boolean[16];
    /** The clock's time at which a group was due for the first time, from which its beat goes on; 0 for never. */
    private long[] earlyBeats = new long[0];

    private long[] lateBeats = new long[0];
    private boolean[] waitsEarly = new boolean[0];
    private boolean[] waitsLate = new boolean[0];

    EmittedWindow(long end, GroupTable groups, Batch outPrototype) {
        this.end = end;
        this.groups = groups;
        this.emitted = new SlotRows(outPrototype);
    }

    void markOnTime() {
        onTimeGroups = groups.size();
    }

    /** True if the group has been given out at the window's end. */
    boolean wasOnTime(int slot) {
        return slot < onTimeGroups;
    }

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

    /** When a group that has changed now is due; -1 if it is waiting already. */
    long startWaiting(int slot, boolean isLate, boolean hasOneBeat, long delay, long now) {
        ensureBeats(slot, hasOneBeat);
        boolean[] waits = isLate && !hasOneBeat ? waitsLate : waitsEarly;
        long[] beats = isLate && !hasOneBeat ? lateBeats : earlyBeats;
        if (waits[slot]) {
            return -1;
        }
        waits[slot] = true;
        if (beats[slot] == 0) {
            beats[slot] = now + delay;
        }
        long missed = Math.max(0, Math.floorDiv(now - beats[slot] + delay - 1, delay));
        return beats[slot] + missed * delay;
    }

    private void ensureBeats(int slot, boolean hasOneBeat) {
        if (slot >= earlyBeats.length) {
            int size = Math.max(slot + 1, Math.max(16, 2 * earlyBeats.length));
            earlyBeats = Arrays.copyOf(earlyBeats, size);
            waitsEarly = Arrays.copyOf(waitsEarly, size);
            if (!hasOneBeat) {
                lateBeats = Arrays.copyOf(lateBeats, size);
                waitsLate = Arrays.copyOf(waitsLate, size);
            }
        }
    }

    void stopWaiting(int slot, boolean isLate) {
        (isLate ? waitsLate : waitsEarly)[slot] = false;
    }

    /** Adds the groups that wait for the clock. */
    void drainWaiting(EmitQueue queue) {
        for (int slot = 0; slot < waitsEarly.length; slot++) {
            if (waitsEarly[slot] || (waitsLate.length > slot && waitsLate[slot])) {
                queue.add(this, slot, slot + 1);
            }
        }
    }

    long memoryBytes() {
        return groups.memoryBytes()
                + emitted.memoryBytes()
                + (long) (earlyBeats.length + lateBeats.length) * (Long.BYTES + 1)
                + (long) changed.length * Integer.BYTES;
    }
}
