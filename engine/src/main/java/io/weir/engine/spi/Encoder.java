package io.weir.engine.spi;

import io.weir.columnar.Batch;

/** Turns rows into the bytes of records: a format's writing side, made for one writer instance. */
public interface Encoder {
    /** Appends the record of one row, without a line end, to the bytes. */
    void encode(Batch batch, int position, ByteSink out);

    /** True if the row has no record: Kafka then gets a null. */
    default boolean isNull(Batch batch, int position) {
        return false;
    }

    /** What a decoder of lines needs before the first record, for instance a header; usually nothing. */
    default void encodeHeader(ByteSink out) {}
}
