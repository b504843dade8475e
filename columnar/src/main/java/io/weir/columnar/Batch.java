package io.weir.columnar;

import java.util.Arrays;

/**
 * A number of rows, column by column, with the kind of change and the watermark of each row.
 *
 * <p><b>Lifetime.</b> A batch that is handed to somebody is valid until that call has answered that it is done. Its
 * owner then reuses it. Whoever keeps rows copies them.
 *
 * <p><b>Watermark of a row.</b> Each row carries the watermark that was in force just before it, as it left its source.
 * A row is late for a window exactly when that watermark has passed the window's end; the decision is therefore the
 * same at every parallelism and however rows are grouped into batches.
 *
 * <p><b>Sequence.</b> The batches of an ordered source are numbered 0, 1, 2, … over all instances, so that a watermark
 * assigner can follow the order of the source although several threads decode it. Such a batch is passed on even when
 * it is empty, as far as the assigner.
 */
public final class Batch {
    /** The watermark before any has been seen. */
    public static final long NO_WATERMARK = Long.MIN_VALUE;

    /** The sequence of a batch whose source has no order. */
    public static final long NO_SEQUENCE = -1;

    private final Column[] columns;
    private int rowCount;
    private byte[] rowKinds = new byte[0];
    private boolean hasRowKinds;
    private long watermark = NO_WATERMARK;
    private long[] rowWatermarks = new long[0];
    private boolean hasRowWatermarks;
    private long sequence = NO_SEQUENCE;

    public Batch(Column... columns) {
        this.columns = columns;
    }

    public int rowCount() {
        return rowCount;
    }

    public void setRowCount(int count) {
        rowCount = count;
    }

    public int columnCount() {
        return columns.length;
    }

    public Column column(int index) {
        return columns[index];
    }

    /** Replaces a column, for an owner whose columns come from elsewhere (a projection that passes columns on). */
    public void setColumn(int index, Column column) {
        columns[index] = column;
    }

    /** Forgets the rows; columns are reset and keep their capacity. */
    public void reset() {
        for (Column column : columns) {
            column.reset();
        }
        resetRows();
    }

    /** Forgets rows, kinds, watermarks and sequence but leaves the columns alone. */
    public void resetRows() {
        rowCount = 0;
        hasRowKinds = false;
        hasRowWatermarks = false;
        watermark = NO_WATERMARK;
        sequence = NO_SEQUENCE;
    }

    public void ensureCapacity(int rows) {
        for (Column column : columns) {
            column.ensureCapacity(rows);
        }
    }

    // ---- kinds of change -------------------------------------------------------------------------------------------

    /** True when every row is an insertion. */
    public boolean isInsertOnly() {
        return !hasRowKinds;
    }

    /** The kind of a row, one of the constants of {@link RowKinds}. */
    public byte rowKind(int position) {
        return hasRowKinds ? rowKinds[position] : RowKinds.INSERT;
    }

    public void setRowKind(int position, byte kind) {
        if (!hasRowKinds) {
            if (kind == RowKinds.INSERT) {
                return;
            }
            hasRowKinds = true;
            Arrays.fill(rowKinds, RowKinds.INSERT);
        }
        if (position >= rowKinds.length) {
            int old = rowKinds.length;
            rowKinds = Arrays.copyOf(rowKinds, Math.max(position + 1, old + (old >> 1) + 16));
        }
        rowKinds[position] = kind;
    }

    // ---- watermarks ------------------------------------------------------------------------------------------------

    /** The watermark in force before the given row. */
    public long watermark(int position) {
        return hasRowWatermarks ? rowWatermarks[position] : watermark;
    }

    /** True when all rows have the same watermark, {@link #watermark(int)} of any position. */
    public boolean hasConstantWatermark() {
        return !hasRowWatermarks;
    }

    /** Gives all rows the same watermark. */
    public void setWatermark(long value) {
        hasRowWatermarks = false;
        watermark = value;
    }

    /** Room for one watermark per row, to be filled by the caller for all rows. */
    public long[] useRowWatermarks(int count) {
        if (rowWatermarks.length < count) {
            rowWatermarks = new long[Math.max(count, rowWatermarks.length + (rowWatermarks.length >> 1))];
        }
        hasRowWatermarks = true;
        return rowWatermarks;
    }

    // ---- order -----------------------------------------------------------------------------------------------------

    public long sequence() {
        return sequence;
    }

    public void setSequence(long value) {
        sequence = value;
    }

    /** Takes row count, kinds, watermarks and sequence of another batch, whose rows this batch maps one to one. */
    public void copyRows(Batch source) {
        rowCount = source.rowCount;
        sequence = source.sequence;
        watermark = source.watermark;
        hasRowWatermarks = source.hasRowWatermarks;
        if (hasRowWatermarks) {
            System.arraycopy(source.rowWatermarks, 0, useRowWatermarks(rowCount), 0, rowCount);
        }
        hasRowKinds = source.hasRowKinds;
        if (hasRowKinds) {
            ensureRowKinds(rowCount);
            System.arraycopy(source.rowKinds, 0, rowKinds, 0, rowCount);
        }
    }

    /** As {@link #copyRows}, for the rows at the given positions of the source only. */
    public void gatherRows(Batch source, int[] positions, int count) {
        rowCount = count;
        sequence = source.sequence;
        watermark = source.watermark;
        hasRowWatermarks = source.hasRowWatermarks;
        if (hasRowWatermarks) {
            long[] to = useRowWatermarks(count);
            for (int i = 0; i < count; i++) {
                to[i] = source.rowWatermarks[positions[i]];
            }
        }
        hasRowKinds = source.hasRowKinds;
        if (hasRowKinds) {
            ensureRowKinds(count);
            for (int i = 0; i < count; i++) {
                rowKinds[i] = source.rowKinds[positions[i]];
            }
        }
    }

    private void ensureRowKinds(int count) {
        if (rowKinds.length < count) {
            rowKinds = new byte[Math.max(count, 16)];
        }
    }

    /** Copies one row of a batch of the same shape to the end of this one. */
    public void append(Batch source, int position) {
        append(source, position, source.rowKind(position), source.watermark(position));
    }

    /** Copies the fields of one row of a batch of the same shape to the end of this one, as a change of its own. */
    public void append(Batch source, int position, byte kind, long rowWatermark) {
        int at = rowCount;
        for (int i = 0; i < columns.length; i++) {
            columns[i].ensureCapacity(at + 1);
            columns[i].set(at, source.columns[i], position);
        }
        setRowKind(at, kind);
        appendWatermark(rowWatermark, at);
        rowCount = at + 1;
    }

    /** Copies the rows at the given positions of a batch of the same shape to the end of this one. */
    public void append(Batch source, int[] positions, int count) {
        int at = rowCount;
        for (int i = 0; i < columns.length; i++) {
            columns[i].append(at, source.columns[i], positions, count);
        }
        if (hasRowKinds || source.hasRowKinds) {
            for (int i = 0; i < count; i++) {
                setRowKind(at + i, source.rowKind(positions[i]));
            }
        }
        boolean sameWatermark =
                !source.hasRowWatermarks && !hasRowWatermarks && (at == 0 || source.watermark == watermark);
        if (sameWatermark) {
            watermark = source.watermark;
        } else {
            for (int i = 0; i < count; i++) {
                appendWatermark(source.watermark(positions[i]), at + i);
            }
        }
        rowCount = at + count;
    }

    private void appendWatermark(long value, int at) {
        if (at == 0) {
            setWatermark(value);
        } else if (hasRowWatermarks || value != watermark) {
            if (!hasRowWatermarks) {
                Arrays.fill(useRowWatermarks(at + 16), 0, at, watermark);
            } else if (at >= rowWatermarks.length) {
                rowWatermarks = Arrays.copyOf(rowWatermarks, at + (at >> 1) + 16);
            }
            rowWatermarks[at] = value;
        }
    }

    /** An empty batch of the same shape. */
    public Batch newEmpty(int capacity) {
        Column[] empty = new Column[columns.length];
        for (int i = 0; i < columns.length; i++) {
            empty[i] = columns[i].newEmpty(capacity);
        }
        return new Batch(empty);
    }

    public long memoryBytes() {
        long bytes = rowKinds.length + (long) rowWatermarks.length * Long.BYTES;
        for (Column column : columns) {
            bytes += column.memoryBytes();
        }
        return bytes;
    }
}
