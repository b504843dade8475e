package io.weir.format.json;

import io.weir.columnar.Column;
import io.weir.engine.spi.ByteSink;

/** Writes the values of one type as JSON. */
interface JsonValueWriter {
    /** Writes the value at a position, which is not null. */
    void writeValue(Column column, int position, ByteSink out);

    /** Writes the value at a position. */
    default void write(Column column, int position, ByteSink out) {
        if (column.isNull(position)) {
            out.append(JsonRowWriter.NULL);
        } else {
            writeValue(column, position, out);
        }
    }
}
