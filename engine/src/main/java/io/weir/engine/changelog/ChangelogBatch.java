package io.weir.engine.changelog;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import io.weir.engine.operator.Output;

/**
 * The output batch of an operator that gives out changes one by one: filled row by row, offered when it is full or when
 * the operator has nothing more to add, and offered again unchanged if it was refused.
 */
public final class ChangelogBatch {
    private final Batch rows;
    private final int rowsMax;
    private boolean isRefused;

    /**
     * Makes an empty one.
     *
     * @param rows an empty batch of the output's shape, which this object owns from now on
     */
    public ChangelogBatch(Batch rows, int rowsMax) {
        this.rows = rows;
        this.rowsMax = rowsMax;
    }

    /** True if nothing may be added before {@link #flush}. */
    public boolean isFull() {
        return rows.rowCount() >= rowsMax;
    }

    /** Adds a copy of a row's fields. */
    public void add(byte kind, Batch source, int position, long watermark) {
        rows.append(source, position, kind, watermark);
    }

    /** Adds an update of a row that is known: what it was, if the output wants that, and what it is. */
    public void addUpdate(
            boolean withBefore, Batch before, int positionBefore, Batch after, int positionAfter, long watermark) {
        if (withBefore) {
            rows.append(before, positionBefore, RowKinds.UPDATE_BEFORE, watermark);
        }
        rows.append(after, positionAfter, RowKinds.UPDATE_AFTER, watermark);
    }

    /** Offers what is there; false if the output refused, and the same call is to be made again. */
    public boolean flush(Output output) {
        if (rows.rowCount() == 0) {
            return true;
        }
        if (!output.offer(rows)) {
            isRefused = true;
            return false;
        }
        isRefused = false;
        rows.reset();
        return true;
    }

    /** Offers what is there if it is full or has been refused; false if the output refused. */
    public boolean flushFull(Output output) {
        return !(isRefused || isFull()) || flush(output);
    }
}
