package io.weir.engine.function;

import io.weir.columnar.Column;
import org.apache.flink.table.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Turns values of columns into the objects that a method of a user's function takes, and what it gives back into values
 * of columns, as the conversion class of a {@link DataType} asks: an INT is an {@link Integer}, a STRING a
 * {@link String} or a {@code StringData}, a ROW a {@code Row}, a {@code RowData} or an object of a class of the user's.
 *
 * <p>Objects are made anew for each value: the function may keep them.
 */
public final class ValueConverter {
    /** Reads a value that is not null. */
    @FunctionalInterface
    interface Reader {
        Object read(Column column, int position);
    }

    /** Writes a value that is not null. */
    @FunctionalInterface
    interface Writer {
        void write(Column column, int position, Object value);
    }

    private final Reader reader;
    private final Writer writer;

    ValueConverter(Reader reader, Writer writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * The converter between columns of a type and objects of the type's conversion class.
     *
     * @throws io.weir.plan.NotNativeException if there is none
     */
    public static ValueConverter of(DataType type) {
        return ValueConverters.of(type);
    }

    /** The object for the value at a position, null if that is null. */
    public @Nullable Object read(Column column, int position) {
        return column.isNull(position) ? null : reader.read(column, position);
    }

    /**
     * Writes an object, or null, to a position that has not been written since reset, and that the column has room for.
     *
     * @throws ClassCastException if the object is of another class
     */
    public void write(Column column, int position, @Nullable Object value) {
        if (value == null) {
            column.writeNull(position);
        } else {
            writer.write(column, position, value);
        }
    }
}
