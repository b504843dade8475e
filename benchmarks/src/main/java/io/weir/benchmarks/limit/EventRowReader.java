package io.weir.benchmarks.limit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads one event of any layout (order, blanks, further keys, nesting, escapes) and learns the layout. */
final class EventRowReader {
    /** A time such as {@code 2026-01-01 00:00:04.210}. */
    static final int TIME_BYTES = 23;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final List<RowLayout.Field> fields = new ArrayList<>();
    private boolean isPlain = true;
    private int position;

    private int found;
    private int userId;
    private int loadTimeMillis;
    private long pageLow;
    private long pageHigh;
    private long timeLow;
    private long timeHigh;
    private long timeMillis;
    private RowLayout layout = RowLayout.NONE;

    EventRowReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.position = start;
    }

    /** Returns the position after the row's line end. */
    int read() {
        expect('{');
        int textFrom = start;
        skipBlanks();
        while (true) {
            String key = string();
            expect(':');
            skipBlanks();
            boolean isString = bytes[position] == '"';
            int textTo = isString ? position + 1 : position;
            fields.add(new RowLayout.Field(textFrom, textTo, value(key, isString)));
            textFrom = isString ? position - 1 : position;
            skipBlanks();
            if (bytes[position] != ',') {
                break;
            }
            position++;
            skipBlanks();
        }
        expect('}');
        while (position < end && bytes[position] != '\n') {
            expectBlank();
        }
        position = Math.min(position + 1, end);
        if (found != 0b1111) {
            throw wrong("user_id, page, event_timestamp and load_time_ms, each once");
        }
        layout = isPlain ? RowLayout.of(bytes, fields, textFrom, position) : RowLayout.NONE;
        return position;
    }

    int userId() {
        return userId;
    }

    int loadTimeMillis() {
        return loadTimeMillis;
    }

    long pageLow() {
        return pageLow;
    }

    long pageHigh() {
        return pageHigh;
    }

    /** The first eight characters of the time. */
    long timeLow() {
        return timeLow;
    }

    /** The second eight characters of the time, which end with the minute. */
    long timeHigh() {
        return timeHigh;
    }

    long timeMillis() {
        return timeMillis;
    }

    /** How the row was laid out, or {@link RowLayout#NONE} if the next one could not be read by its layout. */
    RowLayout layout() {
        return layout;
    }

    /** Reads the value at the position and returns its role. */
    private int value(String key, boolean isString) {
        return switch (key) {
            case "user_id" -> {
                userId = number(1);
                yield RowLayout.USER_ID;
            }
            case "load_time_ms" -> {
                loadTimeMillis = number(2);
                yield RowLayout.LOAD_TIME;
            }
            case "page" -> {
                page();
                yield RowLayout.PAGE;
            }
            case "event_timestamp" -> {
                time();
                yield RowLayout.TIME;
            }
            default -> isString ? skipString() : skipOther();
        };
    }

    private int skipString() {
        string();
        return RowLayout.SKIP_STRING;
    }

    private int skipOther() {
        int from = position;
        int depth = 0;
        while (depth > 0 || ",}]".indexOf(bytes[position]) < 0 && bytes[position] > ' ') {
            byte next = bytes[position];
            if (next == '"') {
                string();
                continue;
            }
            depth += next == '{' || next == '[' ? 1 : next == '}' || next == ']' ? -1 : 0;
            advance();
        }
        for (int at = from; at < position; at++) {
            isPlain &= bytes[at] >= '0' && bytes[at] <= '9';
        }
        isPlain &= from < position;
        return RowLayout.SKIP_DIGITS;
    }

    private int number(int bit) {
        int from = position;
        skipOther();
        found ^= bit;
        try {
            return Integer.parseInt(new String(bytes, from, position - from, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            throw wrong("an integer");
        }
    }

    private void page() {
        byte[] text = string().getBytes(StandardCharsets.UTF_8);
        if (text.length > StringDictionary.BYTES_MAX) {
            throw wrong("a page of at most " + StringDictionary.BYTES_MAX + " bytes");
        }
        byte[] padded = Arrays.copyOf(text, StringDictionary.BYTES_MAX);
        pageLow = Words.word(padded, 0);
        pageHigh = Words.word(padded, 8);
        found ^= 4;
    }

    private void time() {
        String text = string();
        if (text.length() != TIME_BYTES || text.charAt(10) != ' ') {
            throw wrong("a time such as 2026-01-01 00:00:04.210");
        }
        try {
            timeMillis = LocalDateTime.parse(text.replace(' ', 'T'))
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (DateTimeException e) {
            throw wrong("a time such as 2026-01-01 00:00:04.210");
        }
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        timeLow = Words.word(ascii, 0);
        timeHigh = Words.word(ascii, 8);
        found ^= 8;
    }

    private String string() {
        expect('"');
        int from = position;
        boolean hasEscape = false;
        while (bytes[position] != '"') {
            if (bytes[position] == '\\') {
                hasEscape = true;
                advance();
            } else if (bytes[position] >= 0 && bytes[position] < ' ') {
                throw wrong("the string's closing quote");
            }
            advance();
        }
        String raw = new String(bytes, from, position - from, StandardCharsets.UTF_8);
        position++;
        isPlain &= !hasEscape;
        return hasEscape ? unescape(raw) : raw;
    }

    private String unescape(String raw) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < raw.length(); at++) {
            char next = raw.charAt(at);
            if (next != '\\') {
                text.append(next);
                continue;
            }
            at++;
            int plain = "bfnrt".indexOf(raw.charAt(at));
            if (plain >= 0) {
                text.append("\b\f\n\r\t".charAt(plain));
            } else if (raw.charAt(at) != 'u') {
                text.append(raw.charAt(at));
            } else if (at + 4 < raw.length()) {
                text.append((char) Integer.parseInt(raw.substring(at + 1, at + 5), 16));
                at += 4;
            } else {
                throw wrong("four digits after \\u");
            }
        }
        return text.toString();
    }

    private void expect(char wanted) {
        skipBlanks();
        if (bytes[position] != wanted) {
            throw wrong("'" + wanted + "'");
        }
        position++;
    }

    private void expectBlank() {
        if (bytes[position] != ' ' && bytes[position] != '\r' && bytes[position] != '\t') {
            throw wrong("the end of the line");
        }
        position++;
    }

    private void skipBlanks() {
        while (bytes[position] == ' ' || bytes[position] == '\t' || bytes[position] == '\r') {
            advance();
        }
    }

    private void advance() {
        position++;
        if (position >= end) {
            throw wrong("the rest of the row");
        }
    }

    private IllegalArgumentException wrong(String wanted) {
        String row = new String(bytes, start, Math.min(end - start, 300), StandardCharsets.UTF_8);
        return new IllegalArgumentException("Expected " + wanted + " at byte " + (position - start) + " of the row "
                + row.lines().findFirst().orElse(""));
    }
}
