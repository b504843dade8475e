package io.weir.connector.view;

import io.weir.columnar.Column;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.Locale;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DistinctType;
import org.apache.flink.table.types.logical.LogicalType;

/** Reads the values of filters, which are text as JSON has it: times as in ISO 8601, bytes in base 64. */
final class ViewValues {
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .toFormatter(Locale.ROOT);

    private static final long NANOS_PER_MILLI = 1_000_000;

    private ViewValues() {}

    /** A column that holds the value at position 0. */
    static Column parse(ViewColumn column, String text, View view) {
        LogicalType type = plain(column.type());
        Column value = Columns.column(type, 1);
        if (!OrderedBytes.isOrdered(value.kind())) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "Values of type " + column.type().asSummaryString() + " cannot be compared",
                    "view " + view.name() + ", column " + column.name(),
                    "Ask for 'null' or 'notnull', or filter by another column",
                    null);
        }
        try {
            RowDataAppender.set(value, 0, value(type, text), type);
            return value;
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "'" + text + "' is no value of type " + column.type().asSummaryString(),
                    "view " + view.name() + ", column " + column.name(),
                    hint(type),
                    e);
        }
    }

    private static LogicalType plain(LogicalType type) {
        return type instanceof DistinctType distinct ? plain(distinct.getSourceType()) : type;
    }

    private static Object value(LogicalType type, String text) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> flag(text);
            case TINYINT -> Byte.valueOf(text);
            case SMALLINT -> Short.valueOf(text);
            case INTEGER, INTERVAL_YEAR_MONTH -> Integer.valueOf(text);
            case BIGINT, INTERVAL_DAY_TIME -> Long.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> decimal((DecimalType) type, text);
            case CHAR, VARCHAR -> StringData.fromString(text);
            case BINARY, VARBINARY -> Base64.getDecoder().decode(text);
            case DATE -> Math.toIntExact(LocalDate.parse(text).toEpochDay());
            case TIME_WITHOUT_TIME_ZONE -> Math.toIntExact(LocalTime.parse(text).toNanoOfDay() / NANOS_PER_MILLI);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> TimestampData.fromLocalDateTime(timestamp(text));
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TimestampData.fromInstant(instant(text));
            default -> throw new IllegalArgumentException(type.asSummaryString());
        };
    }

    private static Boolean flag(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.valueOf(text);
    }

    private static DecimalData decimal(DecimalType type, String text) {
        BigDecimal value = new BigDecimal(text).setScale(type.getScale(), RoundingMode.UNNECESSARY);
        if (value.precision() > type.getPrecision()) {
            throw new IllegalArgumentException(text);
        }
        return DecimalData.fromBigDecimal(value, type.getPrecision(), type.getScale());
    }

    private static LocalDateTime timestamp(String text) {
        return LocalDateTime.from(TIMESTAMP.parse(text.strip().replace(' ', 'T')));
    }

    /** A time without an offset is one of UTC. */
    private static Instant instant(String text) {
        return TIMESTAMP.parseBest(text.strip().replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from)
                        instanceof OffsetDateTime time
                ? time.toInstant()
                : timestamp(text).toInstant(ZoneOffset.UTC);
    }

    private static String hint(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> "Give true or false";
            case DATE -> "Give a date such as 2026-01-31";
            case TIME_WITHOUT_TIME_ZONE -> "Give a time such as 23:59:59.500";
            case TIMESTAMP_WITHOUT_TIME_ZONE -> "Give a time such as 2026-01-31T23:59:59.500";
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "Give a time such as 2026-01-31T23:59:59.500Z";
            case BINARY, VARBINARY -> "Give bytes in base 64";
            default -> "Give a number that the type can hold";
        };
    }
}
