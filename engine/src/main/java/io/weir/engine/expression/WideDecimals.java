package io.weir.engine.expression;

import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.Int128;
import io.weir.columnar.LongColumn;
import java.math.BigInteger;
import org.apache.flink.table.types.logical.DecimalType;

/** Sums and conversions of decimals of more than 18 digits, in 128 bits and without objects. */
final class WideDecimals {
    private static final int PRECISION_MAX = 38;
    private static final int FACTOR_EXPONENT_MAX = 18;
    private static final long[] LIMIT_HIGHS = new long[PRECISION_MAX + 1];
    private static final long[] LIMIT_LOWS = new long[PRECISION_MAX + 1];

    static {
        DecimalColumn limit = new DecimalColumn(1);
        for (int i = 0; i <= PRECISION_MAX; i++) {
            limit.set(0, BigInteger.TEN.pow(i));
            LIMIT_HIGHS[i] = limit.highs()[0];
            LIMIT_LOWS[i] = limit.lows()[0];
        }
    }

    private WideDecimals() {}

    /** Whether values of a type, times ten to the power of the scales' difference, can be computed here. */
    static boolean canScale(DecimalType from, int scale) {
        int growth = scale - from.getScale();
        return Decimals.isCompact(from) ? growth >= 0 && growth <= FACTOR_EXPONENT_MAX : growth == 0;
    }

    /** Whether every value of a type has a value of the other, which is wide and has no smaller scale. */
    static boolean canWiden(DecimalType from, DecimalType to) {
        return !Decimals.isCompact(to)
                && to.getScale() >= from.getScale()
                && to.getPrecision() - to.getScale() >= from.getPrecision() - from.getScale()
                && canScale(from, to.getScale());
    }

    /** Whether every value of an integer type has a value of the decimal type, which is wide. */
    static boolean canHoldIntegers(DecimalType integers, DecimalType to) {
        return !Decimals.isCompact(to)
                && to.getScale() <= FACTOR_EXPONENT_MAX
                && to.getPrecision() - to.getScale() >= integers.getPrecision();
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    /** Multiplies longs by a factor; a wide column is copied. */
    static void widen(Column from, long factor, DecimalColumn to, int count) {
        if (from instanceof LongColumn longs) {
            multiply(longs.values(), factor, to.highs(), to.lows(), count);
        } else {
            DecimalColumn wide = (DecimalColumn) from;
            System.arraycopy(wide.highs(), 0, to.highs(), 0, count);
            System.arraycopy(wide.lows(), 0, to.lows(), 0, count);
        }
    }

    private static void multiply(long[] from, long factor, long[] highs, long[] lows, int count) {
        for (int i = 0; i < count; i++) {
            highs[i] = Math.multiplyHigh(from[i], factor);
            lows[i] = from[i] * factor;
        }
    }

    /** Adds or subtracts values of the same scale; a sum of too many digits becomes null. */
    static void add(
            DecimalColumn left, DecimalColumn right, boolean subtract, DecimalColumn result, int precision, int count) {
        long[] highs = result.highs();
        long[] lows = result.lows();
        for (int i = 0; i < count; i++) {
            long leftHigh = left.highs()[i];
            long leftLow = left.lows()[i];
            long rightHigh = right.highs()[i];
            long rightLow = right.lows()[i];
            if (subtract) {
                rightHigh = ~rightHigh + (rightLow == 0 ? 1 : 0);
                rightLow = -rightLow;
            }
            long low = leftLow + rightLow;
            long high = leftHigh + rightHigh + Int128.carry(leftLow, low);
            boolean overflows = ((leftHigh ^ high) & (rightHigh ^ high)) < 0;
            if (overflows || !fits(high, low, precision)) {
                result.setNull(i);
            } else {
                highs[i] = high;
                lows[i] = low;
            }
        }
    }

    /** Whether a value has at most this many digits. */
    private static boolean fits(long high, long low, int precision) {
        long absoluteHigh = high;
        long absoluteLow = low;
        if (high < 0) {
            absoluteHigh = ~high + (low == 0 ? 1 : 0);
            absoluteLow = -low;
        }
        return Int128.compare(absoluteHigh, absoluteLow, LIMIT_HIGHS[precision], LIMIT_LOWS[precision]) < 0;
    }
}
