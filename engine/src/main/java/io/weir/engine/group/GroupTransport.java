package io.weir.engine.group;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.aggregate.Aggregation;
import java.util.ArrayList;
import java.util.List;

/**
 * What travels from the first phase of a GROUP BY to the second: the keys and partial results of a group, and behind
 * them by how many rows the group has grown; or, where an aggregate has no partial form, the used columns of a row.
 *
 * @param aggregation the aggregation over the first phase's input
 * @param isPartial whether groups travel, or rows
 * @param countsRecords whether the number of rows travels with a group, because rows may be taken back
 */
public record GroupTransport(Aggregation aggregation, boolean isPartial, boolean countsRecords) {
    public static GroupTransport of(Aggregation aggregation, boolean takesRowsBack) {
        boolean isPartial = aggregation.hasPartial();
        return new GroupTransport(aggregation, isPartial, isPartial && takesRowsBack);
    }

    /** The aggregation as the second phase sees it. */
    Aggregation received() {
        return isPartial ? aggregation : aggregation.overUsedColumns(0);
    }

    /** The positions of the keys in the batches that travel. */
    public int[] keys() {
        if (!isPartial) {
            return received().keys();
        }
        int[] keys = new int[aggregation.keyCount()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = i;
        }
        return keys;
    }

    /** An empty batch for groups to travel in. */
    Batch newPartialBatch(int capacity) {
        List<Column> columns = new ArrayList<>(List.of(aggregation.newKeyColumns(capacity)));
        columns.addAll(List.of(aggregation.newPartialColumns(capacity)));
        if (countsRecords) {
            columns.add(new LongColumn(capacity));
        }
        return new Batch(columns.toArray(Column[]::new));
    }

    /** The position of the first partial column. */
    int firstPartial() {
        return aggregation.keyCount();
    }
}
