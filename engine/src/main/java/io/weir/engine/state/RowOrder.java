package io.weir.engine.state;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import io.weir.plan.node.SortField;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/** The order of rows by some of their fields, as ORDER BY says. */
public final class RowOrder {
    private static final int INSERTION_MAX = 8;

    private final int[] fields;
    private final boolean[] isAscending;
    private final boolean[] isNullLast;

    /**
     * Makes an order.
     *
     * @param fields the first decides, then the second, and so on; with none all rows are equal
     * @param type the rows
     * @throws NotNativeException for a field whose values have no order here
     */
    public RowOrder(List<SortField> fields, RowType type) {
        int count = fields.size();
        this.fields = new int[count];
        isAscending = new boolean[count];
        isNullLast = new boolean[count];
        for (int i = 0; i < count; i++) {
            SortField field = fields.get(i);
            ColumnKind kind = Columns.kind(type.getTypeAt(field.index()));
            if (kind == ColumnKind.ROW || kind == ColumnKind.ARRAY || kind == ColumnKind.MAP) {
                throw new NotNativeException(
                        "ORDER BY " + type.getTypeAt(field.index()).asSummaryString());
            }
            this.fields[i] = field.index();
            isAscending[i] = field.isAscending();
            isNullLast[i] = field.isNullLast();
        }
    }

    /** True if all rows are equal. */
    public boolean isEmpty() {
        return fields.length == 0;
    }

    /** Negative, zero or positive as a row comes before another, with it or after it. */
    public int compare(Batch a, int positionA, Batch b, int positionB) {
        for (int i = 0; i < fields.length; i++) {
            int order = compare(i, a.column(fields[i]), positionA, b.column(fields[i]), positionB);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int compare(int field, Column a, int positionA, Column b, int positionB) {
        boolean isNullA = a.isNull(positionA);
        boolean isNullB = b.isNull(positionB);
        if (isNullA || isNullB) {
            if (isNullA && isNullB) {
                return 0;
            }
            return isNullA == isNullLast[field] ? 1 : -1;
        }
        int order = ValueComparator.compare(a, positionA, b, positionB);
        return isAscending[field] ? order : -order;
    }

    /** Sorts numbers of rows; equal rows stay in the order in which they are. */
    public void sort(Batch rows, int[] numbers, int from, int to) {
        if (fields.length == 0) {
            return;
        }
        if (to - from <= INSERTION_MAX) {
            insertionSort(rows, numbers, from, to);
            return;
        }
        int[] range = Arrays.copyOfRange(numbers, from, to);
        mergeSort(rows, range.clone(), range, 0, range.length);
        System.arraycopy(range, 0, numbers, from, range.length);
    }

    /** Sorts from one array, which holds the same, to the other. */
    private void mergeSort(Batch rows, int[] source, int[] target, int from, int to) {
        if (to - from <= INSERTION_MAX) {
            insertionSort(rows, target, from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(rows, target, source, from, middle);
        mergeSort(rows, target, source, middle, to);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takesLeft = right == to || (left < middle && compare(rows, source[left], rows, source[right]) <= 0);
            target[i] = takesLeft ? source[left++] : source[right++];
        }
    }

    private void insertionSort(Batch rows, int[] numbers, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int row = numbers[i];
            int at = i;
            while (at > from && compare(rows, numbers[at - 1], rows, row) > 0) {
                numbers[at] = numbers[at - 1];
                at--;
            }
            numbers[at] = row;
        }
    }
}
