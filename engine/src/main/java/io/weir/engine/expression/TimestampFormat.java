package io.weir.engine.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of DATE_FORMAT made of yyyy, MM, dd, HH, mm, ss, S and characters that stand for themselves, for the years
 * 1 to 9999; Java's own formatter does the rest.
 */
final class TimestampFormat {
    private static final long YEAR_1_MILLIS = -62_135_596_800_000L;
    private static final long YEAR_10000_MILLIS = 253_402_300_800_000L;
    private static final String FIELDS = "yMdHmsS";
    private static final String RESERVED = "[]{}#";

    /** A field of the pattern, or a text if the letter is 0. */
    private record Part(char letter, int width, String text) {}

    private final Part[] parts;

    private TimestampFormat(List<Part> parts) {
        this.parts = parts.toArray(new Part[0]);
    }

    /** The pattern, compiled, or null if it has something else in it. */
    static @Nullable TimestampFormat compile(String pattern) {
        List<Part> parts = new ArrayList<>();
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            int end = i + 1;
            if (c == '\'') {
                end = pattern.indexOf('\'', i + 1) + 1;
                if (end <= i + 2 || end < pattern.length() && pattern.charAt(end) == '\'') {
                    return null;
                }
                parts.add(new Part((char) 0, 0, pattern.substring(i + 1, end - 1)));
            } else if (Character.isLetter(c)) {
                while (end < pattern.length() && pattern.charAt(end) == c) {
                    end++;
                }
                int width = end - i;
                boolean fits = c == 'S' ? width <= 9 : width == (c == 'y' ? 4 : 2);
                if (FIELDS.indexOf(c) < 0 || !fits) {
                    return null;
                }
                parts.add(new Part(c, width, ""));
            } else if (RESERVED.indexOf(c) >= 0) {
                return null;
            } else {
                parts.add(new Part((char) 0, 0, String.valueOf(c)));
            }
            i = end;
        }
        return new TimestampFormat(parts);
    }

    /** Whether a time is one whose year has four digits. */
    static boolean isInRange(long localMillis) {
        return localMillis >= YEAR_1_MILLIS && localMillis < YEAR_10000_MILLIS;
    }

    /** Appends a time that is in range. */
    void append(StringBuilder builder, long localMillis, int nanosOfMilli) {
        long days = Math.floorDiv(localMillis, TimeFunctions.MILLIS_PER_DAY);
        int millisOfDay = (int) (localMillis - days * TimeFunctions.MILLIS_PER_DAY);
        int date = TimestampText.yearMonthDay(days);
        for (Part part : parts) {
            switch (part.letter) {
                case 'y' -> append(builder, date / 10_000, 4);
                case 'M' -> append(builder, date / 100 % 100, 2);
                case 'd' -> append(builder, date % 100, 2);
                case 'H' -> append(builder, millisOfDay / 3_600_000, 2);
                case 'm' -> append(builder, millisOfDay / 60_000 % 60, 2);
                case 's' -> append(builder, millisOfDay / 1000 % 60, 2);
                case 'S' -> appendFraction(builder, millisOfDay % 1000 * 1_000_000 + nanosOfMilli, part.width);
                default -> builder.append(part.text);
            }
        }
    }

    private static void append(StringBuilder builder, int value, int width) {
        int power = width == 4 ? 1000 : 10;
        for (int p = power; p > 0; p /= 10) {
            builder.append((char) ('0' + value / p % 10));
        }
    }

    private static void appendFraction(StringBuilder builder, int nanos, int width) {
        int power = 100_000_000;
        for (int i = 0; i < width; i++) {
            builder.append((char) ('0' + nanos / power % 10));
            power /= 10;
        }
    }
}
