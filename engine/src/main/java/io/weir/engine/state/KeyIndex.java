package io.weir.engine.state;

import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;

/**
 * A hash table from keys to slots: every new key gets the next number, 0, 1, 2, … , by which accumulators are then
 * indexed. The keys themselves are kept in columns indexed by slot.
 *
 * <p>Nulls are keys like others. Keys are not removed one by one; a table lives as long as its window, or is rebuilt.
 */
public abstract sealed class KeyIndex permits EmptyKeyIndex, LongKeyIndex, BytesKeyIndex, CompositeKeyIndex {
    /** A table for keys of the shape of these columns, which are only looked at. */
    public static KeyIndex create(Column... prototypes) {
        if (prototypes.length == 0) {
            return new EmptyKeyIndex();
        }
        if (prototypes.length == 1) {
            ColumnKind kind = prototypes[0].kind();
            if (kind == ColumnKind.LONG || kind == ColumnKind.INT) {
                return new LongKeyIndex(prototypes[0]);
            }
            if (kind == ColumnKind.BYTES) {
                return new BytesKeyIndex();
            }
        }
        return new CompositeKeyIndex(prototypes);
    }

    /** The number of slots given out. */
    public abstract int size();

    /** The keys, one column for each part, indexed by slot. */
    public abstract Column[] keys();

    /** Finds the slot of each row, giving new keys a new one; slots[i] belongs to the row at positions[i]. */
    public abstract void resolve(Column[] columns, int[] positions, int count, int[] slots);

    /** As {@link #resolve}, but rows whose key is not there get -1. */
    public abstract void find(Column[] columns, int[] positions, int count, int[] slots);

    /** Forgets all keys; capacity stays. */
    public abstract void clear();

    /** Bytes of memory that this table holds. */
    public abstract long memoryBytes();

    /** The size of a table that holds this many entries at most half full. */
    static int tableSize(int entries) {
        return Integer.highestOneBit(Math.max(16, entries) * 2 - 1) * 2;
    }
}
