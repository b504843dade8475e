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
import io.weir.engine.type.Columns;
import java.time.ZoneId;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.table.utils.DateTimeUtils;

/** Values as the text that CAST gives, in a builder that is used again and again. */
final class ValueText {
    private static final int MILLIS_PER_DAY = 86_400_000;

    private final StringBuilder builder = new StringBuilder();
    private final ZoneShift zone;

    private final boolean isLegacy;

    ValueText(ZoneId zone) {
        this(zone, false);
    }

    /**
     * Makes a builder.
     *
     * @param isLegacy whether words are small and fields stand without blanks, see {@link Casts#isLegacy}
     */
    ValueText(ZoneId zone, boolean isLegacy) {
        this.zone = new ZoneShift(zone);
        this.isLegacy = isLegacy;
    }

    static boolean isSupported(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case ARRAY, MULTISET, MAP, ROW, STRUCTURED_TYPE ->
                type.getChildren().stream().allMatch(ValueText::isSupported);
            case RAW, SYMBOL, UNRESOLVED, TIMESTAMP_WITH_TIME_ZONE, DISTINCT_TYPE, NULL, BITMAP -> false;
            default -> true;
        };
    }

    void clear() {
        builder.setLength(0);
    }

    StringBuilder builder() {
        return builder;
    }

    /** Cuts the text, or fills it with spaces. */
    void fit(int limit, boolean padded) {
        if (builder.length() > limit) {
            builder.setLength(limit);
        }
        while (padded && builder.length() < limit) {
            builder.append(' ');
        }
    }

    /** Appends a value that is not null. */
    void append(Column column, LogicalType type, int position) {
        switch (type.getTypeRoot()) {
            case BOOLEAN -> builder.append(word(((BooleanColumn) column).get(position)));
            case TINYINT, SMALLINT, INTEGER -> builder.append(((IntColumn) column).get(position));
            case BIGINT -> builder.append(((LongColumn) column).get(position));
            case FLOAT -> builder.append(((FloatColumn) column).get(position));
            case DOUBLE -> builder.append(((DoubleColumn) column).get(position));
            case DECIMAL -> appendDecimal(column, Decimals.scale(type), position);
            case CHAR, VARCHAR, BINARY, VARBINARY -> builder.append(((BytesColumn) column).getString(position));
            case DATE -> builder.append(DateTimeUtils.formatDate(((IntColumn) column).get(position)));
            case TIME_WITHOUT_TIME_ZONE ->
                builder.append(DateTimeUtils.formatTimestampMillis(
                        ((IntColumn) column).get(position), LogicalTypeChecks.getPrecision(type)));
            case TIMESTAMP_WITHOUT_TIME_ZONE ->
                appendTimestamp(
                        Values.millis(column, position),
                        Values.nanosOfMilli(column, position),
                        LogicalTypeChecks.getPrecision(type));
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                appendTimestamp(
                        zone.toLocal(Values.millis(column, position)),
                        Values.nanosOfMilli(column, position),
                        LogicalTypeChecks.getPrecision(type));
            case INTERVAL_YEAR_MONTH ->
                builder.append(DateTimeUtils.formatIntervalYearMonth(((IntColumn) column).get(position)));
            case INTERVAL_DAY_TIME ->
                builder.append(DateTimeUtils.formatIntervalDayTime(((LongColumn) column).get(position)));
            default -> appendNested(column, type, position);
        }
    }

    private String word(boolean value) {
        if (isLegacy) {
            return value ? "true" : "false";
        }
        return value ? "TRUE" : "FALSE";
    }

    private void appendDecimal(Column column, int scale, int position) {
        if (!(column instanceof LongColumn longs)) {
            builder.append(Decimals.get(column, scale, position).toPlainString());
            return;
        }
        long unscaled = longs.get(position);
        if (scale == 0) {
            builder.append(unscaled);
            return;
        }
        if (unscaled < 0) {
            builder.append('-');
        }
        long factor = Decimals.power(scale);
        builder.append(Math.abs(unscaled / factor)).append('.');
        appendDigits(Math.abs(unscaled % factor), factor / 10);
    }

    private void appendTimestamp(long millis, int nanosOfMilli, int precision) {
        long days = Math.floorDiv(millis, (long) MILLIS_PER_DAY);
        int millisOfDay = (int) (millis - days * MILLIS_PER_DAY);
        appendDate(days);
        builder.append(' ');
        appendDigits(millisOfDay / 3_600_000, 10);
        builder.append(':');
        appendDigits(millisOfDay / 60_000 % 60, 10);
        builder.append(':');
        appendDigits(millisOfDay / 1000 % 60, 10);
        if (precision > 0) {
            builder.append('.');
            long nanos = millisOfDay % 1000 * 1_000_000L + nanosOfMilli;
            long power = 100_000_000;
            for (int i = 0; i < precision; i++) {
                builder.append((char) ('0' + nanos / power % 10));
                power /= 10;
            }
        }
    }

    private void appendDate(long epochDay) {
        int date = TimestampText.yearMonthDay(epochDay);
        appendDigits(Math.floorMod(Math.floorDiv(date, 10_000), 10_000), 1000);
        builder.append('-');
        appendDigits(Math.floorMod(date, 10_000) / 100, 10);
        builder.append('-');
        appendDigits(Math.floorMod(date, 100), 10);
    }

    private void appendDigits(long value, long power) {
        for (long p = power; p > 0; p /= 10) {
            builder.append((char) ('0' + value / p % 10));
        }
    }

    private void appendNested(Column column, LogicalType type, int position) {
        if (column instanceof ArrayColumn arrays) {
            LogicalType elementType = ((ArrayType) type).getElementType();
            builder.append('[');
            for (int i = 0; i < arrays.length(position); i++) {
                builder.append(i == 0 ? "" : ", ");
                appendNullable(arrays.elements(), elementType, arrays.start(position) + i);
            }
            builder.append(']');
        } else if (column instanceof MapColumn maps) {
            builder.append('{');
            int start = maps.start(position);
            for (int i = start; i < start + maps.length(position); i++) {
                builder.append(i == start ? "" : ", ");
                appendNullable(maps.keys(), Columns.mapKeyType(type), i);
                builder.append('=');
                appendNullable(maps.values(), Columns.mapValueType(type), i);
            }
            builder.append('}');
        } else {
            RowColumn rows = (RowColumn) column;
            List<LogicalType> types = LogicalTypeChecks.getFieldTypes(type);
            builder.append('(');
            for (int i = 0; i < rows.fieldCount(); i++) {
                builder.append(i == 0 ? "" : isLegacy ? "," : ", ");
                appendNullable(rows.field(i), types.get(i), position);
            }
            builder.append(')');
        }
    }

    private void appendNullable(Column column, LogicalType type, int position) {
        if (column.isNull(position)) {
            builder.append(isLegacy ? "null" : "NULL");
        } else {
            append(column, type, position);
        }
    }
}
