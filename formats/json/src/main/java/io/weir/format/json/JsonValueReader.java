package io.weir.format.json;

import io.weir.columnar.Column;

/**
 * Reads the values of one field from JSON into one column.
 *
 * <p>A reader accepts the usual ways to write a value of its type and gives up ({@link JsonScanner#GIVE_UP}) on
 * everything else, whether right or wrong; then the reference reader decides about the whole record. What a reader does
 * accept means exactly what it means to Flink's format.
 */
abstract class JsonValueReader {
    /**
     * Takes the column to write to.
     *
     * @param isFresh true if the column holds nothing yet, so that it may become a view of the record's bytes
     */
    abstract void bind(Column column, boolean isFresh);

    /**
     * Reads the value that starts at the index and writes it to the position.
     *
     * @return the index after the value, or {@link JsonScanner#GIVE_UP}
     */
    abstract int read(byte[] data, int index, int position);

    /** As {@link #read} for a text, whose opening quote stands just before the index. */
    int readQuoted(byte[] data, int index, int position) {
        return JsonScanner.GIVE_UP;
    }

    /** How {@link JsonRowReader} reads a value: one of the actions of {@link JsonStep}. */
    int action(boolean isQuoted) {
        return JsonStep.READ;
    }

    abstract void setNull(int position);

    /** Forgets what an abandoned record may have left at a position. */
    abstract void clear(int position);

    /**
     * Gives a position of a nested column a value that can be read, in case the record is abandoned before it gets one.
     */
    void blank(int position) {}
}
