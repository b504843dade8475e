package io.weir.format.parquet;

import io.weir.columnar.Column;
import java.io.IOException;

/** Writes a field into the columns of a file, with the levels that say where values are missing or repeated. */
interface FieldWriter {
    /**
     * Writes one value, which may be NULL.
     *
     * @param repetition the repetition level of the first entry
     * @param definition the definition level of what is around the field
     */
    void write(Column column, int position, int repetition, int definition) throws IOException;

    /** Writes that something around the field is missing. */
    void writeMissing(int repetition, int definition) throws IOException;
}
