package io.weir.format.json;

import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import java.nio.charset.StandardCharsets;

/** FLOAT and DOUBLE: numbers, also as texts. */
final class JsonDoubleReader extends JsonValueReader {
    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    /** Powers of ten up to this one are exact as a float. */
    private static final int FLOAT_POWER_MAX = 10;

    private static final long DOUBLE_EXACT_MAX = 1L << 53;
    private static final long FLOAT_EXACT_MAX = 1L << 24;
    private static final int DIGITS_MAX = 18;

    private final boolean isFloat;
    private final boolean isTree;
    private DoubleColumn doubles = new DoubleColumn(0);
    private FloatColumn floats = new FloatColumn(0);
    private long digits;
    private int exponent;

    /**
     * Makes the reader.
     *
     * @param isFloat true for FLOAT, false for DOUBLE
     * @param isTree true if numbers go through a tree of nodes first, which may change a zero's sign and a float's last
     *     bit
     */
    JsonDoubleReader(boolean isFloat, boolean isTree) {
        this.isFloat = isFloat;
        this.isTree = isTree;
    }

    @Override
    void bind(Column column, boolean isFresh) {
        if (isFloat) {
            floats = (FloatColumn) column;
        } else {
            doubles = (DoubleColumn) column;
        }
    }

    @Override
    int action(boolean isQuoted) {
        return isQuoted ? JsonStep.READ_QUOTED : JsonStep.READ;
    }

    @Override
    int readQuoted(byte[] data, int index, int position) {
        int end = readNumber(data, index, position);
        return end >= 0 && data[end] == '"' ? end + 1 : JsonScanner.GIVE_UP;
    }

    @Override
    int read(byte[] data, int index, int position) {
        byte c = data[index];
        if (c == '"') {
            return readQuoted(data, index + 1, position);
        } else if (c == 'n' && JsonScanner.isNull(data, index)) {
            setNull(position);
            return index + 4;
        }
        return readNumber(data, index, position);
    }

    private int readNumber(byte[] data, int index, int position) {
        int end = JsonScanner.numberEnd(data, index);
        if (end < 0) {
            return JsonScanner.GIVE_UP;
        }
        boolean isNegative = data[index] == '-';
        boolean isExact = split(data, isNegative ? index + 1 : index, end) && isExact();
        if (isTree && (isFloat || (digits == 0 && isNegative))) {
            return JsonScanner.GIVE_UP;
        }
        if (isExact) {
            set(position, isNegative);
        } else {
            parse(new String(data, index, end - index, StandardCharsets.ISO_8859_1), position);
        }
        return end;
    }

    /** Splits a number into digits and exponent; false if there are too many digits. */
    private boolean split(byte[] data, int start, int end) {
        long value = 0;
        int point = -1;
        int at = start;
        for (; at < end; at++) {
            byte c = data[at];
            if (c == '.') {
                point = at + 1;
            } else if (c == 'e' || c == 'E') {
                break;
            } else {
                value = value * 10 + c - '0';
            }
        }
        digits = value;
        exponent = point < 0 ? 0 : point - at;
        if (at - start > DIGITS_MAX) {
            return false;
        }
        if (at < end) {
            exponent += exponent(data, at + 1, end);
        }
        return true;
    }

    private static int exponent(byte[] data, int start, int end) {
        boolean hasSign = data[start] == '-' || data[start] == '+';
        int value = 0;
        for (int i = hasSign ? start + 1 : start; i < end; i++) {
            value = value * 10 + data[i] - '0';
        }
        return data[start] == '-' ? -value : value;
    }

    /** True if digits and power of ten are both exact, so that one operation rounds the result as it must be. */
    private boolean isExact() {
        return isFloat
                ? digits <= FLOAT_EXACT_MAX && Math.abs(exponent) <= FLOAT_POWER_MAX
                : digits <= DOUBLE_EXACT_MAX && Math.abs(exponent) < POWERS.length;
    }

    private void set(int position, boolean isNegative) {
        if (isFloat) {
            float value = digits;
            float power = (float) POWERS[Math.abs(exponent)];
            value = exponent < 0 ? value / power : value * power;
            floats.set(position, isNegative ? -value : value);
        } else {
            double value = digits;
            double power = POWERS[Math.abs(exponent)];
            value = exponent < 0 ? value / power : value * power;
            doubles.set(position, isNegative ? -value : value);
        }
    }

    private void parse(String text, int position) {
        if (isFloat) {
            floats.set(position, Float.parseFloat(text));
        } else {
            doubles.set(position, Double.parseDouble(text));
        }
    }

    @Override
    void setNull(int position) {
        (isFloat ? floats : doubles).setNull(position);
    }

    @Override
    void clear(int position) {
        (isFloat ? floats : doubles).setNotNull(position);
    }
}
