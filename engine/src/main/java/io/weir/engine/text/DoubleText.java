package io.weir.engine.text;

import java.nio.charset.StandardCharsets;

/**
 * Reads numbers as FLOAT and DOUBLE, rounded as Java's own parser rounds.
 *
 * <p>When the digits and the power of ten are both exact in the type, one multiplication or division rounds once and
 * gives the right result; everything else goes to Java's parser.
 */
public final class DoubleText {
    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** Powers of ten up to this one are exact as a float. */
    private static final int FLOAT_POWER_MAX = 10;

    private static final long DOUBLE_EXACT_MAX = 1L << 53;
    private static final long FLOAT_EXACT_MAX = 1L << 24;
    private static final int LENGTH_MAX = 18;

    private long digits;
    private int exponent;

    /** Makes a reader, to be used by one thread. */
    public DoubleText() {}

    /**
     * The number that is written in the range, which has only digits, a minus first, one point, an exponent.
     *
     * @throws NumberFormatException if Java's parser refuses the text
     */
    public double readDouble(byte[] data, int start, int end) {
        boolean isNegative = data[start] == '-';
        boolean isShort = split(data, isNegative ? start + 1 : start, end);
        if (!isShort || digits > DOUBLE_EXACT_MAX || Math.abs(exponent) >= POWERS.length) {
            return Double.parseDouble(new String(data, start, end - start, StandardCharsets.ISO_8859_1));
        }
        double value = digits;
        double power = POWERS[Math.abs(exponent)];
        value = exponent < 0 ? value / power : value * power;
        return isNegative ? -value : value;
    }

    /** As {@link #readDouble}. */
    public float readFloat(byte[] data, int start, int end) {
        boolean isNegative = data[start] == '-';
        boolean isShort = split(data, isNegative ? start + 1 : start, end);
        if (!isShort || digits > FLOAT_EXACT_MAX || Math.abs(exponent) > FLOAT_POWER_MAX) {
            return Float.parseFloat(new String(data, start, end - start, StandardCharsets.ISO_8859_1));
        }
        float value = digits;
        float power = (float) POWERS[Math.abs(exponent)];
        value = exponent < 0 ? value / power : value * power;
        return isNegative ? -value : value;
    }

    /** Splits a number into digits and exponent; false if it is long or not a plain number. */
    private boolean split(byte[] data, int start, int end) {
        if (start == end || end - start > LENGTH_MAX) {
            return false;
        }
        long value = 0;
        int point = -1;
        for (int i = start; i < end; i++) {
            int digit = data[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (digit == '.' - '0' && point < 0 && i > start && i + 1 < end) {
                point = i + 1;
            } else {
                return false;
            }
        }
        digits = value;
        exponent = point < 0 ? 0 : point - end;
        return true;
    }
}
