package io.weir.engine.operator;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.engine.expression.Expression;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/**
 * UNNEST of an ARRAY (its elements; rows become columns), a MAP (key and value) or a MULTISET (each element as often as
 * it is in it), with the ordinal number of each, from 1, if it is asked for. An element that is a row and NULL makes no
 * row, as in Flink; nor does a collection that is NULL. Elements are copied column by column, never one by one.
 */
public final class UnnestTableCall extends TableCall {
    private final Expression collection;
    private final boolean isMultiset;
    private final Column[] columns;
    private final boolean hasOrdinality;

    private Column values;
    private int[] elements = new int[0];
    private int[] ordinals = new int[0];

    /**
     * Makes a call.
     *
     * @param resultType the columns that it gives
     * @param hasOrdinality whether the last of them is the ordinal number
     */
    public UnnestTableCall(Expression collection, RowType resultType, boolean hasOrdinality) {
        this.collection = collection;
        this.isMultiset = collection.type().is(LogicalTypeRoot.MULTISET);
        this.hasOrdinality = hasOrdinality;
        this.columns = new Column[resultType.getFieldCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Columns.column(resultType.getTypeAt(i), 0);
        }
        this.values = Columns.column(collection.type(), 0);
    }

    @Override
    protected void begin(Batch batch) {
        values = collection.evaluate(batch);
    }

    @Override
    protected void callRow(int position) {
        if (values.isNull(position)) {
            return;
        }
        if (values instanceof ArrayColumn arrays) {
            addElements(position, arrays.start(position), arrays.length(position), arrays.elements());
        } else {
            MapColumn maps = (MapColumn) values;
            if (isMultiset) {
                addMultiset(position, maps);
            } else {
                int start = maps.start(position);
                for (int i = 0; i < maps.length(position); i++) {
                    add(position, start + i, i + 1);
                }
            }
        }
    }

    private void addElements(int position, int start, int length, Column from) {
        boolean skipsNulls = from instanceof RowColumn && !hasOrdinality;
        for (int i = 0; i < length; i++) {
            if (!skipsNulls || !from.isNull(start + i)) {
                add(position, start + i, i + 1);
            }
        }
    }

    private void addMultiset(int position, MapColumn maps) {
        IntColumn counts = (IntColumn) maps.values();
        boolean skipsNulls = maps.keys() instanceof RowColumn && !hasOrdinality;
        int start = maps.start(position);
        int ordinal = 1;
        for (int i = start; i < start + maps.length(position); i++) {
            for (int left = counts.get(i); left > 0; left--) {
                if (!skipsNulls || !maps.keys().isNull(i)) {
                    add(position, i, ordinal);
                }
                ordinal++;
            }
        }
    }

    private void add(int position, int element, int ordinal) {
        int row = addRow(position);
        if (row >= elements.length) {
            int capacity = Math.max(16, row + (row >> 1));
            elements = Arrays.copyOf(elements, capacity);
            ordinals = Arrays.copyOf(ordinals, capacity);
        }
        elements[row] = element;
        ordinals[row] = ordinal;
    }

    @Override
    protected void clear() {}

    @Override
    protected void finish() {
        int count = rowCount();
        if (values instanceof MapColumn maps && !isMultiset) {
            columns[0].gather(maps.keys(), elements, count);
            columns[1].gather(maps.values(), elements, count);
        } else {
            Column from = values instanceof ArrayColumn arrays ? arrays.elements() : ((MapColumn) values).keys();
            if (from instanceof RowColumn rows) {
                for (int i = 0; i < rows.fieldCount(); i++) {
                    columns[i].gather(rows.field(i), elements, count);
                }
            } else {
                columns[0].gather(from, elements, count);
            }
        }
        if (hasOrdinality) {
            IntColumn numbers = (IntColumn) columns[columns.length - 1];
            numbers.reset();
            numbers.ensureCapacity(count);
            System.arraycopy(ordinals, 0, numbers.values(), 0, count);
        }
    }

    @Override
    protected int columnCount() {
        return columns.length;
    }

    @Override
    protected Column column(int index) {
        return columns[index];
    }
}
