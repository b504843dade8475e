package io.weir.engine.expression;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import io.weir.plan.expression.Literal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Columns from the constants of a plan. */
final class Literals {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private Literals() {}

    static Constant constant(Literal literal) {
        return constant(literal, literal.type());
    }

    /** The literal as a constant of another type of the same family, for instance an INT as BIGINT or DECIMAL. */
    static Constant constant(Literal literal, LogicalType type) {
        Column column = Columns.column(type, 1);
        Object value = literal.value();
        if (value == null) {
            column.set(0, nullOf(type), 0);
        } else {
            set(column, value, type);
        }
        return new Constant(type, column);
    }

    /** A null of a type. */
    static Constant nullConstant(LogicalType type) {
        return constant(new Literal(null, type));
    }

    private static Column nullOf(LogicalType type) {
        Column column = Columns.column(type, 1);
        column.setNull(0);
        return column;
    }

    private static void set(Column column, Object value, LogicalType type) {
        if (column instanceof BooleanColumn booleans) {
            booleans.set(0, (Boolean) value);
        } else if (column instanceof IntColumn ints) {
            ints.set(0, intValue(value));
        } else if (column instanceof LongColumn longs) {
            longs.set(0, longValue(value, type));
        } else if (column instanceof FloatColumn floats) {
            floats.set(0, ((Number) value).floatValue());
        } else if (column instanceof DoubleColumn doubles) {
            doubles.set(0, ((Number) value).doubleValue());
        } else if (column instanceof DecimalColumn decimals) {
            decimals.set(0, unscaled(value, type));
        } else if (column instanceof TimestampColumn timestamps) {
            Instant instant = instant(value);
            timestamps.set(0, millis(instant), instant.getNano() % NANOS_PER_MILLI);
        } else if (column instanceof BytesColumn bytes) {
            if (value instanceof String text) {
                bytes.set(0, text);
            } else {
                bytes.set(0, (byte[]) value);
            }
        } else {
            throw new NotNativeException("literal of type " + type.asSummaryString());
        }
    }

    private static int intValue(Object value) {
        if (value instanceof LocalDate date) {
            return Math.toIntExact(date.toEpochDay());
        }
        if (value instanceof LocalTime time) {
            return (int) (time.toNanoOfDay() / NANOS_PER_MILLI);
        }
        return ((Number) value).intValue();
    }

    private static long longValue(Object value, LogicalType type) {
        return switch (type.getTypeRoot()) {
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> millis(instant(value));
            case DECIMAL -> unscaled(value, type).longValueExact();
            default -> ((Number) value).longValue();
        };
    }

    private static BigInteger unscaled(Object value, LogicalType type) {
        BigDecimal decimal = value instanceof BigDecimal exact
                ? exact
                : value instanceof Long whole
                        ? BigDecimal.valueOf(whole)
                        : BigDecimal.valueOf(((Number) value).doubleValue());
        return decimal.setScale(LogicalTypeChecks.getScale(type), RoundingMode.HALF_UP)
                .unscaledValue();
    }

    private static Instant instant(Object value) {
        return value instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : (Instant) value;
    }

    private static long millis(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1000L), instant.getNano() / NANOS_PER_MILLI);
    }
}
