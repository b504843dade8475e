package io.weir.engine.text;

/**
 * Reads timestamps of the forms {@code 2026-01-31 23:59:59.123456789} and {@code 2026-01-31T23:59:59}, with no or one
 * to nine digits of a second's fraction.
 *
 * <p>Timestamps of a stream mostly share their minute with the one before, so the sixteen bytes of the minute read last
 * are kept with what they mean. Only what is written in the plainest way is read (years of four digits, days that
 * exist, hours up to 23); anything else is refused and left to a general parser.
 */
public final class TimestampText {
    private static final String SECONDS = ":00.000";
    private static final long SECONDS_WORD = Words.of(SECONDS);
    private static final long SECONDS_LIMITS = Words.patternLimits(SECONDS);
    private static final long SECONDS_MASK = 0x00FF_FFFF_FFFF_FFFFL;
    private static final String DATE = "0000-00-";
    private static final long DATE_WORD = Words.of(DATE);
    private static final long DATE_LIMITS = Words.patternLimits(DATE);
    private static final long MINUTE_MILLIS = 60_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final long hourWord;
    private final long hourLimits;
    private long minuteFirst = Words.of("1970-01-");
    private long minuteSecond;
    private long minuteMillis;
    private long millis;
    private int nanosOfMilli;

    /** Makes a reader for one separator of date and time. */
    public TimestampText(char separator) {
        String pattern = "00" + separator + "00:00";
        hourWord = Words.of(pattern);
        hourLimits = Words.patternLimits(pattern);
        minuteSecond = Words.of("01" + separator + "00:00");
    }

    /** Milliseconds since 1970 of the timestamp read last, as if it were UTC. */
    public long millis() {
        return millis;
    }

    /** What the timestamp read last has beyond {@link #millis()}, 0 to 999,999 nanoseconds. */
    public int nanosOfMilli() {
        return nanosOfMilli;
    }

    /** Reads the timestamp at the index; gives the index after it, or -1 if it has another form. */
    public int read(byte[] data, int index) {
        if (Words.get(data, index) != minuteFirst || Words.get(data, index + 8) != minuteSecond) {
            if (!readMinute(data, index)) {
                return -1;
            }
        }
        long word = Words.get(data, index + 16);
        long x = (word ^ SECONDS_WORD) & SECONDS_MASK;
        if (Words.matches(x, SECONDS_LIMITS) && !isDigit((byte) (word >>> 56))) {
            int second = (int) (((x >>> 8) & 15) * 10 + ((x >>> 16) & 15));
            int milli = (int) (((x >>> 32) & 15) * 100 + ((x >>> 40) & 15) * 10 + ((x >>> 48) & 15));
            millis = minuteMillis + second * 1000L + milli;
            nanosOfMilli = 0;
            return second < 60 ? index + 23 : -1;
        }
        return readSeconds(data, index + 16);
    }

    private boolean readMinute(byte[] data, int index) {
        long first = Words.get(data, index);
        long second = Words.get(data, index + 8);
        long x = first ^ DATE_WORD;
        long y = second ^ hourWord;
        if (!Words.matches(x, DATE_LIMITS) || !Words.matches(y, hourLimits)) {
            return false;
        }
        int year = pair(x, 0) * 100 + pair(x, 2);
        int month = pair(x, 5);
        int day = pair(y, 0);
        int hour = pair(y, 3);
        int minute = pair(y, 6);
        if (!isDate(year, month, day) || hour > 23 || minute > 59) {
            return false;
        }
        minuteFirst = first;
        minuteSecond = second;
        minuteMillis = epochDay(year, month, day) * DAY_MILLIS + (hour * 60 + minute) * MINUTE_MILLIS;
        return true;
    }

    /** Reads {@code :SS} and a fraction of any length. */
    private int readSeconds(byte[] data, int index) {
        if (data[index] != ':' || !isDigit(data[index + 1]) || !isDigit(data[index + 2])) {
            return -1;
        }
        int second = (data[index + 1] - '0') * 10 + data[index + 2] - '0';
        if (second > 59) {
            return -1;
        }
        int at = index + 3;
        int nanos = 0;
        if (data[at] == '.') {
            int start = ++at;
            while (isDigit(data[at]) && at - start < 9) {
                nanos = nanos * 10 + data[at++] - '0';
            }
            if (at == start || isDigit(data[at])) {
                return -1;
            }
            for (int i = at - start; i < 9; i++) {
                nanos *= 10;
            }
        }
        millis = minuteMillis + second * 1000L + nanos / NANOS_PER_MILLI;
        nanosOfMilli = nanos % NANOS_PER_MILLI;
        return at;
    }

    /**
     * The days since 1970 of the date {@code yyyy-MM-dd} at the index, or {@link Long#MIN_VALUE} if it has another
     * form.
     */
    public static long readDate(byte[] data, int index) {
        long x = Words.get(data, index) ^ DATE_WORD;
        if (!Words.matches(x, DATE_LIMITS) || !isDigit(data[index + 8]) || !isDigit(data[index + 9])) {
            return Long.MIN_VALUE;
        }
        int year = pair(x, 0) * 100 + pair(x, 2);
        int month = pair(x, 5);
        int day = (data[index + 8] - '0') * 10 + data[index + 9] - '0';
        return isDate(year, month, day) ? epochDay(year, month, day) : Long.MIN_VALUE;
    }

    private static int pair(long digits, int byteIndex) {
        long shifted = digits >>> (byteIndex * Byte.SIZE);
        return (int) ((shifted & 15) * 10 + ((shifted >>> Byte.SIZE) & 15));
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private static boolean isDate(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1) {
            return false;
        }
        if (day <= 28) {
            return true;
        }
        int length = month == 2
                ? (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28)
                : 30 + ((month + (month >> 3)) & 1);
        return day <= length;
    }

    /** Days since 1970 in the proleptic Gregorian calendar, counted in years that begin in March. */
    private static long epochDay(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
