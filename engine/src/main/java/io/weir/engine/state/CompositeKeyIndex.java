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

    CompositeKeyIndex(Column[] prototypes) {
        keyColumns = new Column[prototypes.length];
        for (int i = 0; i < prototypes.length; i++) {
            keyColumns[i] = prototypes[i].newEmpty(16);
        }
    }

    @Override
    public int size() {
        return encoded.size();
    }

    @Override
    public Column[] keys() {
        return keyColumns;
    }

    @Override
    public void resolve(Column[] columns, int[] positions, int count, int[] slots) {
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            encode(columns, position);
            int known = encoded.size();
            int slot = encoded.slot(scratch.bytes(), 0, scratch.length());
            if (slot == known) {
                for (int k = 0; k < keyColumns.length; k++) {
                    keyColumns[k].ensureCapacity(slot + 1);
                    keyColumns[k].set(slot, columns[k], position);
                }
            }
            slots[i] = slot;
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
    public void clear() {
        encoded.clear();
        for (Column column : keyColumns) {
            column.reset();
        }
    }

    @Override
    public long memoryBytes() {
        long bytes = encoded.memoryBytes();
        for (Column column : keyColumns) {
            bytes += column.memoryBytes();
        }
        return bytes;
    }
}
