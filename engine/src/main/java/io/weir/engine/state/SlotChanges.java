package io.weir.engine.state;

import io.weir.columnar.Column;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which slots of a table have changed since its last snapshot, and which keys that snapshot has and the table not; for
 * tables that keep their keys in another form than {@link KeyedSlots}.
 */
public final class SlotChanges {
    private static final long[] NEVER_WRITTEN = {};

    private final IntList changedSlots = new IntList();
    private boolean[] changed = new boolean[0];
    /** True for slots that are among the changed ones, where each stands once, however often keys come and go. */
    private boolean[] listed = new boolean[0];
    /** True for slots whose key is in a snapshot. */
    private boolean[] saved = new boolean[0];
    /** Hash, then key with its length, one behind the other. */
    private final StateOutput removedKeys = new StateOutput();

    private final StateOutput key = new StateOutput();
    private @Nullable SlotState parts;
    private final StateInput removed = new StateInput();

    /** Nothing is there yet. */
    public SlotChanges() {}

    /** All slots that hold a key count as changed. */
    SlotChanges(boolean[] occupied) {
        ensureSlots(occupied.length);
        for (int slot = 0; slot < occupied.length; slot++) {
            if (occupied[slot]) {
                mark(slot);
            }
        }
    }

    public void ensureSlots(int count) {
        if (count > changed.length) {
            int grown = Math.max(count, 2 * changed.length);
            changed = Arrays.copyOf(changed, grown);
            listed = Arrays.copyOf(listed, grown);
            saved = Arrays.copyOf(saved, grown);
        }
    }

    void mark(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            mark(slots[i]);
        }
    }

    /** What is kept for a slot has changed. */
    public void mark(int slot) {
        changed[slot] = true;
        if (!listed[slot]) {
            listed[slot] = true;
            changedSlots.add(slot);
        }
    }

    /** The slot was read from a snapshot. */
    public void setSaved(int slot) {
        saved[slot] = true;
        changed[slot] = false;
    }

    boolean hasChanged(int slot) {
        return changed[slot];
    }

    /** The key of a slot has left memory; snapshots keep it. */
    void forget(int slot) {
        saved[slot] = false;
        changed[slot] = false;
    }

    /** The keys of slots are about to be removed. */
    void remove(int[] slots, int count, Column[] keys) {
        for (int i = 0; i < count; i++) {
            remove(slots[i], keys);
        }
    }

    /** The key of a slot is about to be removed, or there is nothing to be kept for it any more. */
    public void remove(int slot, Column[] keys) {
        changed[slot] = false;
        if (parts != null) {
            parts.forgetParts(slot);
        }
        if (saved[slot]) {
            saved[slot] = false;
            putKey(keys, slot, beginRemoved());
            endRemoved(KeyHasher.hash(keys, slot));
        }
    }

    /** Where the key of an entry goes that a snapshot has and the table not. */
    StateOutput beginRemoved() {
        key.clear();
        return key;
    }

    void endRemoved(int hash) {
        removedKeys.putInt(hash);
        removedKeys.putBytes(key.bytes(), 0, key.length());
    }

    /** What is kept for slots in parts: it is told when a slot is removed. */
    void setParts(SlotState state) {
        parts = state;
    }

    /** What a key is made of, in words. */
    static String schema(Column[] keys, boolean hasTtl) {
        StringBuilder schema = new StringBuilder(hasTtl ? "ttl" : "");
        for (Column column : keys) {
            schema.append(schema.isEmpty() ? "" : " ").append(column.kind());
        }
        return schema.toString();
    }

    static void putKey(Column[] keys, int slot, StateOutput out) {
        for (Column column : keys) {
            out.putValue(column, slot);
        }
    }

    /** Writes the changes of a table without a time to live, and forgets them. */
    public void write(Column[] keys, SlotState values, StateWriter out) {
        write(keys, NEVER_WRITTEN, false, new SlotState[] {values}, out);
    }

    /** Writes the changes, and forgets them. */
    void write(Column[] keys, long[] writtenMillis, boolean hasTtl, SlotState[] values, StateWriter out) {
        removed.reset(removedKeys.bytes(), 0, removedKeys.length());
        while (!removed.isAtEnd()) {
            out.begin(removed.getInt());
            int length = removed.getCount();
            out.key().putRaw(removed.bytes(), removed.take(length), length);
            out.endRemoved();
        }
        removedKeys.clear();
        for (int i = 0; i < changedSlots.size(); i++) {
            int slot = changedSlots.get(i);
            listed[slot] = false;
            // A slot whose key was removed is unchanged.
            if (changed[slot]) {
                changed[slot] = false;
                saved[slot] = true;
                out.begin(KeyHasher.hash(keys, slot));
                putKey(keys, slot, out.key());
                StateOutput to = out.value();
                if (hasTtl) {
                    to.putLong(writtenMillis[slot]);
                }
                for (SlotState value : values) {
                    value.writeSlot(slot, to);
                }
                out.end();
            }
        }
        changedSlots.clear();
    }

    /** Slots are numbered anew: each new slot was the given one. */
    public void pack(int[] kept) {
        boolean[] packedChanged = new boolean[kept.length];
        boolean[] packedSaved = new boolean[kept.length];
        changedSlots.clear();
        for (int i = 0; i < kept.length; i++) {
            packedSaved[i] = saved[kept[i]];
            if (changed[kept[i]]) {
                packedChanged[i] = true;
                changedSlots.add(i);
            }
        }
        changed = packedChanged;
        listed = packedChanged.clone();
        saved = packedSaved;
    }

    /** All keys are forgotten, and with them the snapshot. */
    void clear() {
        Arrays.fill(changed, false);
        Arrays.fill(listed, false);
        Arrays.fill(saved, false);
        changedSlots.clear();
        removedKeys.clear();
    }

    public long memoryBytes() {
        return 3L * changed.length + (long) changedSlots.size() * Integer.BYTES + removedKeys.length();
    }
}
