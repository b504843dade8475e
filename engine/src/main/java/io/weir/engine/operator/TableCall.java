package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import java.util.Arrays;

/**
 * A call of a table function: for each row of a batch, any number of rows.
 *
 * <p>{@link #begin} evaluates the arguments for a batch, {@link #call} makes the rows of some of its rows, as often as
 * it takes. The columns of the rows made are valid until the next call, and as long as the batch is.
 */
public abstract class TableCall {
    private int[] origins = new int[0];
    private int rowCount;

    /** Prepares for the first batch. */
    protected void open(OperatorContext context) {}

    /** Takes the next batch. */
    protected abstract void begin(Batch batch);

    /** Whether rows can be made; asked after begin, again and again until it is true. Never waits. */
    protected boolean isReady() {
        return true;
    }

    /** Makes the rows of the batch's row at a position; {@link #addRow} for each. */
    protected abstract void callRow(int position);

    /** Forgets the rows made. */
    protected abstract void clear();

    /** Fills the columns, if it is not done row by row. */
    protected void finish() {}

    /** The number of columns that the function gives. */
    protected abstract int columnCount();

    /** A column of the rows made. */
    protected abstract Column column(int index);

    /**
     * Makes the rows of the batch's rows from a position on, up to the first at which there are enough.
     *
     * @return the position after the last row that it was called for
     */
    final int call(int position, int batchRowCount, int rowsMax) {
        rowCount = 0;
        clear();
        int at = position;
        while (at < batchRowCount && rowCount < rowsMax) {
            callRow(at);
            at++;
        }
        finish();
        return at;
    }

    /** Notes one more row, made for the batch's row at a position; the result is its own position. */
    protected final int addRow(int origin) {
        if (rowCount == origins.length) {
            origins = Arrays.copyOf(origins, Math.max(16, rowCount + (rowCount >> 1)));
        }
        origins[rowCount] = origin;
        return rowCount++;
    }

    /** The number of rows made. */
    protected final int rowCount() {
        return rowCount;
    }

    /** For each row made, the position of the batch's row that it was made for; ascending. */
    final int[] origins() {
        return origins;
    }
}
