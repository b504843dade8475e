package io.weir.connector.redis;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Values as the texts that they are in Redis, and back: numbers and times as in SQL, texts and bytes as they are. */
final class FieldText {
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter(Locale.ROOT);

    private FieldText() {}

    /** Whether there is a text for values of this type. */
    static boolean supports(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case CHAR,
                    VARCHAR,
                    BINARY,
                    VARBINARY,
                    BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    FLOAT,
                    DOUBLE,
                    DECIMAL,
                    DATE,
                    TIME_WITHOUT_TIME_ZONE,
                    TIMESTAMP_WITHOUT_TIME_ZONE,
                    TIMESTAMP_WITH_LOCAL_TIME_ZONE -> true;
            default -> false;
        };
    }

    /** The text of a field that is not NULL. */
    static byte[] write(RowData row, int field, LogicalType type) {
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> row.getString(field).toBytes();
            case BINARY, VARBINARY -> row.getBinary(field);
            default -> text(row, field, type).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String text(RowData row, int field, LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> Boolean.toString(row.getBoolean(field));
            case TINYINT -> Byte.toString(row.getByte(field));
            case SMALLINT -> Short.toString(row.getShort(field));
            case INTEGER -> Integer.toString(row.getInt(field));
            case BIGINT -> Long.toString(row.getLong(field));
            case FLOAT -> Float.toString(row.getFloat(field));
            case DOUBLE -> Double.toString(row.getDouble(field));
            case DECIMAL -> {
                DecimalType decimal = (DecimalType) type;
                yield row.getDecimal(field, decimal.getPrecision(), decimal.getScale())
                        .toBigDecimal()
                        .toPlainString();
            }
            case DATE -> LocalDate.ofEpochDay(row.getInt(field)).toString();
            case TIME_WITHOUT_TIME_ZONE ->
                LocalTime.ofNanoOfDay(row.getInt(field) * 1_000_000L).format(DateTimeFormatter.ISO_LOCAL_TIME);
            case TIMESTAMP_WITHOUT_TIME_ZONE ->
                time(row, field, type).toLocalDateTime().format(DATE_TIME);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                time(row, field, type).toLocalDateTime().format(DATE_TIME) + "Z";
            default -> throw new IllegalStateException("a value of type " + type.asSummaryString());
        };
    }

    /** The time in a field that is one. */
    static TimestampData time(RowData row, int field, LogicalType type) {
        return row.getTimestamp(field, LogicalTypeChecks.getPrecision(type));
    }

    /**
     * The value of a text, in Flink's internal form.
     *
     * @throws IllegalArgumentException if it is no value of that type
     */
    static Object read(byte[] bytes, LogicalType type) {
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> StringData.fromBytes(bytes);
            case BINARY, VARBINARY -> bytes;
            default -> {
                try {
                    yield value(new String(bytes, StandardCharsets.UTF_8).strip(), type);
                } catch (DateTimeException | ArithmeticException e) {
                    throw new IllegalArgumentException(e.getMessage(), e);
                }
            }
        };
    }

    private static Object value(String text, LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> truth(text);
            case TINYINT -> Byte.valueOf(text);
            case SMALLINT -> Short.valueOf(text);
            case INTEGER -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> decimal(text, (DecimalType) type);
            case DATE -> Math.toIntExact(LocalDate.parse(text).toEpochDay());
            case TIME_WITHOUT_TIME_ZONE -> LocalTime.parse(text).get(ChronoField.MILLI_OF_DAY);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> TimestampData.fromLocalDateTime(dateTime(text));
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> {
                if (!text.endsWith("Z")) {
                    throw new IllegalArgumentException("a time with a zone ends in Z, which is UTC");
                }
                LocalDateTime utc = dateTime(text.substring(0, text.length() - 1));
                yield TimestampData.fromInstant(utc.toInstant(ZoneOffset.UTC));
            }
            default -> throw new IllegalStateException("a value of type " + type.asSummaryString());
        };
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("it is neither true nor false");
        };
    }

    private static DecimalData decimal(String text, DecimalType type) {
        DecimalData value = DecimalData.fromBigDecimal(new BigDecimal(text), type.getPrecision(), type.getScale());
        if (value == null) {
            throw new IllegalArgumentException("it has too many digits");
        }
        return value;
    }

    private static LocalDateTime dateTime(String text) {
        return LocalDateTime.parse(text.replace('T', ' '), DATE_TIME);
    }
}
