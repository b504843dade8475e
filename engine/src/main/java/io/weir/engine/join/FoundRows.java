package io.weir.engine.join;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.Column;
import io.weir.engine.expression.Expression;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.RowType;

/** The rows that a table gave for some keys, filtered and computed as the plan wants to join them. */
public final class FoundRows {
    private final List<Expression> sourceFilters;
    private final int[] tableFields;
    private final List<Expression> filters;
    private final Optional<Expression[]> projection;

    private final Batch table;
    private final Batch filtered;
    private final Batch joined;
    private Batch rows;

    private int[] positions = new int[0];
    private int[] origins = new int[0];
    private int count;
    /** For each key where its rows begin; one more for the end of the last. */
    private int[] starts = new int[1];

    /**
     * Makes room.
     *
     * @param sourceFilters what the planner has left to the source, over the rows that it gives
     * @param tableFields which of the source's fields are those of the table's row
     * @param filter which of these rows count
     * @param projection what is computed from them; without it they are joined as they are
     * @param joinedType the fields that are joined
     */
    public FoundRows(
            List<Expression> sourceFilters,
            int[] tableFields,
            RowType tableType,
            Optional<Expression> filter,
            Optional<Expression[]> projection,
            RowType joinedType) {
        this.sourceFilters = List.copyOf(sourceFilters);
        this.tableFields = tableFields.clone();
        this.filters = filter.stream().toList();
        this.projection = projection;
        table = Columns.batch(tableType, 0);
        filtered = Columns.batch(tableType, 0);
        joined = Columns.batch(joinedType, 0);
        rows = joined;
    }

    /** There are no keys. */
    void clear() {
        take(table.newEmpty(0), new int[0], 0);
    }

    /**
     * Takes the rows of some keys.
     *
     * @param given rows of the source, valid as long as these are used
     * @param keys for each row the number of its key, ascending
     */
    void take(Batch given, int[] keys, int keyCount) {
        if (origins.length < given.rowCount()) {
            origins = new int[given.rowCount()];
            positions = new int[given.rowCount()];
        }
        count = given.rowCount();
        System.arraycopy(keys, 0, origins, 0, count);
        boolean isGiven = count > 0;
        keep(sourceFilters, given);
        for (int i = 0; isGiven && i < tableFields.length; i++) {
            table.column(i).gather(given.column(tableFields[i]), positions, count);
        }
        setCount(table);
        rows = table;
        if (!filters.isEmpty() && count > 0) {
            keep(filters, table);
            gather(table, filtered);
            rows = filtered;
        }
        if (projection.isPresent()) {
            project(projection.get());
        }
        index(keyCount);
        for (int i = 0; i < rows.columnCount(); i++) {
            rows.column(i).ensureCapacity(count + 1);
            rows.column(i).writeNull(count);
        }
    }

    /** Notes the positions of rows for which all conditions are true, and forgets the others' keys. */
    private void keep(List<Expression> conditions, Batch from) {
        boolean[] isKept = new boolean[count];
        Arrays.fill(isKept, true);
        for (Expression condition : conditions) {
            if (count > 0) {
                and(isKept, (BooleanColumn) condition.evaluate(from), count);
            }
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (isKept[i]) {
                origins[kept] = origins[i];
                positions[kept++] = i;
            }
        }
        count = kept;
    }

    private static void and(boolean[] isKept, BooleanColumn truth, int count) {
        for (int i = 0; i < count; i++) {
            isKept[i] &= truth.get(i) && !truth.isNull(i);
        }
    }

    /** The columns that are computed belong to their expressions; these are the rows' own. */
    private void project(Expression[] expressions) {
        for (int i = 0; i < count; i++) {
            positions[i] = i;
        }
        for (int i = 0; i < expressions.length; i++) {
            Column column = joined.column(i);
            column.reset();
            if (count > 0) {
                column.gather(expressions[i].evaluate(rows), positions, count);
            }
        }
        setCount(joined);
        rows = joined;
    }

    private void gather(Batch from, Batch to) {
        for (int i = 0; i < to.columnCount(); i++) {
            to.column(i).gather(from.column(i), positions, count);
        }
        setCount(to);
    }

    private void setCount(Batch batch) {
        batch.resetRows();
        batch.setRowCount(count);
        if (count == 0) {
            batch.reset();
        }
    }

    private void index(int keyCount) {
        if (starts.length < keyCount + 1) {
            starts = new int[keyCount + 1];
        }
        Arrays.fill(starts, 0, keyCount + 1, 0);
        for (int i = 0; i < count; i++) {
            starts[origins[i] + 1]++;
        }
        for (int key = 0; key < keyCount; key++) {
            starts[key + 1] += starts[key];
        }
    }

    /** The rows in the order of their keys, followed by one whose fields are all NULL. */
    Batch rows() {
        return rows;
    }

    /** The position of a key's first row. */
    int start(int key) {
        return starts[key];
    }

    /** The position after a key's last row. */
    int end(int key) {
        return starts[key + 1];
    }

    /** The position of the row of NULLs. */
    int nullRow() {
        return count;
    }
}
