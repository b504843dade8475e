package io.weir.connector.files;

import io.weir.columnar.Column;

/** A column whose value is the same for all rows of a file: its metadata, or a partition key. */
interface FileColumn {
    /** Gives the first rows of a column, which was reset, the file's value. */
    void fill(Column column, SourceFile file, int rowCount);
}
