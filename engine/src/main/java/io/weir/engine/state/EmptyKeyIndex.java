package io.weir.engine.state;

import io.weir.columnar.Column;
import java.util.Arrays;

/** The table of an aggregation without keys: at most one slot. */
final class EmptyKeyIndex extends KeyIndex {
    private int size;

    @Override
    public int size() {
        return size;
    }

    @Override
    public Column[] keys() {
        return new Column[0];
    }

    @Override
    public void resolve(Column[] columns, int[] positions, int count, int[] slots) {
        if (count > 0) {
            size = 1;
            Arrays.fill(slots, 0, count, 0);
        }
    }

    @Override
    public void find(Column[] columns, int[] positions, int count, int[] slots) {
        Arrays.fill(slots, 0, count, size - 1);
    }

    @Override
    public void clear() {
        size = 0;
    }

    @Override
    public long memoryBytes() {
        return 0;
    }
}
