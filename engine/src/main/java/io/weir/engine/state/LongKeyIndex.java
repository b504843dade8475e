package io.weir.engine.state;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.util.Arrays;

/** The table for one key column of integers: open addressing with the keys in the table itself. */
final class LongKeyIndex extends KeyIndex {
    private static final int NONE = -1;

    private final Column keyColumn;
    private final Column[] keyColumns;
    private int size;
    private int nullSlot = NONE;
    private long[] tableKeys;
    private int[] tableSlots;
    private int mask;
    private int growAt;

    LongKeyIndex(Column prototype) {
        keyColumn = prototype.newEmpty(16);
        keyColumns = new Column[] {keyColumn};
        int tableSize = tableSize(0);
        tableKeys = new long[tableSize];
        tableSlots = new int[tableSize];
        Arrays.fill(tableSlots, NONE);
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
            int slot = tableSlots[at];
            if (slot == NONE) {
                return insert(key, at);
            }
            if (tableKeys[at] == key) {
                return slot;
            }
            at = (at + 1) & mask;
        }
    }

    private int insert(long key, int at) {
        int slot = newSlot();
        tableKeys[at] = key;
        tableSlots[at] = slot;
        if (keyColumn instanceof LongColumn longs) {
            longs.set(slot, key);
        } else {
            ((IntColumn) keyColumn).set(slot, (int) key);
        }
        if (size > growAt) {
            rehash(tableKeys.length * 2);
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
        long[] oldKeys = tableKeys;
        int[] oldSlots = tableSlots;
        tableKeys = new long[tableSize];
        tableSlots = new int[tableSize];
        Arrays.fill(tableSlots, NONE);
        mask = tableSize - 1;
        growAt = tableSize / 2;
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != NONE) {
                int at = Hashing.hash(oldKeys[i]) & mask;
                while (tableSlots[at] != NONE) {
                    at = (at + 1) & mask;
                }
                tableKeys[at] = oldKeys[i];
                tableSlots[at] = oldSlots[i];
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
                while (tableSlots[at] != NONE && tableKeys[at] != key) {
                    at = (at + 1) & mask;
                }
                slots[i] = tableSlots[at];
            }
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
        return keyColumn.memoryBytes() + (long) tableKeys.length * (Long.BYTES + Integer.BYTES);
    }
}
