package io.weir.engine.state;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import java.util.Arrays;

/**
 * The table for one key column of text or bytes: open addressing; the keys are kept once, in a column. The first and
 * the last eight bytes of each key are kept as words as well: with the length they decide on keys of up to 16 bytes,
 * which most are.
 */
final class BytesKeyIndex extends KeyIndex {
    private static final int NONE = -1;
    private static final int SHORT_MAX = 2 * Long.BYTES;

    /** Bytes of removed keys that are kept at least, before the keys are copied together. */
    private static final int REMOVED_BYTES_MAX = 1 << 16;

    private BytesColumn keyColumn = new BytesColumn(16);
    private final Column[] keyColumns = {keyColumn};
    private long keptBytes;
    private long removedBytes;
    private int packings;
    private int nullSlot = NONE;
    private int[] slotHashes = new int[16];
    /** Of slot n, the head at 2 n and the tail at 2 n + 1, so that both lie in one line of the cache. */
    private long[] words = new long[32];

    private int[] tableSlots;
    private int mask;
    private int growAt;

    BytesKeyIndex() {
        tableSlots = new int[0];
        rehash(tableSize(0));
    }

    @Override
    public Column[] keys() {
        return keyColumns;
    }

    @Override
    void resolveRows(Column[] columns, int[] positions, int count, int[] slots) {
        BytesColumn column = (BytesColumn) columns[0];
        byte[] data = column.data();
        int[] starts = column.starts();
        int[] lengths = column.lengths();
        if (column.mayHaveNulls()) {
            for (int i = 0; i < count; i++) {
                int position = positions[i];
                slots[i] = column.isNull(position) ? nullSlot() : slot(data, starts[position], lengths[position]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                int position = positions[i];
                slots[i] = slot(data, starts[position], lengths[position]);
            }
        }
    }

    /** Finds the slot of one key, giving a new key a new one. */
    int slot(byte[] data, int start, int length) {
        long head = Hashing.head(data, start, length);
        long tail = Hashing.tail(data, start, length);
        int hash = length <= SHORT_MAX ? Hashing.hashShort(head, tail, length) : Hashing.hash(data, start, length);
        int at = hash & mask;
        while (true) {
            int slot = tableSlots[at];
            if (slot == NONE) {
                return insert(data, start, length, hash, at);
            }
            if (words[2 * slot] == head && words[2 * slot + 1] == tail && isKey(slot, data, start, length)) {
                return slot;
            }
            at = (at + 1) & mask;
        }
    }

    /** The slot of one key, or -1. */
    int find(byte[] data, int start, int length) {
        long head = Hashing.head(data, start, length);
        long tail = Hashing.tail(data, start, length);
        int at = Hashing.hash(data, start, length) & mask;
        while (true) {
            int slot = tableSlots[at];
            if (slot == NONE
                    || (words[2 * slot] == head && words[2 * slot + 1] == tail && isKey(slot, data, start, length))) {
                return slot;
            }
            at = (at + 1) & mask;
        }
    }

    /** Called when head and tail agree; only longer keys have something in between. */
    private boolean isKey(int slot, byte[] data, int start, int length) {
        return keyColumn.lengths()[slot] == length
                && (length <= SHORT_MAX
                        || Hashing.equal(keyColumn.data(), keyColumn.starts()[slot], data, start, length));
    }

    private int insert(byte[] data, int start, int length, int hash, int at) {
        int slot = slotForKey();
        keyColumn.set(slot, data, start, length);
        keptBytes += length;
        slotHashes[slot] = hash;
        words[2 * slot] = Hashing.head(data, start, length);
        words[2 * slot + 1] = Hashing.tail(data, start, length);
        tableSlots[at] = slot;
        if (keyCount() > growAt) {
            rehash(tableSlots.length * 2);
        }
        return slot;
    }

    private int slotForKey() {
        int slot = newSlot();
        keyColumn.ensureCapacity(slot + 1);
        keyColumn.setNotNull(slot);
        if (slot >= slotHashes.length) {
            slotHashes = Arrays.copyOf(slotHashes, slot * 2);
            words = Arrays.copyOf(words, slot * 4);
        }
        return slot;
    }

    private int nullSlot() {
        if (nullSlot == NONE) {
            nullSlot = slotForKey();
            keyColumn.setNull(nullSlot);
        }
        return nullSlot;
    }

    private void rehash(int tableSize) {
        int[] old = tableSlots;
        tableSlots = new int[tableSize];
        Arrays.fill(tableSlots, NONE);
        mask = tableSize - 1;
        growAt = tableSize / 2;
        for (int slot : old) {
            if (slot != NONE) {
                int at = slotHashes[slot] & mask;
                while (tableSlots[at] != NONE) {
                    at = (at + 1) & mask;
                }
                tableSlots[at] = slot;
            }
        }
    }

    @Override
    public void find(Column[] columns, int[] positions, int count, int[] slots) {
        BytesColumn column = (BytesColumn) columns[0];
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            slots[i] = column.isNull(position)
                    ? nullSlot
                    : find(column.data(), column.starts()[position], column.lengths()[position]);
        }
    }

    @Override
    void removeKey(int slot) {
        if (slot == nullSlot) {
            nullSlot = NONE;
            return;
        }
        keptBytes -= keyColumn.lengths()[slot];
        removedBytes += keyColumn.lengths()[slot];
        int at = slotHashes[slot] & mask;
        while (tableSlots[at] != slot) {
            at = (at + 1) & mask;
        }
        closeGap(at);
    }

    /** Frees an entry; entries behind it move up as long as that keeps them reachable from where they belong. */
    private void closeGap(int free) {
        int gap = free;
        int next = (gap + 1) & mask;
        while (tableSlots[next] != NONE) {
            int home = slotHashes[tableSlots[next]] & mask;
            if (((next - home) & mask) >= ((next - gap) & mask)) {
                tableSlots[gap] = tableSlots[next];
                gap = next;
            }
            next = (next + 1) & mask;
        }
        tableSlots[gap] = NONE;
    }

    /** When most bytes are of removed keys, the others are copied together. */
    @Override
    void afterRemoval() {
        if (removedBytes > REMOVED_BYTES_MAX && removedBytes > keptBytes) {
            keyColumn = (BytesColumn) pack(keyColumn, occupied());
            keyColumns[0] = keyColumn;
            removedBytes = 0;
            packings++;
        }
    }

    /** How often the keys have been copied together so far. */
    int packings() {
        return packings;
    }

    /** A column that holds the same values at the occupied slots, and nothing else. */
    static Column pack(Column column, boolean[] occupied) {
        Column packed = column.newEmpty(column.capacity());
        for (int slot = 0; slot < occupied.length; slot++) {
            if (occupied[slot]) {
                packed.set(slot, column, slot);
            }
        }
        return packed;
    }

    @Override
    void clearKeys() {
        nullSlot = NONE;
        keptBytes = 0;
        removedBytes = 0;
        keyColumn.reset();
        Arrays.fill(tableSlots, NONE);
    }

    @Override
    void expect(int keys) {
        int tableSize = mask + 1;
        while (tableSize / 2 <= keys) {
            tableSize *= 2;
        }
        if (tableSize > mask + 1) {
            rehash(tableSize);
        }
        keyColumn.ensureCapacity(keys);
        if (keys > slotHashes.length) {
            slotHashes = Arrays.copyOf(slotHashes, keys);
            words = Arrays.copyOf(words, 2 * keys);
        }
    }

    @Override
    long keyBytes() {
        return keyColumn.memoryBytes()
                + ((long) tableSlots.length + slotHashes.length) * Integer.BYTES
                + (long) words.length * Long.BYTES;
    }
}
