package io.weir.format.parquet;

import io.weir.engine.connector.TableOptions;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.format.CompressionCodec;

/**
 * The format's options, as Flink's.
 *
 * @param zone the clock that files' times are moved to; Flink takes the one of its process, unless it is to be UTC
 * @param writesInt64Timestamps whether timestamps are written as INT64 and not as INT96
 * @param timeUnit the unit of timestamps that are written as INT64
 * @param codec what pages are compressed with
 * @param rowGroupBytes the size at which a row group is complete
 * @param pageBytes the size at which a page is complete
 * @param dictionaryBytes the size beyond which a dictionary is given up
 * @param usesDictionary whether values are written by dictionary
 * @param allowsMissing whether a column that no file has is NULL instead of an error
 */
record ParquetOptions(
        ZoneId zone,
        boolean writesInt64Timestamps,
        TimeUnit timeUnit,
        CompressionCodec codec,
        long rowGroupBytes,
        int pageBytes,
        int dictionaryBytes,
        boolean usesDictionary,
        boolean allowsMissing) {
    /** The units of timestamps. */
    enum TimeUnit {
        MILLIS,
        MICROS,
        NANOS
    }

    private static final long ROW_GROUP_BYTES = 128L << 20;
    private static final int PAGE_BYTES = 1 << 20;

    static ParquetOptions of(Map<String, String> options) {
        // What Flink hands on to parquet, and what changes no answer, is taken as it is.
        Map<String, String> known = new HashMap<>();
        options.forEach((key, value) -> known.put("parquet." + key, value));
        TableOptions table = new TableOptions("parquet format", known);
        boolean isUtc = table.flag("parquet.utc-timezone", false);
        String unit = table.text("parquet.timestamp.time.unit", "micros").toUpperCase(Locale.ROOT);
        String codec = table.text("parquet.compression", "SNAPPY").toUpperCase(Locale.ROOT);
        return new ParquetOptions(
                isUtc ? ZoneOffset.UTC : ZoneId.systemDefault(),
                table.flag("parquet.write.int64.timestamp", false),
                constant(table, "parquet.timestamp.time.unit", unit, TimeUnit.class),
                codec(table, codec),
                table.integer("parquet.block.size").orElse(ROW_GROUP_BYTES),
                Math.toIntExact(table.integer("parquet.page.size").orElse((long) PAGE_BYTES)),
                Math.toIntExact(table.integer("parquet.dictionary.page.size").orElse((long) PAGE_BYTES)),
                table.flag("parquet.enable.dictionary", true),
                table.text("parquet.missing-columns", "fail").equalsIgnoreCase("null"));
    }

    private static CompressionCodec codec(TableOptions table, String name) {
        return switch (name) {
            case "UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD" -> CompressionCodec.valueOf(name);
            default -> throw table.invalid("parquet.compression", "it must be one of UNCOMPRESSED, SNAPPY, GZIP, ZSTD");
        };
    }

    private static <E extends Enum<E>> E constant(TableOptions table, String key, String name, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw table.invalid(key, "it must be one of millis, micros, nanos");
    }
}
