package io.weir.engine.state;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.util.Arrays;

/**
 * The table for one key column of integers: open addressing, each entry the key and behind it the slot plus one, so
 * that a look-up in a big table waits for memory once. An entry whose second word is 0 is free.
 */
final class LongKeyIndex extends KeyIndex {
    private static final int NONE = -1;

    /** Tables above this size are filled more than half: they cost waits for memory, and smaller ones fewer. */
    private static final int HALF_FULL_SIZE_MAX = 1 << 20;

    /** Above this size a table does not fit the caches, and keys are looked up in blocks. */
    private static final int CACHED_SIZE_MAX = 1 << 15;

    private static final int BLOCK_ROWS = 256;

    private final Column keyColumn;
    private final Column[] keyColumns;
    private int nullSlot = NONE;
    /** Of entry n, the key at 2 n and the slot plus one at 2 n + 1. */
    private long[] table;

    private int mask;
    private int growAt;
    /** What {@link #touch} has read, kept so that reading it is not left out. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    LongKeyIndex(Column prototype) {
        keyColumn = prototype.newEmpty(16);
        keyColumns = new Column[] {keyColumn};
        int tableSize = tableSize(0);
        table = new long[2 * tableSize];
        mask = tableSize - 1;
        growAt = fullAt(tableSize);
    }

    @Override
    public Column[] keys() {
        return keyColumns;
    }

    @Override
    void resolveRows(Column[] columns, int[] positions, int count, int[] slots) {
        Column column = columns[0];
        if (column instanceof LongColumn longs) {
            long[] values = longs.values();
            if (!column.mayHaveNulls()) {
                resolveLongs(values, positions, count, slots);
                return;
            }
            for (int i = 0; i < count; i++) {
                int position = positions[i];
                slots[i] = column.isNull(position) ? nullSlot() : slot(values[position]);
            }
        } else {
            int[] values = ((IntColumn) column).values();
            for (int i = 0; i < count; i++) {
                int position = positions[i];
                slots[i] = column.isNull(position) ? nullSlot() : slot(values[position]);
            }
        }
    }

    /**
     * In a big table each look-up waits for memory. A block of them first touches all its entries, which the processor
     * does for many at once, and then finds them in its cache.
     */
    private void resolveLongs(long[] values, int[] positions, int count, int[] slots) {
        for (int from = 0; from < count; from += BLOCK_ROWS) {
            int to = Math.min(count, from + BLOCK_ROWS);
            if (mask >= CACHED_SIZE_MAX) {
                touched += touch(table, mask, values, positions, from, to);
            }
            for (int i = from; i < to; i++) {
                slots[i] = slot(values[positions[i]]);
            }
        }
    }

    private static long touch(long[] table, int mask, long[] values, int[] positions, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += table[2 * (Hashing.hash(values[positions[i]]) & mask)];
        }
        return sum;
    }

    private int slot(long key) {
        int at = Hashing.hash(key) & mask;
        while (true) {
            int slot = (int) table[2 * at + 1] - 1;
            if (slot == NONE) {
                return insert(key, at);
            }
            if (table[2 * at] == key) {
                return slot;
            }
            at = (at + 1) & mask;
        }
    }

    private int insert(long key, int at) {
        int slot = slotForKey();
        table[2 * at] = key;
        table[2 * at + 1] = slot + 1L;
        if (keyColumn instanceof LongColumn longs) {
            longs.set(slot, key);
        } else {
            ((IntColumn) keyColumn).set(slot, (int) key);
        }
        if (keyCount() > growAt) {
            rehash(table.length);
        }
        return slot;
    }

    private int slotForKey() {
        int slot = newSlot();
        keyColumn.ensureCapacity(slot + 1);
        keyColumn.setNotNull(slot);
        return slot;
    }

    private int nullSlot() {
        if (nullSlot == NONE) {
            nullSlot = slotForKey();
            keyColumn.setNull(nullSlot);
        }
        return nullSlot;
    }

    private static int fullAt(int tableSize) {
        return tableSize <= HALF_FULL_SIZE_MAX ? tableSize / 2 : tableSize / 10 * 7;
    }

    private void rehash(int tableSize) {
        long[] old = table;
        table = new long[2 * tableSize];
        mask = tableSize - 1;
        growAt = fullAt(tableSize);
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != 0) {
                int at = Hashing.hash(old[i]) & mask;
                while (table[2 * at + 1] != 0) {
                    at = (at + 1) & mask;
                }
                table[2 * at] = old[i];
                table[2 * at + 1] = old[i + 1];
            }
        }
    }

    @Override
    public void find(Column[] columns, int[] positions, int count, int[] slots) {
        Column column = columns[0];
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (column.isNull(position)) {
                slots[i] = nullSlot;
            } else {
                long key =
                        column instanceof LongColumn longs ? longs.get(position) : ((IntColumn) column).get(position);
                int at = Hashing.hash(key) & mask;
                while (table[2 * at + 1] != 0 && table[2 * at] != key) {
                    at = (at + 1) & mask;
                }
                slots[i] = (int) table[2 * at + 1] - 1;
            }
        }
    }

    @Override
    void removeKey(int slot) {
        if (slot == nullSlot) {
            nullSlot = NONE;
            return;
        }
        long key = keyColumn instanceof LongColumn longs ? longs.get(slot) : ((IntColumn) keyColumn).get(slot);
        int at = Hashing.hash(key) & mask;
        while (table[2 * at + 1] != slot + 1L) {
            at = (at + 1) & mask;
        }
        closeGap(at);
    }

    /** Frees an entry; entries behind it move up as long as that keeps them reachable from where they belong. */
    private void closeGap(int free) {
        int gap = free;
        int next = (gap + 1) & mask;
        while (table[2 * next + 1] != 0) {
            int home = Hashing.hash(table[2 * next]) & mask;
            if (((next - home) & mask) >= ((next - gap) & mask)) {
                table[2 * gap] = table[2 * next];
                table[2 * gap + 1] = table[2 * next + 1];
                gap = next;
            }
            next = (next + 1) & mask;
        }
        table[2 * gap + 1] = 0;
    }

    @Override
    void clearKeys() {
        nullSlot = NONE;
        keyColumn.reset();
        Arrays.fill(table, 0);
    }

    @Override
    void expect(int keys) {
        int tableSize = mask + 1;
        while (fullAt(tableSize) <= keys) {
            tableSize *= 2;
        }
        if (tableSize > mask + 1) {
            rehash(tableSize);
        }
        keyColumn.ensureCapacity(keys);
    }

    @Override
    long keyBytes() {
        return keyColumn.memoryBytes() + (long) table.length * Long.BYTES;
    }
}
