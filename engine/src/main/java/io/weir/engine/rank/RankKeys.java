package io.weir.engine.rank;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.state.KeyedSlots;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** Finds the keys of rows; rows that change nothing do not prolong the life of a key. */
final class RankKeys {
    private final int[] keys;
    private final KeyedSlots slots;
    private final Column[] keyColumns;
    private final IntConsumer forget;

    private int[] positions = new int[0];
    private int[] missing = new int[0];
    private int[] missingSlots = new int[0];
    private final int[] one = new int[1];
    private final int[] oneSlot = new int[1];

    /**
     * Makes an empty table.
     *
     * @param forget empties a slot whose time is over
     */
    RankKeys(Ranking ranking, Clock clock, IntConsumer forget) {
        keys = ranking.keys();
        this.forget = forget;
        keyColumns = new Column[keys.length];
        Column[] prototypes = new Column[keys.length];
        for (int i = 0; i < prototypes.length; i++) {
            prototypes[i] = Columns.column(ranking.inputType().getTypeAt(keys[i]), 0);
        }
        slots = new KeyedSlots(ranking.ttlMillis(), clock, prototypes);
    }

    KeyedSlots slots() {
        return slots;
    }

    private void use(Batch rows) {
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i] = rows.column(keys[i]);
        }
    }

    /** Finds the slots of the rows of a batch, giving new keys one. */
    void resolve(Batch rows, int[] rowSlots) {
        int count = rows.rowCount();
        if (positions.length < count) {
            positions = new int[count];
            missing = new int[count];
            missingSlots = new int[count];
            Arrays.setAll(positions, i -> i);
        }
        use(rows);
        if (!slots.hasTtl()) {
            slots.resolveUntouched(keyColumns, positions, count, rowSlots);
            return;
        }
        slots.find(keyColumns, positions, count, rowSlots);
        forgetExpired();
        int missingCount = 0;
        for (int i = 0; i < count; i++) {
            if (rowSlots[i] < 0) {
                missing[missingCount++] = i;
            }
        }
        slots.resolve(keyColumns, missing, missingCount, missingSlots);
        forgetExpired();
        for (int i = 0; i < missingCount; i++) {
            rowSlots[missing[i]] = missingSlots[i];
        }
    }

    /** Finds the slot of a row that was read from a snapshot; -1 if the time of its key is over. */
    int restore(Batch rows, int row) {
        use(rows);
        one[0] = row;
        if (slots.hasTtl()) {
            slots.find(keyColumns, one, 1, oneSlot);
            forgetExpired();
        } else {
            slots.resolveUntouched(keyColumns, one, 1, oneSlot);
        }
        return oneSlot[0];
    }

    /** Frees keys whose time is over. */
    void sweep() {
        slots.sweep();
        forgetExpired();
    }

    private void forgetExpired() {
        int[] expired = slots.expiredSlots();
        for (int i = 0; i < slots.expiredCount(); i++) {
            forget.accept(expired[i]);
        }
    }
}
