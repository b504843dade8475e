package io.weir.engine.state;

import io.weir.columnar.Column;
import io.weir.engine.spi.ByteSink;

/**
 * The table for keys of several columns, or of one of any kind: each key is encoded to bytes, which are then looked up.
 */
final class CompositeKeyIndex extends KeyIndex {
    private final Column[] keyColumns;
    private final BytesKeyIndex encoded = new BytesKeyIndex();
    private final ByteSink scratch = new ByteSink();
    private final int[] one = new int[1];
    private int packings;

    CompositeKeyIndex(Column[] prototypes) {
        keyColumns = new Column[prototypes.length];
        for (int i = 0; i < prototypes.length; i++) {
            keyColumns[i] = prototypes[i].newEmpty(16);
        }
    }

    @Override
    public Column[] keys() {
        return keyColumns;
    }

    @Override
    void resolveRows(Column[] columns, int[] positions, int count, int[] slots) {
        encoded.forgetFresh();
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            encode(columns, position);
            int known = encoded.keyCount();
            int slot = encoded.slot(scratch.bytes(), 0, scratch.length());
            if (encoded.keyCount() > known) {
                keep(slot, columns, position);
            }
            slots[i] = slot;
        }
    }

    private void keep(int slot, Column[] columns, int position) {
        if (newSlot() != slot) {
            throw new IllegalStateException("keys and their bytes do not give out slots in the same order");
        }
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i].ensureCapacity(slot + 1);
            keyColumns[i].replace(slot, columns[i], position);
        }
    }

    @Override
    public void find(Column[] columns, int[] positions, int count, int[] slots) {
        for (int i = 0; i < count; i++) {
            encode(columns, positions[i]);
            slots[i] = encoded.find(scratch.bytes(), 0, scratch.length());
        }
    }

    private void encode(Column[] columns, int position) {
        scratch.clear();
        for (Column column : columns) {
            KeyEncoder.encode(column, position, scratch);
        }
    }

    @Override
    void removeKey(int slot) {
        one[0] = slot;
        encoded.remove(one, 1);
    }

    @Override
    void afterRemoval() {
        if (encoded.packings() > packings) {
            packings = encoded.packings();
            boolean[] occupied = occupied();
            for (int i = 0; i < keyColumns.length; i++) {
                keyColumns[i] = BytesKeyIndex.pack(keyColumns[i], occupied);
            }
        }
    }

    @Override
    void clearKeys() {
        encoded.clear();
        for (Column column : keyColumns) {
            column.reset();
        }
    }

    @Override
    void expect(int keys) {
        encoded.expect(keys);
        for (Column column : keyColumns) {
            column.ensureCapacity(keys);
        }
    }

    @Override
    long keyBytes() {
        long bytes = encoded.memoryBytes();
        for (Column column : keyColumns) {
            bytes += column.memoryBytes();
        }
        return bytes;
    }
}
