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

    private final BytesColumn keyColumn = new BytesColumn(16);
    private final Column[] keyColumns = {keyColumn};
    private int size;
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
    public int size() {
        return size;
    }

    @Override
    public Column[] keys() {
        return keyColumns;
    }

    @Override
    public void resolve(Column[] columns, int[] positions, int count, int[] slots) {
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
        int slot = newSlot();
        keyColumn.set(slot, data, start, length);
        slotHashes[slot] = hash;
        words[2 * slot] = Hashing.head(data, start, length);
        words[2 * slot + 1] = Hashing.tail(data, start, length);
        tableSlots[at] = slot;
        if (size > growAt) {
            rehash(tableSlots.length * 2);
        }
        return slot;
    }

    private int newSlot() {
        keyColumn.ensureCapacity(size + 1);
        if (size == slotHashes.length) {
            slotHashes = Arrays.copyOf(slotHashes, size * 2);
            words = Arrays.copyOf(words, size * 4);
        }
        return size++;
    }

    private int nullSlot() {
        if (nullSlot == NONE) {
            nullSlot = newSlot();
            keyColumn.setNull(nullSlot);
        }
        return nullSlot;
    }

    private void rehash(int tableSize) {
        tableSlots = new int[tableSize];
        Arrays.fill(tableSlots, NONE);
        mask = tableSize - 1;
        growAt = tableSize / 2;
        for (int slot = 0; slot < size; slot++) {
            if (slot != nullSlot) {
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
    public void clear() {
        size = 0;
        nullSlot = NONE;
        keyColumn.reset();
        Arrays.fill(tableSlots, NONE);
    }

    @Override
    public long memoryBytes() {
        return keyColumn.memoryBytes()
                + ((long) tableSlots.length + slotHashes.length) * Integer.BYTES
                + (long) words.length * Long.BYTES;
    }
}
