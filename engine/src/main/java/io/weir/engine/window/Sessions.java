package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.aggregate.SlotAggregators;
import io.weir.engine.state.ColumnShape;
import io.weir.engine.state.KeyIndex;
import io.weir.engine.state.SlotChanges;
import io.weir.engine.state.SlotState;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateTable;
import io.weir.engine.state.StateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The open sessions of all keys: for each key a short list, for each session its bounds and accumulators, all in arrays
 * indexed by slot. Sessions that are gone leave their slot unused; when most are, everything is packed anew.
 *
 * <p>Two sessions that touch are one: a session [a, b) takes in a row whose own window [t, t + gap) meets it, ends
 * included.
 *
 * <p><b>Snapshots.</b> An entry holds all sessions of a key; it is written when one of them has changed, and removed
 * with the last of them.
 */
final class Sessions implements StateTable {
    private static final int NONE = -1;
    private static final String NAME = "sessions";
    private static final int[] FIRST = {0};
    private static final int DEAD_MIN = 1024;

    private final Aggregation aggregation;
    private KeyIndex keys;
    private int[] heads = new int[16];
    private SlotAggregators aggregators;
    private long[] starts = new long[16];
    private long[] ends = new long[16];
    private int[] nexts = new int[16];
    private int[] keySlots = new int[16];
    private int used;
    private int live;
    private int headCount;

    /** Which keys have changed, once somebody wants to know. */
    private @Nullable SlotChanges changes;
    /** Room for the key of an entry that is being read. */
    private final Column[] readKey;

    private final int[] readSlot = new int[1];
    private final SlotState keySessions = new KeySessions();

    Sessions(Aggregation aggregation) {
        this.aggregation = aggregation;
        keys = KeyIndex.create(aggregation.newKeyColumns(0));
        aggregators = new SlotAggregators(aggregation);
        readKey = aggregation.newKeyColumns(1);
    }

    int live() {
        return live;
    }

    /** The number of slots given out, live or not. */
    int used() {
        return used;
    }

    boolean isLive(int session) {
        return keySlots[session] != NONE;
    }

    long start(int session) {
        return starts[session];
    }

    long end(int session) {
        return ends[session];
    }

    /** Finds the key slots of a batch's rows. */
    void resolveKeys(Column[] columns, int[] positions, int count, int[] slots) {
        keys.resolve(columns, positions, count, slots);
        if (heads.length < keys.size()) {
            int old = heads.length;
            heads = Arrays.copyOf(heads, Math.max(keys.size(), old * 2));
        }
        while (headCount < keys.size()) {
            heads[headCount++] = NONE;
        }
        if (changes != null) {
            changes.ensureSlots(keys.size());
        }
    }

    private void markChanged(int keySlot) {
        if (changes != null) {
            changes.mark(keySlot);
        }
    }

    /** The first session of a key that [start, end] meets, or -1. */
    int findMeeting(int keySlot, long start, long end) {
        int session = heads[keySlot];
        while (session != NONE && (starts[session] > end || ends[session] < start)) {
            session = nexts[session];
        }
        return session;
    }

    /** True if no other session of the key meets these bounds. */
    boolean isAlone(int session, long start, long end) {
        int other = heads[keySlots[session]];
        while (other != NONE) {
            if (other != session && starts[other] <= end && ends[other] >= start) {
                return false;
            }
            other = nexts[other];
        }
        return true;
    }

    int open(int keySlot, long start, long end) {
        if (used == starts.length) {
            starts = Arrays.copyOf(starts, used * 2);
            ends = Arrays.copyOf(ends, used * 2);
            nexts = Arrays.copyOf(nexts, used * 2);
            keySlots = Arrays.copyOf(keySlots, used * 2);
        }
        int session = used++;
        starts[session] = start;
        ends[session] = end;
        keySlots[session] = keySlot;
        nexts[session] = heads[keySlot];
        heads[keySlot] = session;
        live++;
        aggregators.ensureSlots(used);
        markChanged(keySlot);
        return session;
    }

    void extend(int session, long start, long end) {
        starts[session] = Math.min(starts[session], start);
        ends[session] = Math.max(ends[session], end);
        markChanged(keySlots[session]);
    }

    /** Makes one session of this one and all others of the key that meet it, the earliest first; the result is it. */
    int mergeMeeting(int session) {
        int merged = session;
        int other = findOther(merged);
        while (other != NONE) {
            int into = starts[other] < starts[merged] ? other : merged;
            int from = into == other ? merged : other;
            extend(into, starts[from], ends[from]);
            aggregators.mergeSlot(from, into);
            remove(from);
            merged = into;
            other = findOther(merged);
        }
        return merged;
    }

    /** Another session of the key that meets this one, or -1. */
    private int findOther(int session) {
        int other = heads[keySlots[session]];
        while (other != NONE && (other == session || starts[other] > ends[session] || ends[other] < starts[session])) {
            other = nexts[other];
        }
        return other;
    }

    void remove(int session) {
        int key = keySlots[session];
        int at = heads[key];
        if (at == session) {
            heads[key] = nexts[session];
        } else {
            while (nexts[at] != session) {
                at = nexts[at];
            }
            nexts[at] = nexts[session];
        }
        keySlots[session] = NONE;
        live--;
        if (heads[key] != NONE) {
            markChanged(key);
        } else if (changes != null) {
            changes.remove(key, keys.keys());
        }
    }

    void accumulate(Batch batch, int[] positions, int[] sessions, int count) {
        aggregators.accumulate(batch, positions, sessions, count);
    }

    /** True if all rows of a session have been taken away again. */
    boolean isEmpty(int session) {
        return aggregators.isEmpty(session);
    }

    void write(int session, Column[] columns, int keyCount, int position) {
        Column[] from = keys.keys();
        for (int i = 0; i < keyCount; i++) {
            columns[i].set(position, from[i], keySlots[session]);
        }
        aggregators.writeResult(session, columns, keyCount, position);
    }

    boolean shouldPack() {
        return used - live > Math.max(live, DEAD_MIN);
    }

    /** True if most keys have no session: those whose rows were all late, or whose sessions are gone. */
    boolean hasManyDeadKeys() {
        return keys.size() - live > Math.max(live, DEAD_MIN);
    }

    /** Drops dead sessions and keys without sessions; the result maps old session slots to new ones, or -1. */
    int[] pack() {
        int[] moved = new int[used];
        Arrays.fill(moved, NONE);
        int[] from = new int[live];
        int[] keyOf = new int[live];
        int count = 0;
        for (int session = 0; session < used; session++) {
            if (keySlots[session] != NONE) {
                moved[session] = count;
                keyOf[count] = keySlots[session];
                from[count++] = session;
            }
        }
        Column[] oldKeys = keys.keys();
        keys = KeyIndex.create(aggregation.newKeyColumns(0));
        headCount = 0;
        int[] newKeys = new int[count];
        resolveKeys(oldKeys, keyOf, count, newKeys);
        if (changes != null) {
            int[] formerKeys = new int[keys.size()];
            for (int i = 0; i < count; i++) {
                formerKeys[newKeys[i]] = keyOf[i];
            }
            changes.pack(formerKeys);
        }
        SlotAggregators packed = new SlotAggregators(aggregation);
        packed.mergeAll(aggregators, from, count);
        aggregators = packed;
        for (int i = 0; i < count; i++) {
            starts[i] = starts[from[i]];
            ends[i] = ends[from[i]];
            keySlots[i] = newKeys[i];
            nexts[i] = heads[newKeys[i]];
            heads[newKeys[i]] = i;
        }
        used = count;
        return moved;
    }

    // ---- snapshots --------------------------------------------------------------------------------------------------

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String schema() {
        return ColumnShape.of(readKey) + " | " + keySessions.schema();
    }

    @Override
    public void startTracking() {
        if (changes == null) {
            changes = new SlotChanges();
            changes.ensureSlots(keys.size());
            for (int key = 0; key < headCount; key++) {
                if (heads[key] != NONE) {
                    changes.mark(key);
                }
            }
        }
    }

    @Override
    public void writeChanges(StateWriter out) {
        if (changes != null) {
            changes.write(keys.keys(), keySessions, out);
        }
    }

    @Override
    public void read(StateInput key, StateInput value) {
        for (Column column : readKey) {
            column.reset();
            column.ensureCapacity(1);
            key.getValue(column, 0);
        }
        resolveKeys(readKey, FIRST, 1, readSlot);
        keySessions.readSlot(readSlot[0], value);
        if (changes != null) {
            changes.setSaved(readSlot[0]);
        }
    }

    @Override
    public long size() {
        return live;
    }

    /** All sessions of a key, by the key's slot. */
    private final class KeySessions implements SlotState {
        @Override
        public void ensureSlots(int count) {
            // Keys have their slots before they have sessions.
        }

        @Override
        public String schema() {
            return "SESSIONS " + aggregators.schema();
        }

        @Override
        public void writeSlot(int slot, StateOutput out) {
            int count = 0;
            for (int session = heads[slot]; session != NONE; session = nexts[session]) {
                count++;
            }
            out.putCount(count);
            for (int session = heads[slot]; session != NONE; session = nexts[session]) {
                out.putLong(starts[session]);
                out.putLong(ends[session]);
                aggregators.writeSlot(session, out);
            }
        }

        @Override
        public void readSlot(int slot, StateInput in) {
            int count = in.getCount();
            for (int i = 0; i < count; i++) {
                long start = in.getLong();
                aggregators.readSlot(open(slot, start, in.getLong()), in);
            }
        }
    }

    long memoryBytes() {
        return keys.memoryBytes()
                + aggregators.memoryBytes()
                + (long) starts.length * (2 * Long.BYTES + 2 * Integer.BYTES)
                + (long) heads.length * Integer.BYTES;
    }
}
