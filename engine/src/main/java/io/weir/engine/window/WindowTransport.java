package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.aggregate.Aggregation;

/**
 * What travels from the first phase of a window aggregation to the second: the entry and the end of the slice, then
 * either the keys and partial results of a group, or, where an aggregate has no partial form, the used columns of a
 * row.
 *
 * @param aggregation the aggregation over the first phase's input
 * @param isPartial whether groups travel, or rows
 */
public record WindowTransport(Aggregation aggregation, boolean isPartial) {
    static final int ENTRY = 0;
    static final int SLICE_END = 1;
    static final int FIRST = 2;

    public static WindowTransport of(Aggregation aggregation) {
        return new WindowTransport(aggregation, aggregation.hasPartial());
    }

    /** The aggregation as the second phase sees it. */
    Aggregation received() {
        return isPartial ? aggregation : aggregation.overUsedColumns(FIRST);
    }

    /** The positions of the keys in the batches that travel. */
    public int[] keys() {
        if (!isPartial) {
            return received().keys();
        }
        int[] keys = new int[aggregation.keyCount()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = FIRST + i;
        }
        return keys;
    }

    /** An empty batch for groups to travel in. */
    Batch newPartialBatch(int capacity) {
        Column[] keys = aggregation.newKeyColumns(capacity);
        Column[] partials = aggregation.newPartialColumns(capacity);
        Column[] columns = new Column[FIRST + keys.length + partials.length];
        columns[ENTRY] = new LongColumn(capacity);
        columns[SLICE_END] = new LongColumn(capacity);
        System.arraycopy(keys, 0, columns, FIRST, keys.length);
        System.arraycopy(partials, 0, columns, FIRST + keys.length, partials.length);
        return new Batch(columns);
    }

    /** The position of the first partial column. */
    int firstPartial() {
        return FIRST + aggregation.keyCount();
    }
}
