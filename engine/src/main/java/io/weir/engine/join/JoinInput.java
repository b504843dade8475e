package io.weir.engine.join;

import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.RowType;

/**
 * What a join knows of one of its inputs; made once from the plan.
 *
 * @param type the rows
 * @param keys the columns that must be equal to those of the other input
 * @param uniqueKey columns that tell the rows of a key from one another, so that a row takes the place of the one
 *     before; empty if there are none
 * @param hasUniqueKey whether there is a unique key; it may be empty, where a key has one row
 * @param ttlMillis how long a row is kept after its last change, or 0 for ever
 */
public record JoinInput(RowType type, int[] keys, int[] uniqueKey, boolean hasUniqueKey, long ttlMillis) {
    /** The columns by which a row is looked for that is replaced or taken back. */
    int[] indexedColumns() {
        return hasUniqueKey
                ? IntStream.concat(IntStream.of(keys), IntStream.of(uniqueKey))
                        .distinct()
                        .toArray()
                : IntStream.range(0, type.getFieldCount()).toArray();
    }
}
