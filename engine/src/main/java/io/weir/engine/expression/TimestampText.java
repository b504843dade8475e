package io.weir.engine.expression;

/** Timestamps of the form {@code yyyy-MM-dd HH:mm:ss}, with up to nine digits of a second, read from bytes. */
final class TimestampText {
    private static final int PLAIN_LENGTH = 19;
    private static final int FRACTION_DIGITS_MAX = 9;
    private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private TimestampText() {}

    /** Whether the text has this form and names a valid time. */
    static boolean isPlain(byte[] data, int start, int length) {
        if (length < PLAIN_LENGTH
                || length == PLAIN_LENGTH + 1
                || length > PLAIN_LENGTH + 1 + FRACTION_DIGITS_MAX
                || data[start + 4] != '-'
                || data[start + 7] != '-'
                || data[start + 10] != ' '
                || data[start + 13] != ':'
                || data[start + 16] != ':'
                || length > PLAIN_LENGTH && data[start + PLAIN_LENGTH] != '.') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            boolean isSeparator = i == 4 || i == 7 || i == 10 || i == 13 || i == 16 || i == PLAIN_LENGTH;
            if (!isSeparator && (data[start + i] < '0' || data[start + i] > '9')) {
                return false;
            }
        }
        return isDay(number(data, start, 4), number(data, start + 5, 2), number(data, start + 8, 2))
                && number(data, start + 11, 2) < 24
                && number(data, start + 14, 2) < 60
                && number(data, start + 17, 2) < 60;
    }

    private static boolean isDay(int year, int month, int day) {
        if (year == 0 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        boolean isLeapDay = month == 2 && day == 29 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return day <= MONTH_DAYS[month - 1] || isLeapDay;
    }

    /** Seconds since 1970 of a plain text, which counts as UTC. */
    static long epochSeconds(byte[] data, int start) {
        long days = epochDay(number(data, start, 4), number(data, start + 5, 2), number(data, start + 8, 2));
        return days * 86_400
                + number(data, start + 11, 2) * 3600L
                + number(data, start + 14, 2) * 60L
                + number(data, start + 17, 2);
    }

    /** The fraction of the second of a plain text, in nanoseconds. */
    static int nanos(byte[] data, int start, int length) {
        int nanos = 0;
        for (int i = 0; i < FRACTION_DIGITS_MAX; i++) {
            int at = PLAIN_LENGTH + 1 + i;
            nanos = nanos * 10 + (at < length ? data[start + at] - '0' : 0);
        }
        return nanos;
    }

    /** Days since 1970; after Howard Hinnant, "chrono-compatible low-level date algorithms". */
    static long epochDay(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    /** Year, month and day of a day since 1970 as the number yyyymmdd; from the same source. */
    static int yearMonthDay(long epochDay) {
        long shifted = epochDay + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        long dayOfEra = shifted - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long month = (5 * dayOfYear + 2) / 153;
        long day = dayOfYear - (153 * month + 2) / 5 + 1;
        month = month < 10 ? month + 3 : month - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return (int) (year * 10_000 + month * 100 + day);
    }

    private static int number(byte[] data, int start, int digits) {
        int value = 0;
        for (int i = start; i < start + digits; i++) {
            value = value * 10 + (data[i] - '0');
        }
        return value;
    }
}
