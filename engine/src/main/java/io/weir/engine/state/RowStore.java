package io.weir.engine.state;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.columnar.RowColumn;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import org.apache.flink.table.types.logical.RowType;

/**
 * Rows that an operator keeps, as columns, each under a number. The number of a row that was removed is given to a
 * later one. Texts and collections of removed rows stay until they are more than what is live, and are then left behind
 * in one go.
 */
public final class RowStore {
    private static final int WRITES_MIN = 1024;
    private static final int CAPACITY = 16;

    private final Batch rows;
    private final boolean hasVariableLength;
    private boolean[] live = new boolean[CAPACITY];
    private int end;
    private int[] free = new int[CAPACITY];
    private int freeCount;
    private long writesSincePacking;

    public RowStore(RowType type) {
        rows = Columns.batch(type, CAPACITY);
        boolean isVariable = false;
        for (int i = 0; i < rows.columnCount(); i++) {
            isVariable |= isVariable(rows.column(i));
        }
        hasVariableLength = isVariable;
    }

    private static boolean isVariable(Column column) {
        if (column instanceof RowColumn row) {
            for (int i = 0; i < row.fieldCount(); i++) {
                if (isVariable(row.field(i))) {
                    return true;
                }
            }
            return false;
        }
        return column.kind() == ColumnKind.BYTES
                || column.kind() == ColumnKind.ARRAY
                || column.kind() == ColumnKind.MAP;
    }

    /** The columns, indexed by the rows' numbers; a column may be another one after a row was added. */
    public Batch rows() {
        return rows;
    }

    /** As {@link #rows()}, with a row count, for whoever goes over all of them, those that were removed included. */
    public Batch rows(int rowCount) {
        rows.setRowCount(rowCount);
        return rows;
    }

    /** The number of rows. */
    public int size() {
        return end - freeCount;
    }

    /** One more than the greatest number given out. */
    public int end() {
        return end;
    }

    /** The number that the next row will get. */
    public int nextNumber() {
        return freeCount > 0 ? free[freeCount - 1] : end;
    }

    /** Copies a row of a batch of the same shape, and returns its number. */
    public int add(Batch batch, int position) {
        if (hasVariableLength && writesSincePacking > WRITES_MIN + 2L * size()) {
            pack();
        }
        writesSincePacking++;
        int row = freeCount > 0 ? free[--freeCount] : end++;
        if (row == live.length) {
            live = Arrays.copyOf(live, row + (row >> 1));
        }
        live[row] = true;
        int columnCount = rows.columnCount();
        for (int i = 0; i < columnCount; i++) {
            Column column = rows.column(i);
            column.ensureCapacity(row + 1);
            column.replace(row, batch.column(i), position);
        }
        return row;
    }

    public void remove(int row) {
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, freeCount * 2);
        }
        free[freeCount++] = row;
        live[row] = false;
    }

    /** Copies what is live to new columns, under the same numbers. */
    private void pack() {
        for (int i = 0; i < rows.columnCount(); i++) {
            Column old = rows.column(i);
            if (isVariable(old)) {
                Column packed = old.newEmpty(old.capacity());
                for (int row = 0; row < end; row++) {
                    if (live[row]) {
                        packed.set(row, old, row);
                    }
                }
                rows.setColumn(i, packed);
            }
        }
        writesSincePacking = 0;
    }

    /** Bytes of memory that the rows hold. */
    public long memoryBytes() {
        return rows.memoryBytes() + live.length + (long) free.length * Integer.BYTES;
    }
}
