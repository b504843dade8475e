package io.weir.engine.state;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import java.util.Arrays;

/**
 * The table for one key column of text or bytes: open addressing, each entry the key's hash and its slot, so that other
 * keys in the way cost nothing; the keys are kept once, in a column. The first and the last eight bytes of each key are
 * kept as words as well: with the length they decide on keys of up to 16 bytes, which most are.
 */
final class BytesKeyIndex extends KeyIndex {
    private static final int NONE = -1;
    private static final int SHORT_MAX = 2 * Long.BYTES;

    /** Above this size a table does not fit the caches, and keys are looked up in blocks. */
    private static final int CACHED_SIZE_MAX = 1 << 15;

    private static final int BLOCK_ROWS = 256;

    /** The keys of most blocks have less. */
    private static final int BLOCK_ROOM_BYTES = 1 << 15;

    private static final int BYTES_FORECAST_MAX = 16;

    /** Bytes of removed keys that are kept at least, before the keys are copied together. */
    private static final int REMOVED_BYTES_MAX = 1 << 16;

    private BytesColumn keyColumn = new BytesColumn(16);
    private final Column[] keyColumns = {keyColumn};
    private long keptBytes;
    private long removedBytes;
    private int packings;
    /** How many keys there will be, as far as is known. */
    private int expectedKeys;

    private int nullSlot = NONE;
    /** Of slot n, the head at 2 n and the tail at 2 n + 1, so that both lie in one line of the cache. */
    private long[] words = new long[32];

    /** The hash in the upper half, the slot plus one in the lower; 0 is free. */
    private long[] table;

    private int mask;
    private int growAt;
    /** The hashes of a block of rows. */
    private final int[] hashes = new int[BLOCK_ROWS];
    /** What {@link #touch} has read, kept so that reading it is not left out. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    BytesKeyIndex() {
        table = new long[0];
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
            for (int from = 0; from < count; from += BLOCK_ROWS) {
                resolveBlock(data, starts, lengths, positions, from, Math.min(count, from + BLOCK_ROWS), slots);
            }
        }
    }

    /** In a big table each look-up waits for memory; a block of them does so for all its entries at once. */
    private void resolveBlock(
            byte[] data, int[] starts, int[] lengths, int[] positions, int from, int to, int[] slots) {
        for (int i = from; i < to; i++) {
            hashes[i - from] = Hashing.hash(data, starts[positions[i]], lengths[positions[i]]);
        }
        if (expectedKeys > keyCount() && keyColumn.room() < BLOCK_ROOM_BYTES) {
            expectBytes();
        }
        if (mask >= CACHED_SIZE_MAX) {
            touched += touch(table, mask, hashes, to - from);
        }
        for (int i = from; i < to; i++) {
            int position = positions[i];
            slots[i] = slot(data, starts[position], lengths[position], hashes[i - from]);
        }
    }

    /**
     * The keys that are still to come will be about as long as those that are here. What was said of a few is not
     * believed of many times as much.
     */
    private void expectBytes() {
        long wanted = (keptBytes / Math.max(1, keyCount()) + 1) * expectedKeys;
        keyColumn.expectBytes(Math.min(wanted + BLOCK_ROOM_BYTES, BYTES_FORECAST_MAX * (keptBytes + BLOCK_ROOM_BYTES)));
    }

    private static long touch(long[] table, int mask, int[] hashes, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += table[hashes[i] & mask];
        }
        return sum;
    }

    /** Finds the slot of one key, giving a new key a new one. */
    int slot(byte[] data, int start, int length) {
        return slot(data, start, length, Hashing.hash(data, start, length));
    }

    private int slot(byte[] data, int start, int length, int hash) {
        int at = hash & mask;
        while (true) {
            long entry = table[at];
            if (entry == 0) {
                return insert(data, start, length, hash, at);
            }
            if ((int) (entry >>> 32) == hash && isKey((int) entry - 1, data, start, length)) {
                return (int) entry - 1;
            }
            at = (at + 1) & mask;
        }
    }

    /** The slot of one key, or -1. */
    int find(byte[] data, int start, int length) {
        int hash = Hashing.hash(data, start, length);
        int at = hash & mask;
        while (true) {
            long entry = table[at];
            if (entry == 0) {
                return NONE;
            }
            if ((int) (entry >>> 32) == hash && isKey((int) entry - 1, data, start, length)) {
                return (int) entry - 1;
            }
            at = (at + 1) & mask;
        }
    }

    /** Only keys that are longer than head and tail have something in between. */
    private boolean isKey(int slot, byte[] data, int start, int length) {
        return words[2 * slot] == Hashing.head(data, start, length)
                && words[2 * slot + 1] == Hashing.tail(data, start, length)
                && keyColumn.lengths()[slot] == length
                && (length <= SHORT_MAX
                        || Hashing.equal(keyColumn.data(), keyColumn.starts()[slot], data, start, length));
    }

    private int insert(byte[] data, int start, int length, int hash, int at) {
        int slot = slotForKey();
        keyColumn.set(slot, data, start, length);
        keptBytes += length;
        words[2 * slot] = Hashing.head(data, start, length);
        words[2 * slot + 1] = Hashing.tail(data, start, length);
        table[at] = (long) hash << 32 | slot + 1;
        if (keyCount() > growAt) {
            rehash(table.length * 2);
        }
        return slot;
    }

    private int slotForKey() {
        int slot = newSlot();
        keyColumn.ensureCapacity(slot + 1);
        keyColumn.setNotNull(slot);
        if (2 * slot >= words.length) {
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
        long[] old = table;
        table = new long[tableSize];
        mask = tableSize - 1;
        growAt = tableSize / 2;
        for (long entry : old) {
            if (entry != 0) {
                int at = home(entry);
                while (table[at] != 0) {
                    at = (at + 1) & mask;
                }
                table[at] = entry;
            }
        }
    }

    /** Where an entry belongs. */
    private int home(long entry) {
        return (int) (entry >>> 32) & mask;
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
        expectedKeys = 0;
        if (slot == nullSlot) {
            nullSlot = NONE;
            return;
        }
        keptBytes -= keyColumn.lengths()[slot];
        removedBytes += keyColumn.lengths()[slot];
        int at = Hashing.hash(
                        keyColumn.data(), keyColumn.starts()[slot], keyColumn.lengths()[slot])
                & mask;
        while ((int) table[at] != slot + 1) {
            at = (at + 1) & mask;
        }
        closeGap(at);
    }

    /** Frees an entry; entries behind it move up as long as that keeps them reachable from where they belong. */
    private void closeGap(int free) {
        int gap = free;
        int next = (gap + 1) & mask;
        while (table[next] != 0) {
            int home = home(table[next]);
            if (((next - home) & mask) >= ((next - gap) & mask)) {
                table[gap] = table[next];
                gap = next;
            }
            next = (next + 1) & mask;
        }
        table[gap] = 0;
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
        expectedKeys = 0;
        nullSlot = NONE;
        keptBytes = 0;
        removedBytes = 0;
        keyColumn.reset();
        Arrays.fill(table, 0);
    }

    @Override
    void expect(int keys) {
        expectedKeys = keys;
        int tableSize = mask + 1;
        while (tableSize / 2 <= keys) {
            tableSize *= 2;
        }
        if (tableSize > mask + 1) {
            rehash(tableSize);
        }
        keyColumn.ensureCapacity(keys);
        if (2 * keys > words.length) {
            words = Arrays.copyOf(words, 2 * keys);
        }
    }

    @Override
    long keyBytes() {
        return keyColumn.memoryBytes() + ((long) table.length + words.length) * Long.BYTES;
    }
}
