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

    /** A bit for each slot: so few bytes that they stay in the processor's caches, however many keys there are. */
    private long[] changed = new long[0];
    /** The slots whose key is in a snapshot. */
    private long[] saved = new long[0];
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
        int words = (count + Long.SIZE - 1) / Long.SIZE;
        if (words > changed.length) {
            int grown = Math.max(words, 2 * changed.length);
            changed = Arrays.copyOf(changed, grown);
            saved = Arrays.copyOf(saved, grown);
        }
    }

    void mark(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            set(changed, slots[i]);
        }
    }

    /** What is kept for a slot has changed. */
    public void mark(int slot) {
        set(changed, slot);
    }

    /** The slot was read from a snapshot. */
    public void setSaved(int slot) {
        set(saved, slot);
        clear(changed, slot);
    }

    boolean hasChanged(int slot) {
        return isSet(changed, slot);
    }

    /** The key of a slot has left memory; snapshots keep it. */
    void forget(int slot) {
        clear(saved, slot);
        clear(changed, slot);
    }

    private static void set(long[] bits, int slot) {
        bits[slot >> 6] |= 1L << slot;
    }

    private static void clear(long[] bits, int slot) {
        bits[slot >> 6] &= ~(1L << slot);
    }

    private static boolean isSet(long[] bits, int slot) {
        return (bits[slot >> 6] & 1L << slot) != 0;
    }

    /** The keys of slots are about to be removed. */
    void remove(int[] slots, int count, Column[] keys) {
        for (int i = 0; i < count; i++) {
            remove(slots[i], keys);
        }
    }

    /** The key of a slot is about to be removed, or there is nothing to be kept for it any more. */
    public void remove(int slot, Column[] keys) {
        clear(changed, slot);
        if (parts != null) {
            parts.forgetParts(slot);
        }
        if (isSet(saved, slot)) {
            clear(saved, slot);
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
        write(keys, NEVER_WRITTEN, false, new SlotState[] {values}, false, out);
    }

    /**
     * Writes the changes, and forgets them: in the order of slots, in which memory is read fastest.
     *
     * @param knowsNew whether a key that is in no snapshot is known to be in none
     */
    void write(
            Column[] keys,
            long[] writtenMillis,
            boolean hasTtl,
            SlotState[] values,
            boolean knowsNew,
            StateWriter out) {
        writeRemoved(out);
        for (int word = 0; word < changed.length; word++) {
            for (long bits = changed[word]; bits != 0; bits &= bits - 1) {
                int slot = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                out.begin(KeyHasher.hash(keys, slot));
                putKey(keys, slot, out.key());
                StateOutput to = out.value();
                if (hasTtl) {
                    to.putLong(writtenMillis[slot]);
                }
                for (SlotState value : values) {
                    value.writeSlot(slot, to);
                }
                if (knowsNew && !isSet(saved, slot)) {
                    out.endNew();
                } else {
                    out.end();
                }
            }
            saved[word] |= changed[word];
            changed[word] = 0;
        }
    }

    private void writeRemoved(StateWriter out) {
        removed.reset(removedKeys.bytes(), 0, removedKeys.length());
        while (!removed.isAtEnd()) {
            out.begin(removed.getInt());
            int length = removed.getCount();
            out.key().putRaw(removed.bytes(), removed.take(length), length);
            out.endRemoved();
        }
        removedKeys.clear();
    }

    /** Slots are numbered anew: each new slot was the given one. */
    public void pack(int[] kept) {
        long[] oldChanged = changed;
        long[] oldSaved = saved;
        changed = new long[0];
        saved = new long[0];
        ensureSlots(kept.length);
        for (int i = 0; i < kept.length; i++) {
            if (isSet(oldSaved, kept[i])) {
                set(saved, i);
            }
            if (isSet(oldChanged, kept[i])) {
                set(changed, i);
            }
        }
    }

    /** All keys are forgotten, and with them the snapshot. */
    void clear() {
        Arrays.fill(changed, 0);
        Arrays.fill(saved, 0);
        removedKeys.clear();
    }

    public long memoryBytes() {
        return 2L * changed.length * Long.BYTES + removedKeys.length();
    }
}
