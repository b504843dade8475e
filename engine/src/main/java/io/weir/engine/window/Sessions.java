package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.aggregate.SlotAggregators;
import io.weir.engine.state.KeyIndex;
import java.util.Arrays;

/**
 * The open sessions of all keys: for each key a short list, for each session its bounds and accumulators, all in arrays
 * indexed by slot. Sessions that are gone leave their slot unused; when most are, everything is packed anew.
 *
 * <p>Two sessions that touch are one: a session [a, b) takes in a row whose own window [t, t + gap) meets it, ends
 * included.
 */
final class Sessions {
    private static final int NONE = -1;
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

    Sessions(Aggregation aggregation) {
        this.aggregation = aggregation;
        keys = KeyIndex.create(aggregation.newKeyColumns(0));
        aggregators = new SlotAggregators(aggregation);
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
    }

    private int headCount;

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
        return session;
    }

    void extend(int session, long start, long end) {
        starts[session] = Math.min(starts[session], start);
        ends[session] = Math.max(ends[session], end);
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

    long memoryBytes() {
        return keys.memoryBytes()
                + aggregators.memoryBytes()
                + (long) starts.length * (2 * Long.BYTES + 2 * Integer.BYTES)
                + (long) heads.length * Integer.BYTES;
    }
}
