package io.weir.connector.datagen;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.RowColumn;
import java.util.function.LongPredicate;

/** Generates the values of one field: the value of a row depends on nothing but the seed and the row's number. */
abstract class FieldGenerator {
    /**
     * Writes positions at … at + count - 1 of a column that has room for them.
     *
     * @param firstRow the number of the row (or of the element, among those of all rows) at the first position
     * @param times the present of each row
     */
    abstract void generate(Column column, int at, int count, long firstRow, RowTimes times);

    /** Turns a share of the values that were generated into nulls. */
    static final class WithNulls extends FieldGenerator {
        private final FieldGenerator values;
        private final LongPredicate isNull;

        WithNulls(FieldGenerator values, LongPredicate isNull) {
            this.values = values;
            this.isNull = isNull;
        }

        @Override
        void generate(Column column, int at, int count, long firstRow, RowTimes times) {
            values.generate(column, at, count, firstRow, times);
            for (int i = 0; i < count; i++) {
                if (isNull.test(firstRow + i)) {
                    setNull(column, at + i);
                }
            }
        }

        private static void setNull(Column column, int position) {
            column.setNull(position);
            if (column instanceof RowColumn row) {
                for (int i = 0; i < row.fieldCount(); i++) {
                    setNull(row.field(i), position);
                }
            } else if (column instanceof BytesColumn bytes) {
                bytes.setView(position, 0, 0);
            }
        }
    }
}
