package io.weir.engine.state;

import io.weir.columnar.Column;
import java.util.Objects;

/**
 * Where a collection of slots' values writes its changes: the key of such an entry is the key of the slot, the number
 * of the collection, and the value. So a slot with very many values costs in an epoch what has changed of them.
 */
public final class PartLog {
    private final KeyedSlots keys;
    private final int part;

    /** Numbers a collection among those that are kept for the slots of a table, whose changes are kept account of. */
    public PartLog(KeyedSlots keys, int part) {
        this.keys = keys;
        this.part = part;
    }

    /** Begins the entry of a value; {@link StateWriter#value()} takes what is kept for it. */
    public void begin(int slot, Column[] values, int position, StateWriter out) {
        Column[] key = keys.keys();
        out.begin(KeyHasher.hash(key, slot));
        put(key, slot, values, position, out.key());
    }

    private void put(Column[] key, int slot, Column[] values, int position, StateOutput out) {
        SlotChanges.putKey(key, slot, out);
        out.putCount(part);
        SlotChanges.putKey(values, position, out);
    }

    /** A value that is in a snapshot is about to be removed. */
    void removed(int slot, Column[] values, int position) {
        SlotChanges changes = Objects.requireNonNull(keys.changes());
        StateOutput out = changes.beginRemoved();
        Column[] key = keys.keys();
        put(key, slot, values, position, out);
        changes.endRemoved(KeyHasher.hash(key, slot));
    }
}
