package io.weir.engine.spi;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/**
 * What a decoder is asked for.
 *
 * @param type the fields to produce, by the names they have in the record; projected already. A nested ROW may have
 *     been narrowed to the wanted fields as well.
 * @param recordType the fields that a record has, all of them in their order; for formats in which a place, not a name,
 *     says what a value is
 * @param metadata what to produce behind the fields, by the keys of {@link DecoderFactory#metadataKeys()}
 * @param options the format's options without the format's prefix, for instance {@code ignore-parse-errors}
 * @param localTimeZone the session's time zone
 */
public record DecoderRequest(
        RowType type,
        RowType recordType,
        List<RowType.RowField> metadata,
        Map<String, String> options,
        ZoneId localTimeZone) {

    /** A request without metadata. */
    public DecoderRequest(RowType type, RowType recordType, Map<String, String> options, ZoneId localTimeZone) {
        this(type, recordType, List.of(), options, localTimeZone);
    }

    /** A request for all fields of a record. */
    public DecoderRequest(RowType type, Map<String, String> options, ZoneId localTimeZone) {
        this(type, type, List.of(), options, localTimeZone);
    }
}
