package io.weir.engine.state;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;

/** The kinds of values of columns in words, for the schemas of state tables. */
public final class ColumnShape {
    private ColumnShape() {}

    /** The kind of each column of a batch. */
    public static String of(Batch batch) {
        Column[] columns = new Column[batch.columnCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(i);
        }
        return of(columns);
    }

    /** The kind of each column, those of nested values in brackets. */
    public static String of(Column... columns) {
        StringBuilder words = new StringBuilder();
        for (Column column : columns) {
            words.append(words.isEmpty() ? "" : " ");
            append(column, words);
        }
        return words.toString();
    }

    private static void append(Column column, StringBuilder words) {
        words.append(column.kind());
        if (column instanceof RowColumn row) {
            for (int i = 0; i < row.fieldCount(); i++) {
                words.append(i == 0 ? '<' : ' ');
                append(row.field(i), words);
            }
            words.append('>');
        } else if (column instanceof ArrayColumn array) {
            words.append('<').append(of(array.elements())).append('>');
        } else if (column instanceof MapColumn map) {
            words.append('<').append(of(map.keys(), map.values())).append('>');
        }
    }

    /** Makes a position as good as one that was never written. */
    static void forgetNull(Column column, int position) {
        column.setNotNull(position);
        if (column instanceof RowColumn row) {
            for (int i = 0; i < row.fieldCount(); i++) {
                forgetNull(row.field(i), position);
            }
        }
    }
}
