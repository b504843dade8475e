package io.weir.engine.text;

import io.weir.engine.spi.ByteSink;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Writes numbers, dates and times as Flink's formats write them, without making strings of the usual ones. */
public final class ValueText {
    private static final int LONG_LENGTH_MAX = 20;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final int PLAIN_EXPONENT_MIN = -6;

    private ValueText() {}

    /** Writes a whole number. */
    public static void writeLong(long value, ByteSink out) {
        if (value == Long.MIN_VALUE) {
            out.append("-9223372036854775808");
            return;
        }
        out.reserve(LONG_LENGTH_MAX);
        byte[] bytes = out.bytes();
        int start = out.length();
        int at = start;
        long rest = value;
        if (rest < 0) {
            bytes[at++] = '-';
            rest = -rest;
        }
        int length = digitCount(rest);
        for (int i = at + length - 1; i >= at; i--) {
            long quotient = rest / 10;
            bytes[i] = (byte) ('0' + rest - quotient * 10);
            rest = quotient;
        }
        out.claim(at + length - start);
    }

    private static int digitCount(long value) {
        int count = 1;
        while (count < 19 && value >= Decimals.power(count)) {
            count++;
        }
        return count;
    }

    /** Writes a decimal without zeros at its end, as {@link BigDecimal#toString} does: 1E+2 for a hundred. */
    public static void writeStripped(long unscaled, int scale, ByteSink out) {
        if (unscaled == 0) {
            out.append((byte) '0');
            return;
        }
        long digits = unscaled;
        int digitScale = scale;
        while (digits % 10 == 0) {
            digits /= 10;
            digitScale--;
        }
        if (digitScale < 0 || digitCount(Math.abs(digits)) - 1 - digitScale < PLAIN_EXPONENT_MIN) {
            out.append(BigDecimal.valueOf(digits, digitScale).toString());
        } else {
            writePlain(digits, digitScale, out);
        }
    }

    public static void writeStripped(BigInteger unscaled, int scale, ByteSink out) {
        out.append(new BigDecimal(unscaled, scale).stripTrailingZeros().toString());
    }

    /** Writes a decimal with all digits of its scale, which is not negative. */
    public static void writePlain(long unscaled, int scale, ByteSink out) {
        if (scale == 0) {
            writeLong(unscaled, out);
            return;
        }
        if (unscaled < 0) {
            out.append((byte) '-');
        }
        long power = Decimals.power(scale);
        long digits = Math.abs(unscaled);
        writeLong(digits / power, out);
        out.append((byte) '.');
        writePadded(digits % power, scale, out);
    }

    public static void writePlain(BigInteger unscaled, int scale, ByteSink out) {
        out.append(new BigDecimal(unscaled, scale).toPlainString());
    }

    /** Writes a date as yyyy-MM-dd; years beyond four digits have a sign. */
    public static void writeDate(long epochDay, ByteSink out) {
        // Days of the year counted from March, in eras of 400 years.
        long shifted = epochDay + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) (shifted - era * 146_097L);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        if (year < 0 || year > 9999) {
            out.append(DateTimeFormatter.ISO_LOCAL_DATE.format(LocalDate.ofEpochDay(epochDay)));
            return;
        }
        writePadded(year, 4, out);
        out.append((byte) '-');
        writePadded(month, 2, out);
        out.append((byte) '-');
        writePadded(dayOfYear - (153 * marchMonth + 2) / 5 + 1, 2, out);
    }

    /** Writes a time of day as HH:mm:ss, with a fraction if there is one, without zeros at its end. */
    public static void writeTime(int millisOfDay, int nanosOfMilli, ByteSink out) {
        int seconds = millisOfDay / 1000;
        writePadded(seconds / 3600, 2, out);
        out.append((byte) ':');
        writePadded(seconds / 60 % 60, 2, out);
        out.append((byte) ':');
        writePadded(seconds % 60, 2, out);
        int nanos = millisOfDay % 1000 * NANOS_PER_MILLI + nanosOfMilli;
        if (nanos != 0) {
            int digits = 9;
            while (nanos % 10 == 0) {
                nanos /= 10;
                digits--;
            }
            out.append((byte) '.');
            writePadded(nanos, digits, out);
        }
    }

    /** Writes date and time with a separator between them. */
    public static void writeTimestamp(long epochMillis, int nanosOfMilli, char separator, ByteSink out) {
        long day = Math.floorDiv(epochMillis, DAY_MILLIS);
        writeDate(day, out);
        out.append((byte) separator);
        writeTime((int) (epochMillis - day * DAY_MILLIS), nanosOfMilli, out);
    }

    private static void writePadded(long value, int width, ByteSink out) {
        out.reserve(width);
        byte[] bytes = out.bytes();
        long rest = value;
        for (int i = out.length() + width - 1; i >= out.length(); i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        out.claim(width);
    }
}
