package io.weir.engine.type;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.TimestampColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DistinctType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * Values as a person reads them in a table: the text of Flink's {@code CAST(value AS STRING)}, with binary values as
 * {@code x'0a'}, as Flink's own client shows them. For output, where rows are few; it allocates.
 */
public final class ValueText {
    private static final int MILLIS_PER_SECOND = 1000;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int NANO_DIGITS = 9;

    private final ZoneId localTimeZone;

    /** Makes a writer that shows TIMESTAMP_LTZ values in this time zone. */
    public ValueText(ZoneId localTimeZone) {
        this.localTimeZone = localTimeZone;
    }

    /** Appends the text of a value, NULL if it is null. */
    public void append(StringBuilder out, LogicalType type, Column column, int position) {
        if (column.isNull(position)) {
            out.append("NULL");
            return;
        }
        switch (type.getTypeRoot()) {
            case BOOLEAN -> out.append(((BooleanColumn) column).get(position) ? "TRUE" : "FALSE");
            case TINYINT, SMALLINT, INTEGER, NULL -> out.append(((IntColumn) column).get(position));
            case BIGINT -> out.append(((LongColumn) column).get(position));
            case FLOAT -> out.append(((FloatColumn) column).get(position));
            case DOUBLE -> out.append(((DoubleColumn) column).get(position));
            case DECIMAL ->
                out.append(decimal((DecimalType) type, column, position).toPlainString());
            case CHAR, VARCHAR -> out.append(((BytesColumn) column).getString(position));
            case BINARY, VARBINARY -> {
                out.append("x'");
                HexFormat.of().formatHex(out, ((BytesColumn) column).getBytes(position));
                out.append('\'');
            }
            case DATE -> out.append(LocalDate.ofEpochDay(((IntColumn) column).get(position)));
            case TIME_WITHOUT_TIME_ZONE ->
                appendTime(out, ((IntColumn) column).get(position), LogicalTypeChecks.getPrecision(type));
            case TIMESTAMP_WITHOUT_TIME_ZONE -> appendTimestamp(out, type, column, position, ZoneOffset.UTC);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> appendTimestamp(out, type, column, position, localTimeZone);
            case INTERVAL_YEAR_MONTH -> appendMonths(out, ((IntColumn) column).get(position));
            case INTERVAL_DAY_TIME -> appendMillis(out, ((LongColumn) column).get(position));
            case ARRAY -> appendArray(out, (ArrayType) type, (ArrayColumn) column, position);
            case MAP, MULTISET -> appendMap(out, type, (MapColumn) column, position);
            case ROW, STRUCTURED_TYPE -> appendRow(out, type, (RowColumn) column, position);
            case DISTINCT_TYPE -> append(out, ((DistinctType) type).getSourceType(), column, position);
            default -> throw new IllegalArgumentException("type " + type.asSummaryString());
        }
    }

    private static BigDecimal decimal(DecimalType type, Column column, int position) {
        return column instanceof LongColumn compact
                ? BigDecimal.valueOf(compact.get(position), type.getScale())
                : new BigDecimal(((DecimalColumn) column).unscaled(position), type.getScale());
    }

    private void appendArray(StringBuilder out, ArrayType type, ArrayColumn column, int position) {
        int start = column.start(position);
        out.append('[');
        for (int i = 0; i < column.length(position); i++) {
            out.append(i == 0 ? "" : ", ");
            append(out, type.getElementType(), column.elements(), start + i);
        }
        out.append(']');
    }

    private void appendMap(StringBuilder out, LogicalType type, MapColumn column, int position) {
        int start = column.start(position);
        out.append('{');
        for (int i = 0; i < column.length(position); i++) {
            out.append(i == 0 ? "" : ", ");
            append(out, Columns.mapKeyType(type), column.keys(), start + i);
            out.append('=');
            append(out, Columns.mapValueType(type), column.values(), start + i);
        }
        out.append('}');
    }

    private void appendRow(StringBuilder out, LogicalType type, RowColumn column, int position) {
        List<LogicalType> types = LogicalTypeChecks.getFieldTypes(type);
        List<String> names = LogicalTypeChecks.getFieldNames(type);
        boolean isNamed = type.is(LogicalTypeRoot.STRUCTURED_TYPE);
        out.append('(');
        for (int i = 0; i < types.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            if (isNamed) {
                out.append(names.get(i)).append('=');
            }
            append(out, types.get(i), column.field(i), position);
        }
        out.append(')');
    }

    private static void appendTimestamp(StringBuilder out, LogicalType type, Column column, int position, ZoneId zone) {
        long millis;
        int nanosOfMilli;
        if (column instanceof LongColumn compact) {
            millis = compact.get(position);
            nanosOfMilli = 0;
        } else {
            TimestampColumn timestamps = (TimestampColumn) column;
            millis = timestamps.millis()[position];
            nanosOfMilli = timestamps.nanosOfMilli()[position];
        }
        long second = Math.floorDiv(millis, MILLIS_PER_SECOND);
        int nano = Math.floorMod(millis, MILLIS_PER_SECOND) * NANOS_PER_MILLI + nanosOfMilli;
        ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochSecond(second));
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, nano, offset);
        out.append(time.toLocalDate()).append(' ');
        appendClock(out, time.getHour(), time.getMinute(), time.getSecond());
        int precision = LogicalTypeChecks.getPrecision(type);
        if (precision > 0) {
            out.append('.');
            String digits = Integer.toString(nano);
            out.append("0".repeat(NANO_DIGITS - digits.length()).concat(digits), 0, precision);
        }
    }

    /** Like Flink, as many digits of the fraction as it has, at least one, if the type has any. */
    private static void appendTime(StringBuilder out, int millisOfDay, int precision) {
        int seconds = millisOfDay / MILLIS_PER_SECOND;
        appendClock(out, seconds / 3600, seconds / 60 % 60, seconds % 60);
        int millis = millisOfDay % MILLIS_PER_SECOND;
        if (precision > 0) {
            out.append('.');
            for (int left = precision; left > 0; left--) {
                out.append(millis / 100);
                millis = millis % 100 * 10;
                if (millis == 0) {
                    break;
                }
            }
        }
    }

    private static void appendMonths(StringBuilder out, int months) {
        long size = Math.abs((long) months);
        out.append(months < 0 ? '-' : '+').append(size / 12).append('-');
        appendTwoDigits(out, (int) (size % 12));
    }

    private static void appendMillis(StringBuilder out, long millis) {
        long size = Math.abs(millis);
        long seconds = size / MILLIS_PER_SECOND;
        out.append(millis < 0 ? '-' : '+').append(seconds / 86_400).append(' ');
        appendClock(out, (int) (seconds / 3600 % 24), (int) (seconds / 60 % 60), (int) (seconds % 60));
        int rest = (int) (size % MILLIS_PER_SECOND);
        out.append('.').append(rest / 100);
        appendTwoDigits(out, rest % 100);
    }

    private static void appendClock(StringBuilder out, int hour, int minute, int second) {
        appendTwoDigits(out, hour);
        out.append(':');
        appendTwoDigits(out, minute);
        out.append(':');
        appendTwoDigits(out, second);
    }

    private static void appendTwoDigits(StringBuilder out, int value) {
        out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }
}
