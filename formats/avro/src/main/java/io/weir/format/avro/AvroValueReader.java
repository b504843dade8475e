package io.weir.format.avro;

import io.weir.columnar.Column;

/** Reads a value of one type. */
interface AvroValueReader {
    /** Reads a value to a position of a column that has room for it and nothing there yet. */
    void read(AvroInput in, Column column, int position);

    /** Passes over a value. */
    void skip(AvroInput in);
}
