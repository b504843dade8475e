package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.expression.Casts.OnFailure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Locale;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.table.utils.DateTimeUtils;
import org.jspecify.annotations.Nullable;

/** Casts from CHAR and VARCHAR. */
final class TextParsers {
    private static final int LONG_DIGITS_MAX = 18;

    private TextParsers() {}

    /** Reads one text. */
    private interface Parser {
        /** Writes the value of a text; false if it is none. */
        boolean parse(byte[] data, int start, int length, Column result, int position);
    }

    static @Nullable Expression fromText(
            Expression operand, LogicalType target, ExpressionContext context, OnFailure onFailure) {
        if (target.is(LogicalTypeRoot.VARBINARY) && Casts.isUnlimited(target)) {
            return Retyped.of(operand, target);
        }
        if (target.is(LogicalTypeRoot.VARBINARY) || target.is(LogicalTypeRoot.BINARY)) {
            return TextCasts.fitBytes(operand, target);
        }
        Parser parser = parser(target, context);
        return parser == null ? null : new ParseExpression(operand, target, parser, onFailure);
    }

    private static @Nullable Parser parser(LogicalType target, ExpressionContext context) {
        return switch (target.getTypeRoot()) {
            case BOOLEAN -> TextParsers::parseBoolean;
            case TINYINT -> integers(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> integers(Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> integers(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> integers(Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT, DOUBLE -> TextParsers::parseFloating;
            case DECIMAL -> decimals(Decimals.precision(target), Decimals.scale(target));
            case DATE -> TextParsers::parseDate;
            case TIME_WITHOUT_TIME_ZONE -> times(LogicalTypeChecks.getPrecision(target));
            case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamps(LogicalTypeChecks.getPrecision(target), null);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                timestamps(LogicalTypeChecks.getPrecision(target), new ZoneShift(context.localTimeZone()));
            default -> null;
        };
    }

    private static final class ParseExpression extends KernelExpression {
        private final LogicalType target;
        private final Parser parser;
        private final OnFailure onFailure;

        ParseExpression(Expression operand, LogicalType target, Parser parser, OnFailure onFailure) {
            super(target, operand);
            this.target = target;
            this.parser = parser;
            this.onFailure = onFailure;
            if (onFailure == OnFailure.FAIL) {
                fallible();
            }
        }

        @Override
        void run(Column[] arguments, Column result, Batch batch) {
            BytesColumn texts = (BytesColumn) arguments[0];
            byte[] data = texts.data();
            int[] starts = texts.starts();
            int[] lengths = texts.lengths();
            for (int i = 0; i < batch.rowCount(); i++) {
                if (!result.isNull(i) && !parser.parse(data, starts[i], lengths[i], result, i)) {
                    if (onFailure == OnFailure.FAIL) {
                        throw Casts.failure(texts.getString(i), target);
                    }
                    result.setNull(i);
                }
            }
        }
    }

    private static String text(byte[] data, int start, int length) {
        return new String(data, start, length, StandardCharsets.UTF_8);
    }

    // ---- booleans and numbers --------------------------------------------------------------------------------------

    private static boolean parseBoolean(byte[] data, int start, int length, Column result, int position) {
        switch (text(data, start, Math.min(length, 6)).toLowerCase(Locale.ROOT)) {
            case "t", "true", "y", "yes", "1" -> ((BooleanColumn) result).set(position, true);
            case "f", "false", "n", "no", "0" -> ((BooleanColumn) result).set(position, false);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Parser integers(long least, long greatest) {
        return (data, start, length, result, position) -> {
            int from = start;
            int to = start + length;
            while (from < to && data[from] == ' ') {
                from++;
            }
            while (to > from && data[to - 1] == ' ') {
                to--;
            }
            boolean negative = from < to && data[from] == '-';
            int digits = negative || from < to && data[from] == '+' ? from + 1 : from;
            if (digits == to || !isWholeNumber(data, digits, to)) {
                return false;
            }
            // Summed up as a negative number, of which there is one more.
            long value = 0;
            for (int i = digits; i < to && data[i] != '.'; i++) {
                int digit = data[i] - '0';
                if (value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit) {
                    return false;
                }
                value = value * 10 - digit;
            }
            if (!negative && value == Long.MIN_VALUE) {
                return false;
            }
            value = negative ? value : -value;
            if (value < least || value > greatest) {
                return false;
            }
            if (result instanceof LongColumn longs) {
                longs.set(position, value);
            } else {
                ((IntColumn) result).set(position, (int) value);
            }
            return true;
        };
    }

    /** Whether there are only digits, and at most one point, behind which everything is dropped. */
    private static boolean isWholeNumber(byte[] data, int from, int to) {
        boolean point = false;
        for (int i = from; i < to; i++) {
            if (data[i] == '.' && !point) {
                point = true;
            } else if (data[i] < '0' || data[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean parseFloating(byte[] data, int start, int length, Column result, int position) {
        String text = text(data, start, length);
        try {
            if (result instanceof FloatColumn floats) {
                floats.set(position, Float.parseFloat(text));
            } else {
                ((DoubleColumn) result).set(position, Double.parseDouble(text));
            }
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Parser decimals(int precision, int scale) {
        return (data, start, length, result, position) -> {
            if (length <= LONG_DIGITS_MAX && result instanceof LongColumn longs) {
                return parseDecimal(data, start, start + length, precision, scale, longs, position);
            }
            return parseWideDecimal(text(data, start, length), precision, scale, result, position);
        };
    }

    private static boolean parseWideDecimal(String text, int precision, int scale, Column result, int position) {
        try {
            BigDecimal value = new BigDecimal(stripBlanks(text)).setScale(scale, RoundingMode.HALF_UP);
            if (value.precision() > precision) {
                return false;
            }
            Decimals.set(result, precision, scale, position, value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\n' || c == '\t';
    }

    private static String stripBlanks(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /**
     * Reads at most 18 characters: sign, digits with a point, exponent. As in Flink, leading zeros count as digits when
     * it is decided whether the value fits, and one character that does not belong to a number is forgiven at the end.
     */
    private static boolean parseDecimal(
            byte[] data, int start, int end, int precision, int scale, LongColumn result, int position) {
        int i = start;
        while (i < end && isBlank(data[i])) {
            i++;
        }
        if (i == end) {
            return false;
        }
        boolean negative = data[i] == '-';
        if (negative || data[i] == '+') {
            i++;
            if (i == end) {
                return false;
            }
        }
        long digits = 0;
        int digitCount = 0;
        int wholeDigits = -1;
        byte last = 0;
        while (i < end) {
            last = data[i++];
            if (last >= '0' && last <= '9') {
                digits = digits * 10 + (last - '0');
                digitCount++;
            } else if (last == '.') {
                if (wholeDigits >= 0) {
                    return false;
                }
                wholeDigits = digitCount;
            } else {
                break;
            }
        }
        int exponent = 0;
        if ((last == 'e' || last == 'E') && i < end) {
            boolean negativeExponent = data[i] == '-';
            if (negativeExponent || data[i] == '+') {
                i++;
                if (i == end) {
                    return false;
                }
            }
            while (i < end) {
                last = data[i++];
                if (last < '0' || last > '9') {
                    break;
                }
                if (exponent < 40) {
                    exponent = exponent * 10 + (last - '0');
                }
            }
            exponent = negativeExponent ? -exponent : exponent;
        }
        while (i < end) {
            if (!isBlank(data[i++])) {
                return false;
            }
        }
        int shift = exponent - (wholeDigits < 0 ? 0 : digitCount - wholeDigits) + scale;
        if (digitCount + shift > precision) {
            return false;
        }
        long unscaled = negative ? -digits : digits;
        if (shift >= 0) {
            unscaled *= Decimals.power(shift);
        } else {
            unscaled = -shift > LONG_DIGITS_MAX ? 0 : Decimals.divideHalfUp(unscaled, Decimals.power(-shift));
        }
        result.set(position, unscaled);
        return true;
    }

    // ---- dates and times -------------------------------------------------------------------------------------------

    private static boolean parseDate(byte[] data, int start, int length, Column result, int position) {
        Integer date = null;
        try {
            date = DateTimeUtils.parseDate(text(data, start, length));
        } catch (NumberFormatException e) {
            // A number with too many digits: no date.
        }
        if (date == null) {
            return false;
        }
        ((IntColumn) result).set(position, date);
        return true;
    }

    private static Parser times(int precision) {
        return (data, start, length, result, position) -> {
            Integer millis = null;
            try {
                millis = DateTimeUtils.parseTime(text(data, start, length));
            } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
                // A number with too many digits, or signs where none belong: no time.
            }
            if (millis == null) {
                return false;
            }
            ((IntColumn) result).set(position, DateTimeUtils.applyTimePrecisionTruncation(millis, precision));
            return true;
        };
    }

    private static Parser timestamps(int precision, @Nullable ZoneShift zone) {
        int nanosUnit = (int) Math.pow(10, 9 - precision);
        return (data, start, length, result, position) -> {
            long millis;
            int nanosOfMilli;
            if (TimestampText.isPlain(data, start, length)) {
                int nanos = TimestampText.nanos(data, start, length) / nanosUnit * nanosUnit;
                millis = TimestampText.epochSeconds(data, start) * 1000 + nanos / 1_000_000;
                nanosOfMilli = nanos % 1_000_000;
            } else {
                try {
                    TimestampData parsed = DateTimeUtils.parseTimestampData(text(data, start, length), precision);
                    millis = parsed.getMillisecond();
                    nanosOfMilli = parsed.getNanoOfMillisecond();
                } catch (DateTimeException e) {
                    return false;
                }
            }
            set(result, position, zone == null ? millis : zone.toEpoch(millis), nanosOfMilli);
            return true;
        };
    }

    static void set(Column column, int position, long millis, int nanosOfMilli) {
        if (column instanceof LongColumn longs) {
            longs.set(position, millis);
        } else {
            ((TimestampColumn) column).set(position, millis, nanosOfMilli);
        }
    }
}
