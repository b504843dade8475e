package io.weir.benchmarks.clickstream;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * A clickstream of a given number of events as NDJSON, in which every event is a function of its number and the seed.
 *
 * <p>One event is about 188 bytes:
 *
 * <pre>{"user_id":83127,"page":"/product/17","action":"view","event_timestamp":"2026-01-01 00:00:04.210",
 * "session_id":"s-4f1c09d2a7be3350","load_time_ms":131,"device":"mobile","country":"DE"}</pre>
 *
 * <p>The events span one hour of event time whatever their number. An event is at most {@link #DISORDER_MILLIS} older
 * than the newest before it, so that none is late under a watermark of five seconds. Of the 1,000 pages the first are
 * visited more often than the last; there are 100,000 users.
 *
 * <p>Instances are immutable and may be used from several threads.
 */
public final class Clickstream {
    /** Changes whenever the same seed gives other bytes, so that files written by an older version are not reused. */
    public static final int VERSION = 1;

    /** No event is longer than this, line end included. */
    public static final int EVENT_BYTES_MAX = 256;

    public static final int PAGES = 1_000;
    public static final int USERS = 100_000;
    public static final int DISORDER_MILLIS = 4_000;
    public static final int SPAN_MILLIS = 3_600_000;

    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    private static final byte[] USER = ascii("{\"user_id\":");
    private static final byte[] PAGE = ascii(",\"page\":\"/product/");
    private static final byte[] ACTION = ascii("\",\"action\":\"");
    private static final byte[] TIME = ascii("\",\"event_timestamp\":\"" + DAY + " ");
    private static final byte[] SESSION = ascii("\",\"session_id\":\"s-");
    private static final byte[] LOAD_TIME = ascii("\",\"load_time_ms\":");
    private static final byte[] DEVICE = ascii(",\"device\":\"");
    private static final byte[] COUNTRY = ascii("\",\"country\":\"");
    private static final byte[] END = ascii("\"}\n");

    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[][] ACTIONS = {
        ascii("view"),
        ascii("view"),
        ascii("view"),
        ascii("view"),
        ascii("click"),
        ascii("search"),
        ascii("add_to_cart"),
        ascii("purchase")
    };
    private static final byte[][] DEVICES = {ascii("mobile"), ascii("mobile"), ascii("desktop"), ascii("tablet")};
    private static final byte[][] COUNTRIES = {
        ascii("DE"), ascii("FR"), ascii("US"), ascii("GB"), ascii("IN"), ascii("BR"), ascii("JP"), ascii("ES"),
        ascii("IT"), ascii("NL"), ascii("PL"), ascii("SE"), ascii("CA"), ascii("AU"), ascii("MX"), ascii("ZA")
    };

    private final long events;
    private final long seed;

    public Clickstream(long events, long seed) {
        if (events < 0) {
            throw new IllegalArgumentException("The number of events must not be negative: " + events);
        }
        this.events = events;
        this.seed = seed;
    }

    public long events() {
        return events;
    }

    public long seed() {
        return seed;
    }

    /** The event time of the first possible event, in milliseconds since 1970 (UTC). */
    public static long startMillis() {
        return DAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** The event as a record of its own, without a line end. */
    public byte[] event(long number) {
        byte[] line = new byte[EVENT_BYTES_MAX];
        int length = write(number, line, 0) - 1;
        return Arrays.copyOf(line, length);
    }

    /**
     * Writes one event with its line end.
     *
     * @param target has room for {@link #EVENT_BYTES_MAX} bytes from {@code position}
     * @return the position after the line end
     */
    public int write(long number, byte[] target, int position) {
        long random = mix(seed + number * 0x9E3779B97F4A7C15L);
        long random2 = mix(random);
        int at = put(USER, target, position);
        at = putNumber(1 + (int) bounded(random, USERS), target, at);
        at = put(PAGE, target, at);
        at = putNumber(page(random >>> 32), target, at);
        at = put(ACTION, target, at);
        at = put(ACTIONS[(int) (random2 & 7)], target, at);
        at = put(TIME, target, at);
        at = putTime(timeMillis(number, random2 >>> 32), target, at);
        at = put(SESSION, target, at);
        at = putHex(mix(random2), target, at);
        at = put(LOAD_TIME, target, at);
        at = putNumber(loadTimeMillis(random2 >>> 8), target, at);
        at = put(DEVICE, target, at);
        at = put(DEVICES[(int) (random2 >>> 3 & 3)], target, at);
        at = put(COUNTRY, target, at);
        at = put(COUNTRIES[(int) (random >>> 28 & 15)], target, at);
        return put(END, target, at);
    }

    /** The square of an even distribution: the first page gets a thirtieth of the events, the last a two-thousandth. */
    private static int page(long random32) {
        long half = random32 & 0xFFFF_FFFFL;
        return (int) ((half * half >>> 32) * PAGES >>> 32);
    }

    /** Milliseconds of the day. */
    private int timeMillis(long number, long random32) {
        long newest = DISORDER_MILLIS + number * (SPAN_MILLIS - DISORDER_MILLIS) / events;
        return (int) (newest - bounded(random32, DISORDER_MILLIS));
    }

    /** From 20 ms to 4 s, mostly a few hundred. */
    private static int loadTimeMillis(long random24) {
        long fraction = random24 & 0xFF_FFFFL;
        long square = fraction * fraction >>> 24;
        return 20 + (int) (square * square * 4_000 >>> 48);
    }

    private static int put(byte[] text, byte[] target, int position) {
        System.arraycopy(text, 0, target, position, text.length);
        return position + text.length;
    }

    private static int putNumber(int number, byte[] target, int position) {
        int digits = 1;
        for (int rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        int rest = number;
        for (int at = position + digits - 1; at >= position; at--) {
            target[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return position + digits;
    }

    private static int putTime(int millisOfDay, byte[] target, int position) {
        int seconds = millisOfDay / 1_000;
        putTwoDigits(seconds / 3_600, target, position);
        target[position + 2] = ':';
        putTwoDigits(seconds / 60 % 60, target, position + 3);
        target[position + 5] = ':';
        putTwoDigits(seconds % 60, target, position + 6);
        target[position + 8] = '.';
        int millis = millisOfDay % 1_000;
        target[position + 9] = (byte) ('0' + millis / 100);
        putTwoDigits(millis % 100, target, position + 10);
        return position + 12;
    }

    private static void putTwoDigits(int number, byte[] target, int position) {
        target[position] = (byte) ('0' + number / 10);
        target[position + 1] = (byte) ('0' + number % 10);
    }

    private static int putHex(long value, byte[] target, int position) {
        for (int digit = 0; digit < 16; digit++) {
            target[position + digit] = HEX[(int) (value >>> 4 * digit) & 15];
        }
        return position + 16;
    }

    /** An even number from 0 below the bound, made from the low 32 bits. */
    private static long bounded(long random32, int bound) {
        return (random32 & 0xFFFF_FFFFL) * bound >>> 32;
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
