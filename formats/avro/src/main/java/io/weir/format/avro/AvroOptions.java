package io.weir.format.avro;

import io.weir.engine.connector.FormatOptions;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The options of the format, named and checked as Flink's are.
 *
 * @param isJson {@code encoding}: Avro's JSON instead of its binary encoding
 * @param hasLegacyTimestamps {@code timestamp_mapping.legacy}: TIMESTAMP is Avro's timestamp, which is an instant in
 *     truth, and TIMESTAMP_LTZ has no equivalent
 */
record AvroOptions(boolean isJson, boolean hasLegacyTimestamps) {
    static final String ENCODING = "encoding";
    static final String LEGACY_TIMESTAMPS = "timestamp_mapping.legacy";

    /** The codec of files, which says nothing about single records. */
    private static final String CODEC = "codec";

    /** Reads and checks the options. */
    static AvroOptions of(Map<String, String> options) {
        FormatOptions reader = new FormatOptions("avro", options);
        reader.rejectUnknown(List.of(ENCODING, LEGACY_TIMESTAMPS, CODEC));
        boolean isJson = switch (reader.text(ENCODING, "binary").toLowerCase(Locale.ROOT)) {
            case "binary" -> false;
            case "json" -> true;
            default -> throw reader.invalid(ENCODING, "binary or json");
        };
        return new AvroOptions(isJson, reader.isTrue(LEGACY_TIMESTAMPS, true));
    }
}
