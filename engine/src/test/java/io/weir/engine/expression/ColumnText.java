package io.weir.engine.expression;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.type.Columns;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Values of columns as the text that the case files hold: that of Java's classes, bytes as hexadecimal digits. */
final class ColumnText {
    private ColumnText() {}

    /** Writes a value; a null text is a null. */
    static void set(Column column, LogicalType type, int position, String text) {
        if (text == null) {
            Column nulls = Columns.column(type, 1);
            nulls.setNull(0);
            column.set(position, nulls, 0);
            return;
        }
        switch (type.getTypeRoot()) {
            case BOOLEAN -> ((BooleanColumn) column).set(position, Boolean.parseBoolean(text));
            case TINYINT, SMALLINT, INTEGER -> ((IntColumn) column).set(position, Integer.parseInt(text));
            case BIGINT -> ((LongColumn) column).set(position, Long.parseLong(text));
            case FLOAT -> ((FloatColumn) column).set(position, Float.parseFloat(text));
            case DOUBLE -> ((DoubleColumn) column).set(position, Double.parseDouble(text));
            case DECIMAL ->
                Decimals.set(column, Decimals.precision(type), Decimals.scale(type), position, new BigDecimal(text));
            case CHAR, VARCHAR -> ((BytesColumn) column).set(position, text);
            case BINARY, VARBINARY ->
                ((BytesColumn) column).set(position, HexFormat.of().parseHex(text));
            case DATE ->
                ((IntColumn) column).set(position, (int) LocalDate.parse(text).toEpochDay());
            case TIME_WITHOUT_TIME_ZONE ->
                ((IntColumn) column).set(position, (int) (LocalTime.parse(text).toNanoOfDay() / 1_000_000));
            case TIMESTAMP_WITHOUT_TIME_ZONE ->
                setInstant(column, position, LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> setInstant(column, position, Instant.parse(text));
            default -> setNested(column, type, position, text);
        }
    }

    private static void setInstant(Column column, int position, Instant instant) {
        if (column instanceof LongColumn longs) {
            longs.set(position, instant.toEpochMilli());
        } else {
            ((TimestampColumn) column).set(position, instant.toEpochMilli(), instant.getNano() % 1_000_000);
        }
    }

    private static void setNested(Column column, LogicalType type, int position, String text) {
        String inner = text.substring(1, text.length() - 1);
        String[] parts = inner.isEmpty() ? new String[0] : inner.split(", ", -1);
        if (column instanceof ArrayColumn arrays) {
            arrays.begin(position);
            for (String part : parts) {
                set(arrays.elements(), ((ArrayType) type).getElementType(), arrays.addElement(), orNull(part));
            }
        } else if (column instanceof MapColumn maps) {
            maps.begin(position);
            for (String part : parts) {
                int at = maps.addEntry();
                set(maps.keys(), Columns.mapKeyType(type), at, orNull(part.substring(0, part.indexOf('='))));
                set(maps.values(), Columns.mapValueType(type), at, orNull(part.substring(part.indexOf('=') + 1)));
            }
        } else {
            RowColumn rows = (RowColumn) column;
            List<LogicalType> types = LogicalTypeChecks.getFieldTypes(type);
            for (int i = 0; i < parts.length; i++) {
                set(rows.field(i), types.get(i), position, orNull(parts[i]));
            }
        }
    }

    private static String orNull(String text) {
        return text.equals("null") ? null : text;
    }

    /** Reads a value; null for a null. */
    static String get(Column column, LogicalType type, int position) {
        if (column.isNull(position)) {
            return null;
        }
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> Boolean.toString(((BooleanColumn) column).get(position));
            case TINYINT, SMALLINT, INTEGER, INTERVAL_YEAR_MONTH ->
                Integer.toString(((IntColumn) column).get(position));
            case BIGINT, INTERVAL_DAY_TIME -> Long.toString(((LongColumn) column).get(position));
            case FLOAT -> Float.toString(((FloatColumn) column).get(position));
            case DOUBLE -> Double.toString(((DoubleColumn) column).get(position));
            case DECIMAL -> Decimals.get(column, Decimals.scale(type), position).toPlainString();
            case CHAR, VARCHAR -> ((BytesColumn) column).getString(position);
            case BINARY, VARBINARY -> HexFormat.of().formatHex(((BytesColumn) column).getBytes(position));
            case DATE ->
                LocalDate.ofEpochDay(((IntColumn) column).get(position)).toString();
            case TIME_WITHOUT_TIME_ZONE ->
                LocalTime.ofNanoOfDay(((IntColumn) column).get(position) * 1_000_000L)
                        .toString();
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> instant(column, type, position);
            default -> nested(column, type, position);
        };
    }

    private static String instant(Column column, LogicalType type, int position) {
        Instant instant =
                Instant.ofEpochMilli(Values.millis(column, position)).plusNanos(Values.nanosOfMilli(column, position));
        return type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
                ? instant.toString()
                : instant.toString().replace("Z", "");
    }

    private static String nested(Column column, LogicalType type, int position) {
        if (column instanceof ArrayColumn arrays) {
            LogicalType elementType = ((ArrayType) type).getElementType();
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < arrays.length(position); i++) {
                parts.add(get(arrays.elements(), elementType, arrays.start(position) + i));
            }
            return "[" + join(parts) + "]";
        }
        if (column instanceof MapColumn maps) {
            Map<String, String> entries = new TreeMap<>();
            for (int i = maps.start(position); i < maps.start(position) + maps.length(position); i++) {
                entries.put(
                        String.valueOf(get(maps.keys(), Columns.mapKeyType(type), i)),
                        String.valueOf(get(maps.values(), Columns.mapValueType(type), i)));
            }
            return entries.toString();
        }
        RowColumn rows = (RowColumn) column;
        List<LogicalType> types = LogicalTypeChecks.getFieldTypes(type);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < rows.fieldCount(); i++) {
            parts.add(get(rows.field(i), types.get(i), position));
        }
        return "(" + join(parts) + ")";
    }

    private static String join(List<String> parts) {
        List<String> texts = new ArrayList<>();
        parts.forEach(part -> texts.add(String.valueOf(part)));
        return String.join(", ", texts);
    }
}
