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

    private final Column keyColumn;
    private final Column[] keyColumns;
    private int size;
    private int nullSlot = NONE;
    /** Of entry n, the key at 2 n and the slot plus one at 2 n + 1. */
    private long[] table;

    private int mask;
    private int growAt;

    LongKeyIndex(Column prototype) {
        keyColumn = prototype.newEmpty(16);
        keyColumns = new Column[] {keyColumn};
        int tableSize = tableSize(0);
        table = new long[2 * tableSize];
        mask = tableSize - 1;
        growAt = tableSize / 2;
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
        Column column = columns[0];
        if (column instanceof LongColumn longs) {
            long[] values = longs.values();
            if (!column.mayHaveNulls()) {
                for (int i = 0; i < count; i++) {
                    slots[i] = slot(values[positions[i]]);
                }
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
        int slot = newSlot();
        table[2 * at] = key;
        table[2 * at + 1] = slot + 1L;
        if (keyColumn instanceof LongColumn longs) {
            longs.set(slot, key);
        } else {
            ((IntColumn) keyColumn).set(slot, (int) key);
        }
        if (size > growAt) {
            rehash(table.length);
        }
        return slot;
    }

    private int newSlot() {
        keyColumn.ensureCapacity(size + 1);
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
        long[] old = table;
        table = new long[2 * tableSize];
        mask = tableSize - 1;
        growAt = tableSize / 2;
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
    public void clear() {
        size = 0;
        nullSlot = NONE;
        keyColumn.reset();
        Arrays.fill(table, 0);
    }

    @Override
    public long memoryBytes() {
        return keyColumn.memoryBytes() + (long) table.length * Long.BYTES;
    }
}
