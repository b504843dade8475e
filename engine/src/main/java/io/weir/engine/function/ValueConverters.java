package io.weir.engine.function;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.plan.NotNativeException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.DecimalType;

/** Makes {@link ValueConverter}s; here those of numbers, texts and bytes. */
final class ValueConverters {
    private ValueConverters() {}

    static ValueConverter of(DataType type) {
        return switch (type.getLogicalType().getTypeRoot()) {
            case BOOLEAN ->
                new ValueConverter(
                        (column, position) -> ((BooleanColumn) column).get(position),
                        (column, position, value) -> ((BooleanColumn) column).set(position, (Boolean) value));
            case TINYINT -> ints((column, position) -> (byte) ((IntColumn) column).get(position));
            case SMALLINT -> ints((column, position) -> (short) ((IntColumn) column).get(position));
            case INTEGER -> ints((column, position) -> ((IntColumn) column).get(position));
            case BIGINT ->
                new ValueConverter(
                        (column, position) -> ((LongColumn) column).get(position),
                        (column, position, value) -> ((LongColumn) column).set(position, (Long) value));
            case FLOAT ->
                new ValueConverter(
                        (column, position) -> ((FloatColumn) column).get(position),
                        (column, position, value) -> ((FloatColumn) column).set(position, (Float) value));
            case DOUBLE ->
                new ValueConverter(
                        (column, position) -> ((DoubleColumn) column).get(position),
                        (column, position, value) -> ((DoubleColumn) column).set(position, (Double) value));
            case DECIMAL -> decimal(type);
            case CHAR, VARCHAR -> text(type);
            case BINARY, VARBINARY -> bytes();
            case DATE -> TimeConverters.date(type);
            case TIME_WITHOUT_TIME_ZONE -> TimeConverters.time(type);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> TimeConverters.timestamp(type);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TimeConverters.instant(type);
            case INTERVAL_YEAR_MONTH -> TimeConverters.months(type);
            case INTERVAL_DAY_TIME -> TimeConverters.duration(type);
            case ARRAY -> NestedConverters.array(type);
            case MAP, MULTISET -> NestedConverters.map(type);
            case ROW -> NestedConverters.row(type);
            case STRUCTURED_TYPE -> StructuredConverter.of(type);
            case DISTINCT_TYPE -> of(type.getChildren().get(0));
            case RAW -> RawConverter.of(type);
            case NULL -> new ValueConverter((column, position) -> 0, (column, position, value) -> {});
            default -> throw notNative(type);
        };
    }

    static NotNativeException notNative(DataType type) {
        return new NotNativeException("type " + type.getLogicalType().asSummaryString() + " as "
                + type.getConversionClass().getName() + " in a function");
    }

    private static ValueConverter ints(ValueConverter.Reader reader) {
        return new ValueConverter(
                reader, (column, position, value) -> ((IntColumn) column).set(position, ((Number) value).intValue()));
    }

    private static ValueConverter text(DataType type) {
        Class<?> target = type.getConversionClass();
        if (target == String.class) {
            return new ValueConverter(
                    (column, position) -> ((BytesColumn) column).getString(position),
                    (column, position, value) -> ((BytesColumn) column).set(position, utf8((String) value)));
        }
        if (target == byte[].class) {
            return bytes();
        }
        if (target == StringData.class) {
            return new ValueConverter(
                    (column, position) -> StringData.fromBytes(((BytesColumn) column).getBytes(position)),
                    (column, position, value) -> ((BytesColumn) column).set(position, ((StringData) value).toBytes()));
        }
        throw notNative(type);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ValueConverter bytes() {
        return new ValueConverter(
                (column, position) -> ((BytesColumn) column).getBytes(position),
                (column, position, value) -> ((BytesColumn) column).set(position, (byte[]) value));
    }

    private static ValueConverter decimal(DataType type) {
        DecimalType decimal = (DecimalType) type.getLogicalType();
        int precision = decimal.getPrecision();
        int scale = decimal.getScale();
        if (type.getConversionClass() == BigDecimal.class) {
            return new ValueConverter(
                    (column, position) -> new BigDecimal(unscaled(column, position), scale),
                    (column, position, value) -> setDecimal(column, position, (BigDecimal) value, precision, scale));
        }
        if (type.getConversionClass() == DecimalData.class) {
            return new ValueConverter(
                    (column, position) -> column instanceof LongColumn longs
                            ? DecimalData.fromUnscaledLong(longs.get(position), precision, scale)
                            : DecimalData.fromBigDecimal(
                                    new BigDecimal(unscaled(column, position), scale), precision, scale),
                    (column, position, value) ->
                            setDecimal(column, position, ((DecimalData) value).toBigDecimal(), precision, scale));
        }
        throw notNative(type);
    }

    private static BigInteger unscaled(Column column, int position) {
        return column instanceof LongColumn compact
                ? BigInteger.valueOf(compact.get(position))
                : ((DecimalColumn) column).unscaled(position);
    }

    /** Rounds half up to the scale; a number with too many digits before the point is NULL, as everywhere in SQL. */
    private static void setDecimal(Column column, int position, BigDecimal value, int precision, int scale) {
        BigDecimal scaled = value.setScale(scale, RoundingMode.HALF_UP);
        if (scaled.precision() > precision) {
            column.writeNull(position);
        } else if (column instanceof LongColumn compact) {
            compact.set(position, scaled.unscaledValue().longValueExact());
        } else {
            ((DecimalColumn) column).set(position, scaled.unscaledValue());
        }
    }
}
