package io.weir.engine.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Fits decimal numbers into DECIMAL(precision, scale) as Flink's {@code DecimalData.fromBigDecimal} does. */
public final class Decimals {
    /** What {@link #fit(long, int, int, int)} gives for a number that has too many digits. */
    public static final long OVERFLOW = Long.MIN_VALUE;

    /** What {@link #fit(byte[], int, int, int, int)} gives for a number that it does not read. */
    public static final long UNFIT = Long.MIN_VALUE + 1;

    private static final int DIGITS_MAX = 18;
    private static final long[] POWERS = new long[19];

    static {
        long power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private Decimals() {}

    /** Ten to the power of 0 to 18. */
    public static long power(int exponent) {
        return POWERS[exponent];
    }

    /**
     * The unscaled value of {@code digits / 10^fraction} at the given scale, rounded half up; {@link #OVERFLOW} if it
     * needs more than precision digits. Digits and fraction must be such that nothing here exceeds 18 digits:
     * {@code digitCount + max(0, scale - fraction) <= 18} and {@code fraction - scale <= 18}.
     */
    public static long fit(long digits, int fraction, int precision, int scale) {
        long unscaled;
        if (fraction <= scale) {
            unscaled = digits * POWERS[scale - fraction];
        } else {
            long divisor = POWERS[fraction - scale];
            unscaled = digits / divisor;
            long rest = Math.abs(digits - unscaled * divisor);
            if (rest >= divisor - rest) {
                unscaled += digits < 0 ? -1 : 1;
            }
        }
        return precision <= 18 && Math.abs(unscaled) >= POWERS[precision] ? OVERFLOW : unscaled;
    }

    /**
     * As {@link #fit(long, int, int, int)} for a number that is written with digits, a minus first and one point;
     * {@link #UNFIT} if it has another form, or too many digits for this way.
     */
    public static long fit(byte[] data, int start, int end, int precision, int scale) {
        boolean isNegative = data[start] == '-';
        int first = isNegative ? start + 1 : start;
        long digits = 0;
        int point = end;
        for (int i = first; i < end; i++) {
            int digit = data[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (digit == '.' - '0' && point == end && i > first && i + 1 < end) {
                point = i + 1;
            } else {
                return UNFIT;
            }
        }
        int fraction = end - point;
        if (first >= end || end - start + Math.max(0, scale - fraction) > DIGITS_MAX) {
            return UNFIT;
        }
        return fit(isNegative ? -digits : digits, fraction, precision, scale);
    }

    /**
     * The unscaled value at the given scale, rounded half up, or null if it needs more than precision digits. Exponents
     * of any size are answered without computing their powers.
     */
    public static @Nullable BigInteger fit(BigDecimal value, int precision, int scale) {
        if (value.signum() == 0) {
            return BigInteger.ZERO;
        }
        long integerDigits = (long) value.precision() - value.scale();
        if (integerDigits > precision - scale) {
            return null;
        }
        if (integerDigits < -scale) {
            return BigInteger.ZERO;
        }
        BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
        return rounded.precision() > precision ? null : rounded.unscaledValue();
    }
}
