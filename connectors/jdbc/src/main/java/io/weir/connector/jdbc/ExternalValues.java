package io.weir.connector.jdbc;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.plan.NotNativeException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.jspecify.annotations.Nullable;

/**
 * Values of columns as drivers take them: Boolean, Integer, Long, Float, Double, BigDecimal, byte[], and texts of all
 * else, which the database reads by its own rules. It makes an object of each value, which does not show beside what a
 * database does with it.
 */
final class ExternalValues {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int TEXT_LIMIT = 200;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private ExternalValues() {}

    static @Nullable Object value(LogicalType type, Column column, int position) {
        if (column.isNull(position)) {
            return null;
        }
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> ((BooleanColumn) column).get(position);
            case TINYINT, SMALLINT, INTEGER -> ((IntColumn) column).get(position);
            case BIGINT -> ((LongColumn) column).get(position);
            case FLOAT -> ((FloatColumn) column).get(position);
            case DOUBLE -> ((DoubleColumn) column).get(position);
            case DECIMAL -> decimal((DecimalType) type, column, position);
            case CHAR, VARCHAR -> ((BytesColumn) column).getString(position);
            case BINARY, VARBINARY -> ((BytesColumn) column).getBytes(position);
            case DATE -> date(LocalDate.ofEpochDay(((IntColumn) column).get(position)));
            case TIME_WITHOUT_TIME_ZONE ->
                LocalTime.ofNanoOfDay(((IntColumn) column).get(position) * (long) NANOS_PER_MILLI)
                        .toString();
            case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp(dateTime(column, position), "");
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(dateTime(column, position), "+00");
            case ARRAY -> arrayText((ArrayType) type, (ArrayColumn) column, position);
            default -> throw new NotNativeException("type " + type.asSummaryString() + " in a database");
        };
    }

    private static BigDecimal decimal(DecimalType type, Column column, int position) {
        BigInteger unscaled = column instanceof LongColumn compact
                ? BigInteger.valueOf(compact.get(position))
                : ((DecimalColumn) column).unscaled(position);
        return new BigDecimal(unscaled, type.getScale());
    }

    private static LocalDateTime dateTime(Column column, int position) {
        long millis;
        int nanos = 0;
        if (column instanceof LongColumn compact) {
            millis = compact.get(position);
        } else {
            TimestampColumn timestamps = (TimestampColumn) column;
            millis = timestamps.millis()[position];
            nanos = timestamps.nanosOfMilli()[position];
        }
        int ofSecond = (int) Math.floorMod(millis, 1000L) * NANOS_PER_MILLI + nanos;
        return LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), ofSecond, ZoneOffset.UTC);
    }

    /** Databases know no sign before a year, and no year 0. */
    private static String date(LocalDate date) {
        return year(date) + date.toString().substring(date.toString().lastIndexOf('-') - 3) + era(date);
    }

    private static String timestamp(LocalDateTime time, String zone) {
        LocalDate date = time.toLocalDate();
        String text = date.toString();
        return year(date) + text.substring(text.lastIndexOf('-') - 3) + " " + time.toLocalTime() + zone + era(date);
    }

    private static String year(LocalDate date) {
        int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
        String digits = Integer.toString(year);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    private static String era(LocalDate date) {
        return date.getYear() > 0 ? "" : " BC";
    }

    /** An array as PostgreSQL writes it: {@code {"a",NULL,"b"}}. */
    private static String arrayText(ArrayType type, ArrayColumn arrays, int position) {
        StringBuilder text = new StringBuilder("{");
        int start = arrays.start(position);
        for (int i = start; i < start + arrays.length(position); i++) {
            if (i > start) {
                text.append(',');
            }
            Object element = value(type.getElementType(), arrays.elements(), i);
            if (element == null) {
                text.append("NULL");
            } else if (type.getElementType().is(LogicalTypeRoot.ARRAY)) {
                text.append(element);
            } else {
                quote(element instanceof byte[] bytes ? hex(bytes) : element.toString(), text);
            }
        }
        return text.append('}').toString();
    }

    private static void quote(String element, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < element.length(); i++) {
            char c = element.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder("\\x");
        for (byte b : bytes) {
            text.append(HEX[b >> 4 & 0xF]).append(HEX[b & 0xF]);
        }
        return text.toString();
    }

    /** A row's key for messages, or of a row without one what it begins with. */
    static String describe(TargetTable target, Batch batch, int position) {
        StringBuilder text = new StringBuilder();
        for (int column : target.positions(target.hasKey())) {
            Object value = value(target.type(column), batch.column(column), position);
            text.append(text.isEmpty() ? "" : ", ")
                    .append(target.type().getFieldNames().get(column))
                    .append(" = ")
                    .append(value instanceof byte[] bytes ? hex(bytes) : value);
            if (text.length() > TEXT_LIMIT) {
                return text.substring(0, TEXT_LIMIT) + "…";
            }
        }
        return text.toString();
    }
}
