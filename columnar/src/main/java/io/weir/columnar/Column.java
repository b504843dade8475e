package io.weir.columnar;

import java.util.Arrays;

/**
 * The values of one field for the rows of a batch: a growable vector of primitives with a null flag per position.
 *
 * <p>A column is written by its owner and only read by everybody else. It may be a <em>view</em>: a {@link BytesColumn}
 * can point into a buffer that it does not own, so a column is valid only as long as the batch that carries it. Whoever
 * keeps values copies them ({@link #set}).
 *
 * <p>The value at a null position is unspecified but always readable, so kernels may compute on it and drop the result.
 */
public abstract sealed class Column
        permits BooleanColumn,
                IntColumn,
                LongColumn,
                FloatColumn,
                DoubleColumn,
                DecimalColumn,
                TimestampColumn,
                BytesColumn,
                RowColumn,
                ArrayColumn,
                MapColumn {
    private boolean[] nulls;
    private boolean mayHaveNulls;

    Column(int capacity) {
        nulls = new boolean[capacity];
    }

    /** The kind of values. */
    public abstract ColumnKind kind();

    /** The number of positions that can be written without growing. */
    public final int capacity() {
        return nulls.length;
    }

    /** False when no position is null; kernels then skip the null flags. */
    public final boolean mayHaveNulls() {
        return mayHaveNulls;
    }

    /** The null flags; meaningful only when {@link #mayHaveNulls()}. */
    public final boolean[] nulls() {
        return nulls;
    }

    public final boolean isNull(int position) {
        return mayHaveNulls && nulls[position];
    }

    /** Marks a position as null. */
    public final void setNull(int position) {
        nulls[position] = true;
        mayHaveNulls = true;
    }

    /** Writes a null to a position that has not been written since reset; variable-length columns stay whole. */
    public final void writeNull(int position) {
        setNull(position);
        setNullValue(position);
    }

    /** Marks a position as not null; needed only where a position is written a second time. */
    public final void setNotNull(int position) {
        nulls[position] = false;
    }

    /** Takes the null flags of another column for positions 0 to count - 1. */
    public final void copyNulls(Column source, int count) {
        if (source.mayHaveNulls) {
            System.arraycopy(source.nulls, 0, nulls, 0, count);
            mayHaveNulls = true;
        } else {
            clearNulls();
        }
    }

    /** Marks each of positions 0 to count - 1 as null that is null in the source as well. */
    public final void addNulls(Column source, int count) {
        if (source.mayHaveNulls) {
            boolean[] from = source.nulls;
            boolean[] to = nulls;
            for (int i = 0; i < count; i++) {
                to[i] |= from[i];
            }
            mayHaveNulls = true;
        }
    }

    /** No position is null any more. */
    public final void clearNulls() {
        if (mayHaveNulls) {
            Arrays.fill(nulls, false);
            mayHaveNulls = false;
        }
    }

    /** Forgets all values, for the next batch; capacity stays. */
    public void reset() {
        clearNulls();
    }

    /** Grows to at least this capacity, keeping what is there. */
    public final void ensureCapacity(int capacity) {
        if (capacity > nulls.length) {
            int grown = Math.max(capacity, Math.max(16, nulls.length + (nulls.length >> 1)));
            nulls = Arrays.copyOf(nulls, grown);
            grow(grown);
        }
    }

    abstract void grow(int capacity);

    /** An empty column of the same kind and shape. */
    public abstract Column newEmpty(int capacity);

    /**
     * Copies one value, null or not, of a column of the same shape, to a position that has not been written since
     * reset.
     */
    public final void set(int position, Column source, int sourcePosition) {
        if (source.isNull(sourcePosition)) {
            writeNull(position);
        } else {
            setValue(position, source, sourcePosition);
        }
    }

    /**
     * As {@link #set(int, Column, int)}, to a position that may have been written before. What a variable-length column
     * held there stays in its memory until it is rebuilt by its owner.
     */
    public final void replace(int position, Column source, int sourcePosition) {
        forgetNull(position);
        set(position, source, sourcePosition);
    }

    /** Neither the position nor, of a row, its fields are null any more. */
    void forgetNull(int position) {
        nulls[position] = false;
    }

    abstract void setValue(int position, Column source, int sourcePosition);

    /** Keeps the invariants of variable-length columns at a null position. */
    void setNullValue(int position) {}

    /**
     * Fills positions 0 to count - 1 with the source's values at the given positions. The result may be a view of the
     * source's bytes, valid as long as the source is.
     */
    public void gather(Column source, int[] positions, int count) {
        reset();
        ensureCapacity(count);
        for (int i = 0; i < count; i++) {
            set(i, source, positions[i]);
        }
    }

    /**
     * Copies the source's values at the given positions to {@code at}, {@code at + 1} …; the column grows as needed.
     */
    public void append(int at, Column source, int[] positions, int count) {
        ensureCapacity(at + count);
        for (int i = 0; i < count; i++) {
            set(at + i, source, positions[i]);
        }
    }

    /** Appends the null flags; for the subclasses that append values in a loop of their own. */
    final void appendNulls(int at, Column source, int[] positions, int count) {
        if (source.mayHaveNulls) {
            boolean[] from = source.nulls;
            boolean any = false;
            for (int i = 0; i < count; i++) {
                boolean isNull = from[positions[i]];
                nulls[at + i] = isNull;
                any |= isNull;
            }
            mayHaveNulls |= any;
        }
    }

    /** Gathers the null flags; for the subclasses that gather values in a loop of their own. */
    final void gatherNulls(Column source, int[] positions, int count) {
        if (source.mayHaveNulls) {
            boolean[] from = source.nulls;
            boolean any = false;
            for (int i = 0; i < count; i++) {
                boolean isNull = from[positions[i]];
                nulls[i] = isNull;
                any |= isNull;
            }
            mayHaveNulls = any;
        }
    }

    /** Bytes of memory that this column holds. */
    public abstract long memoryBytes();
}
