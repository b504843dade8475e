package io.weir.format.parquet;

import io.weir.columnar.Column;

/** Turns a column's physical values into those of a SQL type; made for one reader, since it keeps scratch arrays. */
interface ValueReader {
    /** Reads the next values, none of which is NULL, to positions [at, at + count), for which there is room. */
    void read(ValuesDecoder from, Column to, int at, int count);
}
