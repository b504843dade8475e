package io.weir.engine.spi;

import io.weir.columnar.Batch;

/**
 * Turns the bytes of records into rows of a batch: a format's reading side, made for one reader instance.
 *
 * <p>A decoder reads only the fields of the row type that it was made for ({@link DecoderRequest#type()}), wherever
 * they stand in the record. The batch's text columns may become views of {@code data}, and a decoder may unescape text
 * in place, so data must stay untouched by others until the batch is done with.
 *
 * <p><b>Changes.</b> A record of a changelog may give several rows of different kinds ({@link Batch#setRowKind}).
 *
 * <p><b>Errors.</b> A record that cannot be decoded throws {@link RecordException} with the offset of the record in
 * {@code data} and the reason; where the format's options say to skip it, it is counted ({@link #skippedRecords()}).
 */
public interface Decoder {
    /**
     * Decodes the records of data[start, end), each ended by a line feed (the last one perhaps by the end), and appends
     * their rows to the batch, until the range is used up.
     *
     * <p>All text of a batch refers to one array: between two resets of the batch, data must be the same array.
     */
    void decodeLines(byte[] data, int start, int end, Batch batch);

    /**
     * Decodes data[start, end) as one record and appends its rows (usually one, none if it is skipped) to the batch.
     */
    void decodeRecord(byte[] data, int start, int end, Batch batch);

    /** Appends the rows of a record that is null, which Kafka knows beside one of no bytes: usually none. */
    default void decodeNull(Batch batch) {}

    /**
     * True if a line feed does not always end a record (CSV, where it may stand between quotes). The bytes of a stream
     * can then not be read from the middle, and whoever cuts them asks {@link #recordEnd}.
     */
    default boolean mayHoldLineFeeds() {
        return false;
    }

    /**
     * The end, behind its line feed, of the record that begins at data[start]; -1 if it does not end before data[end].
     */
    default int recordEnd(byte[] data, int start, int end) {
        int lineFeed = Lines.indexOf(data, start, end);
        return lineFeed < 0 ? -1 : lineFeed + 1;
    }

    /** The records skipped so far because they could not be decoded. */
    long skippedRecords();
}
