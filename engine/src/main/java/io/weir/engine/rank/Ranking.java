package io.weir.engine.rank;

import io.weir.engine.state.RowOrder;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.RowType;

/**
 * Which rows of a key are given out; made once from the plan.
 *
 * @param inputType the rows
 * @param keys the columns of the key; none if all rows compete with one another
 * @param order which row is better; of equal ones the one that came first
 * @param start the first rank that is given out, from 1
 * @param end the last one, without meaning if it is {@link #hasVariableEnd}
 * @param endColumn the column whose value in a key's first row is the last rank, or -1
 * @param input what may happen to rows
 * @param rowKeys the columns that say which row is updated, for {@link Input#UPDATES}
 * @param hasRankNumber whether the rank is appended to the row
 * @param hasUpdateBefore whether updates before are given out
 * @param ttlMillis how long a key is kept after its last change; 0 is for ever
 */
public record Ranking(
        RowType inputType,
        int[] keys,
        RowOrder order,
        long start,
        long end,
        int endColumn,
        Input input,
        int[] rowKeys,
        boolean hasRankNumber,
        boolean hasUpdateBefore,
        long ttlMillis) {

    /** What may happen to rows, which decides how many of them must be kept. */
    public enum Input {
        /** Rows are only added: what is not among the best now will never be. */
        APPENDS,
        /** Rows are updated by key, and only to better ones: as for appends. */
        UPDATES,
        /** Any row may go again, so that all are kept. */
        RETRACTIONS
    }

    boolean hasVariableEnd() {
        return endColumn >= 0;
    }

    /** True if it is known which row takes the place of which: what comes in place of the only row is its update. */
    boolean isFirstOnly() {
        return input != Input.RETRACTIONS && start == 1 && end == 1 && !hasVariableEnd();
    }

    /** True if a change moves the rows behind it, and each is given out with its new rank, or with its new turn. */
    boolean isNumbered() {
        return hasRankNumber || start > 1;
    }

    /** True if rows are looked for that come again, or go. */
    boolean isIndexed() {
        return input == Input.RETRACTIONS || (input == Input.UPDATES && !isFirstOnly());
    }

    /** The columns by which rows are looked for. */
    int[] indexedColumns() {
        if (!isIndexed()) {
            return new int[0];
        }
        return input == Input.UPDATES
                ? rowKeys
                : IntStream.range(0, inputType.getFieldCount()).toArray();
    }
}
