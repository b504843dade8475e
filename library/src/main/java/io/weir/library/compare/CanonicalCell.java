package io.weir.library.compare;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * The one text of a value, whatever engine computed it: in comparisons of engines, and in the corpus of SQL cases.
 *
 * <table>
 * <caption>The form of each type</caption>
 * <tr><th>type</th><th>form</th></tr>
 * <tr><td>any, null</td><td>{@code NULL}</td></tr>
 * <tr><td>BOOLEAN</td><td>{@code TRUE}, {@code FALSE}</td></tr>
 * <tr><td>numbers</td><td>{@code toString} of Java; DECIMAL in plain digits at its scale</td></tr>
 * <tr><td>DATE, TIME, TIMESTAMP</td><td>{@code 2026-01-01 10:00:00.000}: as many digits as the type declares, more only
 * if the value holds more</td></tr>
 * <tr><td>TIMESTAMP_LTZ</td><td>the same in UTC, then {@code Z}: the session's zone changes no cell</td></tr>
 * <tr><td>BINARY, VARBINARY</td><td>{@code x'0aff'}</td></tr>
 * <tr><td>CHAR, VARCHAR</td><td>the text; in single quotes where it is empty, is {@code NULL}, starts with a quote, or
 * starts or ends with white space; {@code |}, backslash and line breaks escaped with a backslash</td></tr>
 * <tr><td>ROW, ARRAY, MAP, MULTISET</td><td>{@code (1, 'a')}, {@code [1, 2]}, {@code {'k'=1}} sorted by key, {@code
 * {'a'*2}}; texts inside always quoted</td></tr>
 * </table>
 *
 * <p>Values are the default conversion classes of Flink's types, such as {@link LocalDateTime} and {@link Row}.
 */
public final class CanonicalCell {

    private static final int FRACTION_DIGITS_MAX = 9;

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private CanonicalCell() {}

    /** The text of a value. */
    public static String of(@Nullable Object value, LogicalType type) {
        if (value instanceof String text) {
            return topLevelText(text);
        }
        return nested(value, type);
    }

    private static String nested(@Nullable Object value, LogicalType type) {
        if (value == null) {
            return "NULL";
        }
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> value.toString().toUpperCase(Locale.ROOT);
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case CHAR, VARCHAR -> "'" + escape(value.toString()).replace("'", "''") + "'";
            case BINARY, VARBINARY -> bytes((byte[]) value);
            case TIME_WITHOUT_TIME_ZONE -> time((LocalTime) value, LogicalTypeChecks.getPrecision(type));
            case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp((LocalDateTime) value, LogicalTypeChecks.getPrecision(type));
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                timestamp(
                                LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC),
                                LogicalTypeChecks.getPrecision(type))
                        + "Z";
            case ROW -> row((Row) value, (RowType) type);
            case ARRAY -> array(value, ((ArrayType) type).getElementType());
            case MAP -> map((Map<?, ?>) value, (MapType) type);
            case MULTISET -> multiset((Map<?, ?>) value, ((MultisetType) type).getElementType());
            default -> escape(value.toString());
        };
    }

    private static String topLevelText(String text) {
        boolean isAmbiguous = text.isEmpty()
                || text.equals("NULL")
                || text.charAt(0) == '\''
                || Character.isWhitespace(text.charAt(0))
                || Character.isWhitespace(text.charAt(text.length() - 1));
        return isAmbiguous ? "'" + escape(text) + "'" : escape(text);
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '|' -> escaped.append("\\|");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        escaped.append(String.format("\\u%04x", (int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    private static String bytes(byte[] value) {
        StringBuilder text = new StringBuilder("x'");
        for (byte b : value) {
            text.append(String.format("%02x", b));
        }
        return text.append('\'').toString();
    }

    private static String timestamp(LocalDateTime value, int precision) {
        return value.format(TIMESTAMP) + fraction(value.getNano(), precision);
    }

    private static String time(LocalTime value, int precision) {
        return value.format(TIME) + fraction(value.getNano(), precision);
    }

    private static String fraction(int nanos, int precision) {
        if (nanos == 0 && precision == 0) {
            return "";
        }
        String digits = Integer.toString(1_000_000_000 + nanos).substring(1);
        int count = FRACTION_DIGITS_MAX;
        while (count > precision && digits.charAt(count - 1) == '0') {
            count--;
        }
        return count == 0 ? "" : "." + digits.substring(0, count);
    }

    private static String row(Row row, RowType type) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < row.getArity(); i++) {
            fields.add(nested(row.getField(i), type.getTypeAt(i)));
        }
        return "(" + String.join(", ", fields) + ")";
    }

    private static String array(Object value, LogicalType elementType) {
        List<String> elements = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> elements.add(nested(element, elementType)));
        } else {
            for (int i = 0; i < java.lang.reflect.Array.getLength(value); i++) {
                elements.add(nested(java.lang.reflect.Array.get(value, i), elementType));
            }
        }
        return "[" + String.join(", ", elements) + "]";
    }

    private static String map(Map<?, ?> map, MapType type) {
        List<String> entries = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            entries.add(
                    nested(entry.getKey(), type.getKeyType()) + "=" + nested(entry.getValue(), type.getValueType()));
        }
        Collections.sort(entries);
        return "{" + String.join(", ", entries) + "}";
    }

    private static String multiset(Map<?, ?> counts, LogicalType elementType) {
        List<String> entries = new ArrayList<>();
        for (Map.Entry<?, ?> entry : counts.entrySet()) {
            entries.add(nested(entry.getKey(), elementType) + "*" + entry.getValue());
        }
        Collections.sort(entries);
        return "{" + String.join(", ", entries) + "}";
    }

    /** The cells of a row. */
    public static List<String> ofRow(Row row, List<LogicalType> types) {
        String[] cells = new String[types.size()];
        Arrays.setAll(cells, i -> of(row.getField(i), types.get(i)));
        return List.of(cells);
    }
}
