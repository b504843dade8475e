package io.weir.engine.state;

import io.weir.columnar.Column;

/** Room for one value of some columns, while it is read from a snapshot. */
final class ValueRoom {
    private final Column[] columns;

    /** The prototypes give the shape; they are only looked at. */
    ValueRoom(Column... prototypes) {
        columns = new Column[prototypes.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = prototypes[i].newEmpty(1);
        }
    }

    /** The next value, at position 0 of the columns, until the next call. */
    Column[] read(StateInput in) {
        for (Column column : columns) {
            column.reset();
            in.getValue(column, 0);
        }
        return columns;
    }
}
