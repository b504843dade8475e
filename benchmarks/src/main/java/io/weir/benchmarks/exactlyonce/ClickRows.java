package io.weir.benchmarks.exactlyonce;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/** Clicks and results as text: what comes in, and what has to come out. */
final class ClickRows {
    /** How a window's start is written. */
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** The page of the last record of each partition, whose time closes all windows before it. */
    static final String END_PAGE = "/end";

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private final long windowMillis;
    private final Map<String, long[]> sums = new TreeMap<>();

    ClickRows(long windowMillis) {
        this.windowMillis = windowMillis;
    }

    static byte[] click(String page, long millis, int loadTime) {
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(millis / 1000, (int) (millis % 1000) * 1_000_000, ZoneOffset.UTC);
        String json = "{\"page\":\"" + page + "\",\"event_timestamp\":\"" + MILLIS.format(time) + "\",\"load_time_ms\":"
                + loadTime + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** The text field of an event or a result; there is nothing to unescape in them. */
    static String text(String json, String field) {
        int from = json.indexOf("\"" + field + "\":\"") + field.length() + 4;
        return json.substring(from, json.indexOf('"', from));
    }

    static long number(String json, String field) {
        int from = json.indexOf("\"" + field + "\":") + field.length() + 3;
        int to = from;
        while (to < json.length() && Character.isDigit(json.charAt(to))) {
            to++;
        }
        return Long.parseLong(json.substring(from, to));
    }

    /** Of a time as {@code 2026-01-01 00:00:04.210}, with or without a fraction. */
    static long millis(String time) {
        long day = LocalDate.of(digits(time, 0, 4), digits(time, 5, 7), digits(time, 8, 10))
                .toEpochDay();
        long second = digits(time, 11, 13) * 3600L + digits(time, 14, 16) * 60L + digits(time, 17, 19);
        int fraction = time.length() > 20 ? digits(time, 20, time.length()) : 0;
        for (int length = time.length(); length > 20 && length < 23; length++) {
            fraction *= 10;
        }
        return (day * 86_400 + second) * 1000 + fraction;
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    /** Counts an event for the answer. */
    void add(String event) {
        String page = text(event, "page");
        long time = millis(text(event, "event_timestamp"));
        long[] sum = sums.computeIfAbsent(key(time - Math.floorMod(time, windowMillis), page), unused -> new long[2]);
        sum[0]++;
        sum[1] += number(event, "load_time_ms");
    }

    private static String key(long windowStart, String page) {
        return TIME.format(LocalDateTime.ofEpochSecond(windowStart / 1000, 0, ZoneOffset.UTC)) + " " + page;
    }

    /** The answer: of each window and page, count and mean. */
    Map<String, String> answer() {
        Map<String, String> answer = new TreeMap<>();
        sums.forEach((key, sum) -> answer.put(key, sum[0] + " " + sum[1] / sum[0]));
        return answer;
    }

    /** Adds a result to an answer; false if its window has one already. */
    static boolean addResult(String json, Map<String, String> answer) {
        String page = text(json, "page");
        String key = key(millis(text(json, "window_start")), page);
        String values = number(json, "events") + " " + number(json, "mean_load_time_ms");
        return answer.put(key, values) == null;
    }
}
