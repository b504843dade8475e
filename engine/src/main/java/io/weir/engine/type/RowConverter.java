package io.weir.engine.type;

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
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.plan.NotNativeException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DistinctType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.YearMonthIntervalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.types.RowUtils;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of batches into Flink's external objects: {@link Row}s of String, BigDecimal, {@link LocalDateTime}, … by
 * the default conversion of each type. For places where rows are few or leave the engine; it allocates for each value.
 */
public final class RowConverter {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final Shape shape;

    /** Makes one value of the column's position, which is not null. */
    private interface ValueConverter {
        Object convert(Column column, int position);
    }

    private record FieldConverter(ValueConverter converter) {
        @Nullable
        Object convert(Column column, int position) {
            return column.isNull(position) ? null : converter.convert(column, position);
        }
    }

    /** The fields of a row, and where their names stand. */
    private static final class Shape {
        private final FieldConverter[] fields;
        private final LinkedHashMap<String, Integer> positions = new LinkedHashMap<>();

        Shape(List<LogicalType> types, List<String> names) {
            fields = new FieldConverter[types.size()];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = field(types.get(i));
                positions.put(names.get(i), i);
            }
        }

        Row row(RowKind kind, @Nullable Object[] values) {
            return RowUtils.createRowWithNamedPositions(kind, values, positions);
        }
    }

    /** Makes a converter for batches with the columns of this type. */
    public RowConverter(RowType type) {
        shape = new Shape(type.getChildren(), type.getFieldNames());
    }

    /** The row at a position, with its kind of change; its fields can be asked for by name as well. */
    public Row toRow(Batch batch, int position) {
        @Nullable Object[] values = new Object[shape.fields.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = shape.fields[i].convert(batch.column(i), position);
        }
        return shape.row(RowKind.fromByteValue(batch.rowKind(position)), values);
    }

    /** One value of a type, null if it is null. */
    public static @Nullable Object value(LogicalType type, Column column, int position) {
        return field(type).convert(column, position);
    }

    private static FieldConverter field(LogicalType type) {
        return new FieldConverter(converter(type));
    }

    private static ValueConverter converter(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> (column, position) -> ((BooleanColumn) column).get(position);
            case TINYINT -> (column, position) -> (byte) ((IntColumn) column).get(position);
            case SMALLINT -> (column, position) -> (short) ((IntColumn) column).get(position);
            case INTEGER, NULL -> (column, position) -> ((IntColumn) column).get(position);
            case DATE -> (column, position) -> LocalDate.ofEpochDay(((IntColumn) column).get(position));
            case TIME_WITHOUT_TIME_ZONE ->
                (column, position) ->
                        LocalTime.ofNanoOfDay(((IntColumn) column).get(position) * (long) NANOS_PER_MILLI);
            case INTERVAL_YEAR_MONTH -> period((YearMonthIntervalType) type);
            case INTERVAL_DAY_TIME -> (column, position) -> Duration.ofMillis(((LongColumn) column).get(position));
            case BIGINT -> (column, position) -> ((LongColumn) column).get(position);
            case FLOAT -> (column, position) -> ((FloatColumn) column).get(position);
            case DOUBLE -> (column, position) -> ((DoubleColumn) column).get(position);
            case DECIMAL -> decimal((DecimalType) type);
            case CHAR, VARCHAR -> (column, position) -> ((BytesColumn) column).getString(position);
            case BINARY, VARBINARY -> (column, position) -> ((BytesColumn) column).getBytes(position);
            case TIMESTAMP_WITHOUT_TIME_ZONE ->
                (column, position) -> LocalDateTime.ofInstant(instant(column, position), ZoneOffset.UTC);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> RowConverter::instant;
            case ROW, STRUCTURED_TYPE -> row(type);
            case ARRAY -> array((ArrayType) type);
            case MAP, MULTISET -> map(type);
            case DISTINCT_TYPE -> converter(((DistinctType) type).getSourceType());
            default -> throw new NotNativeException("type " + type.asSummaryString());
        };
    }

    private static ValueConverter period(YearMonthIntervalType type) {
        return switch (type.getResolution()) {
            case YEAR -> (column, position) -> Period.ofYears(((IntColumn) column).get(position) / 12);
            case MONTH -> (column, position) -> Period.ofMonths(((IntColumn) column).get(position));
            case YEAR_TO_MONTH ->
                (column, position) -> {
                    int months = ((IntColumn) column).get(position);
                    return Period.of(months / 12, months % 12, 0);
                };
        };
    }

    private static ValueConverter decimal(DecimalType type) {
        int scale = type.getScale();
        return (column, position) -> {
            BigInteger unscaled = column instanceof LongColumn compact
                    ? BigInteger.valueOf(compact.get(position))
                    : ((DecimalColumn) column).unscaled(position);
            return new BigDecimal(unscaled, scale);
        };
    }

    private static Instant instant(Column column, int position) {
        if (column instanceof LongColumn millis) {
            return Instant.ofEpochMilli(millis.get(position));
        }
        TimestampColumn timestamps = (TimestampColumn) column;
        return Instant.ofEpochMilli(timestamps.millis()[position])
                .plusNanos(timestamps.nanosOfMilli()[position]);
    }

    private static ValueConverter row(LogicalType type) {
        Shape nested = new Shape(LogicalTypeChecks.getFieldTypes(type), LogicalTypeChecks.getFieldNames(type));
        return (column, position) -> {
            RowColumn rows = (RowColumn) column;
            @Nullable Object[] values = new Object[nested.fields.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = nested.fields[i].convert(rows.field(i), position);
            }
            return nested.row(RowKind.INSERT, values);
        };
    }

    private static ValueConverter array(ArrayType type) {
        FieldConverter element = field(type.getElementType());
        LogicalType elementType = type.getElementType();
        Class<?> elementClass =
                elementType.is(LogicalTypeRoot.STRUCTURED_TYPE) ? Row.class : elementType.getDefaultConversion();
        return (column, position) -> {
            ArrayColumn arrays = (ArrayColumn) column;
            int start = arrays.start(position);
            Object values = Array.newInstance(elementClass, arrays.length(position));
            for (int i = 0; i < arrays.length(position); i++) {
                Array.set(values, i, element.convert(arrays.elements(), start + i));
            }
            return values;
        };
    }

    private static ValueConverter map(LogicalType type) {
        FieldConverter key = field(Columns.mapKeyType(type));
        FieldConverter value = field(Columns.mapValueType(type));
        return (column, position) -> {
            MapColumn maps = (MapColumn) column;
            Map<@Nullable Object, @Nullable Object> entries = new HashMap<>();
            int start = maps.start(position);
            for (int i = start; i < start + maps.length(position); i++) {
                entries.put(key.convert(maps.keys(), i), value.convert(maps.values(), i));
            }
            return entries;
        };
    }
}
