package io.weir.columnar;

/** How the values of a column are laid out in memory. */
public enum ColumnKind {
    BOOLEAN,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    DECIMAL,
    TIMESTAMP,
    BYTES,
    ROW,
    ARRAY,
    MAP
}
