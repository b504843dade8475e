package io.weir.engine.rank;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.state.SlotState;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import java.util.Arrays;

/** The last rank of each key, where the key's first row says it. */
final class VariableEnds implements SlotState {
    private static final long UNKNOWN = -1;

    private long[] ends = new long[0];

    /** Takes the ends of keys that are new from the first row of each. */
    void take(Column column, int count, int[] rowSlots, KeyedSlots slots) {
        ensureSlots(slots.slotCount());
        int[] fresh = slots.freshSlots();
        for (int i = 0; i < slots.freshCount(); i++) {
            ends[fresh[i]] = UNKNOWN;
        }
        for (int i = 0; i < count; i++) {
            int slot = rowSlots[i];
            if (ends[slot] == UNKNOWN) {
                long end = column.isNull(i)
                        ? 0
                        : column instanceof LongColumn longs ? longs.get(i) : ((IntColumn) column).get(i);
                ends[slot] = Math.max(0, end);
                slots.markChanged(slot);
            }
        }
    }

    /** By slot. */
    long[] ends() {
        return ends;
    }

    /** Renumbers the keys: key i is now the one that was kept[i]. */
    void moveSlots(int[] kept) {
        long[] moved = new long[kept.length];
        for (int i = 0; i < kept.length && kept[i] < ends.length; i++) {
            moved[i] = ends[kept[i]];
        }
        ends = moved;
    }

    @Override
    public void ensureSlots(int count) {
        if (ends.length < count) {
            ends = Arrays.copyOf(ends, Math.max(count, 2 * ends.length));
        }
    }

    @Override
    public String schema() {
        return "end";
    }

    @Override
    public void writeSlot(int slot, StateOutput out) {
        out.putLong(ends[slot]);
    }

    @Override
    public void readSlot(int slot, StateInput in) {
        ends[slot] = in.getLong();
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            ends[slots[i]] = UNKNOWN;
        }
    }

    long memoryBytes() {
        return (long) ends.length * Long.BYTES;
    }
}
