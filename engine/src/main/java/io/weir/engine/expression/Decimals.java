package io.weir.engine.expression;

import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.type.Columns;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * DECIMAL values of either layout. Up to 18 digits they are longs and are computed as longs; the rest goes through
 * {@link BigDecimal}.
 */
final class Decimals {
    /** The precision of quotients before they are rounded to their type, as in Flink. */
    static final MathContext DIVISION = new MathContext(38, RoundingMode.HALF_UP);

    private static final long[] POWERS = new long[Columns.COMPACT_DECIMAL_PRECISION_MAX + 1];

    static {
        long power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private Decimals() {}

    /** 10 to the power of 0 to 18. */
    static long power(int exponent) {
        return POWERS[exponent];
    }

    static boolean isDecimal(LogicalType type) {
        return type.is(LogicalTypeRoot.DECIMAL);
    }

    static int precision(LogicalType type) {
        return LogicalTypeChecks.getPrecision(type);
    }

    static int scale(LogicalType type) {
        return LogicalTypeChecks.getScale(type);
    }

    /** Whether values of this type are kept as longs. */
    static boolean isCompact(LogicalType type) {
        return precision(type) <= Columns.COMPACT_DECIMAL_PRECISION_MAX;
    }

    static BigDecimal get(Column column, int scale, int position) {
        return column instanceof LongColumn longs
                ? BigDecimal.valueOf(longs.get(position), scale)
                : new BigDecimal(((DecimalColumn) column).unscaled(position), scale);
    }

    /** Rounds to the scale, half up; what then has too many digits becomes null. */
    static void set(Column column, int precision, int scale, int position, BigDecimal value) {
        BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
        if (rounded.precision() > precision) {
            column.setNull(position);
        } else if (column instanceof LongColumn longs) {
            longs.set(position, rounded.unscaledValue().longValue());
        } else {
            ((DecimalColumn) column).set(position, rounded.unscaledValue());
        }
    }

    /** Divides and rounds half up, away from zero. */
    static long divideHalfUp(long value, long divisor) {
        long quotient = value / divisor;
        long remainder = value % divisor;
        if (Math.abs(remainder) >= divisor - Math.abs(remainder)) {
            quotient += value < 0 ? -1 : 1;
        }
        return quotient;
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    /** Multiplies, where the types make sure that nothing overflows. */
    static void scaleUp(long[] from, long factor, long[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = from[i] * factor;
        }
    }

    /** Brings compact decimals to another scale; what does not fit the precision becomes null. */
    static void rescale(LongColumn from, int fromScale, LongColumn to, int precision, int scale, int count) {
        long limit = power(precision);
        long factor = power(Math.abs(scale - fromScale));
        long safe = scale >= fromScale ? (limit - 1) / factor : 0;
        for (int i = 0; i < count; i++) {
            long value = from.get(i);
            if (scale >= fromScale) {
                if (value > safe || value < -safe) {
                    to.setNull(i);
                } else {
                    to.set(i, value * factor);
                }
            } else {
                long rounded = divideHalfUp(value, factor);
                if (rounded >= limit || rounded <= -limit) {
                    to.setNull(i);
                } else {
                    to.set(i, rounded);
                }
            }
        }
    }

    /** Brings decimals of any layout to another type. */
    static void rescaleAny(Column from, int fromScale, Column to, int precision, int scale, int count) {
        for (int i = 0; i < count; i++) {
            if (!to.isNull(i)) {
                set(to, precision, scale, i, get(from, fromScale, i));
            }
        }
    }

    static void fromLongs(long[] from, Column to, int precision, int scale, int count) {
        for (int i = 0; i < count; i++) {
            if (!to.isNull(i)) {
                set(to, precision, scale, i, BigDecimal.valueOf(from[i]));
            }
        }
    }

    /** Whole numbers to compact decimals; what does not fit becomes null. */
    static void fromLongsCompact(long[] from, LongColumn to, int precision, int scale, int count) {
        long factor = power(scale);
        long greatest = (power(precision) - 1) / factor;
        long[] values = to.values();
        for (int i = 0; i < count; i++) {
            long value = from[i];
            if (value > greatest || value < -greatest) {
                to.setNull(i);
            } else {
                values[i] = value * factor;
            }
        }
    }

    static void toDoubles(Column from, int scale, double[] to, int count) {
        if (from instanceof LongColumn longs) {
            double divisor = power(scale);
            long[] values = longs.values();
            for (int i = 0; i < count; i++) {
                to[i] = values[i] / divisor;
            }
        } else {
            for (int i = 0; i < count; i++) {
                to[i] = get(from, scale, i).doubleValue();
            }
        }
    }

    /** The whole part, without the digits above 64 bits, as Flink has it. */
    static void toLongs(Column from, int scale, long[] to, int count) {
        if (from instanceof LongColumn longs) {
            long divisor = power(scale);
            long[] values = longs.values();
            for (int i = 0; i < count; i++) {
                to[i] = values[i] / divisor;
            }
        } else {
            for (int i = 0; i < count; i++) {
                to[i] = get(from, scale, i).setScale(0, RoundingMode.DOWN).longValue();
            }
        }
    }
}
