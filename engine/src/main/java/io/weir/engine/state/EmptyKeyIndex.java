package io.weir.engine.state;

import io.weir.columnar.Column;
import java.util.Arrays;

/** The table of an aggregation without keys: at most one slot. */
final class EmptyKeyIndex extends KeyIndex {
    private static final int NONE = -1;

    private int slot = NONE;

    @Override
    public Column[] keys() {
        return new Column[0];
    }

    @Override
    void resolveRows(Column[] columns, int[] positions, int count, int[] slots) {
        if (count > 0 && slot == NONE) {
            slot = newSlot();
        }
        Arrays.fill(slots, 0, count, slot);
    }

    @Override
    public void find(Column[] columns, int[] positions, int count, int[] slots) {
        Arrays.fill(slots, 0, count, slot);
    }

    @Override
    void removeKey(int removed) {
        slot = NONE;
    }

    @Override
    void clearKeys() {
        slot = NONE;
    }

    @Override
    long keyBytes() {
        return 0;
    }
}
