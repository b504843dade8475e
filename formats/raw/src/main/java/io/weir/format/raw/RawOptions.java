package io.weir.format.raw;

import io.weir.engine.connector.FormatOptions;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * The options of the format, named and checked as Flink's are.
 *
 * @param charset {@code charset}: how texts are written
 * @param isBigEndian {@code endianness}: the first byte of a number is its highest
 */
record RawOptions(Charset charset, boolean isBigEndian) {
    static final String CHARSET = "charset";
    static final String ENDIANNESS = "endianness";

    /** Reads and checks the options. */
    static RawOptions of(Map<String, String> options) {
        FormatOptions reader = new FormatOptions("raw", options);
        reader.rejectUnknown(List.of(CHARSET, ENDIANNESS));
        boolean isBigEndian = switch (reader.text(ENDIANNESS, "big-endian").toLowerCase(Locale.ROOT)) {
            case "big-endian" -> true;
            case "little-endian" -> false;
            default -> throw reader.invalid(ENDIANNESS, "big-endian or little-endian");
        };
        try {
            return new RawOptions(Charset.forName(reader.text(CHARSET, "UTF-8")), isBigEndian);
        } catch (IllegalArgumentException e) {
            throw reader.invalid(CHARSET, "the name of a charset, such as UTF-8 or ISO-8859-1");
        }
    }

    /** The only column's value. */
    RawValue value(RowType columns) {
        FormatOptions reader = new FormatOptions("raw", Map.of());
        if (columns.getFieldCount() != 1) {
            throw reader.unsupported(
                    "has one physical column, but the table has " + columns.getFieldCount() + ": "
                            + String.join(", ", columns.getFieldNames()),
                    "Keep one column for the record, and read the rest of it as metadata");
        }
        LogicalType type = columns.getTypeAt(0);
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> RawValue.TEXT;
            case BINARY, VARBINARY -> RawValue.BYTES;
            case BOOLEAN -> RawValue.BOOLEAN;
            case TINYINT -> RawValue.TINYINT;
            case SMALLINT -> RawValue.SMALLINT;
            case INTEGER -> RawValue.INT;
            case BIGINT -> RawValue.BIGINT;
            case FLOAT -> RawValue.FLOAT;
            case DOUBLE -> RawValue.DOUBLE;
            default ->
                throw reader.unsupported(
                        "has no column of type " + type.asSummaryString(),
                        "Use a text, bytes, BOOLEAN or a number other than DECIMAL");
        };
    }
}
