package io.weir.engine.expression;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of LIKE, compiled for UTF-8: % stands for any number of characters, _ for one character that does not end a
 * line (so it is in Flink). The parts between the % are looked for from left to right; the first is bound to the begin
 * of the text, the last to its end.
 */
final class LikePattern {
    /** The place of an _ in a part; no byte of UTF-8 has this value. */
    private static final byte ANY = (byte) 0xFF;

    private final byte[][] parts;
    private final boolean[] hasAny;

    private LikePattern(List<byte[]> parts) {
        this.parts = parts.toArray(new byte[0][]);
        hasAny = new boolean[this.parts.length];
        for (int i = 0; i < hasAny.length; i++) {
            for (byte b : this.parts[i]) {
                hasAny[i] |= b == ANY;
            }
        }
    }

    /**
     * Compiles a pattern.
     *
     * @param escape the one character that takes the meaning from %, _ and itself, or null
     */
    static LikePattern compile(String pattern, @Nullable String escape) {
        if (escape != null && escape.length() != 1) {
            throw invalid("Invalid escape character '" + escape + "'");
        }
        int escapeCharacter = escape == null ? -1 : escape.charAt(0);
        List<byte[]> parts = new ArrayList<>();
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == escapeCharacter) {
                char next = i + 1 < pattern.length() ? pattern.charAt(i + 1) : 0;
                if (next != '_' && next != '%' && next != escapeCharacter) {
                    throw invalid("Invalid escape sequence '" + pattern + "', " + i);
                }
                part.writeBytes(Utf8.bytes(String.valueOf(next)));
                i++;
            } else if (c == '%') {
                parts.add(part.toByteArray());
                part.reset();
            } else if (c == '_') {
                part.write(ANY);
            } else {
                String character = pattern.substring(i, i + Character.charCount(pattern.codePointAt(i)));
                part.writeBytes(Utf8.bytes(character));
                i += character.length() - 1;
            }
        }
        parts.add(part.toByteArray());
        return new LikePattern(parts);
    }

    private static WeirException invalid(String what) {
        return new WeirException(
                ErrorCode.VALUE_INVALID,
                what,
                "LIKE",
                "The escape is one character, and stands before %, _ or itself",
                null);
    }

    boolean matches(byte[] data, int start, int length) {
        int end = start + length;
        int last = parts.length - 1;
        int at = match(0, data, start, end);
        if (at < 0) {
            return false;
        }
        if (last == 0) {
            return at == end;
        }
        for (int i = 1; i < last; i++) {
            at = find(i, data, at, end);
            if (at < 0) {
                return false;
            }
        }
        return matchesEnd(last, data, at, end);
    }

    /** The end of a part that begins at this position, or -1. */
    private int match(int index, byte[] data, int position, int end) {
        byte[] part = parts[index];
        int at = position;
        for (byte b : part) {
            if (at >= end) {
                return -1;
            }
            if (b == ANY) {
                int length = Utf8.sequenceLength(data[at]);
                if (endsLine(data, at, length)) {
                    return -1;
                }
                at += length;
            } else if (data[at] == b) {
                at++;
            } else {
                return -1;
            }
        }
        return at;
    }

    /** The end of the first occurrence of a part, or -1. */
    private int find(int index, byte[] data, int from, int end) {
        byte[] part = parts[index];
        if (!hasAny[index]) {
            int found = Utf8.indexOf(data, from, end, part, 0, part.length);
            return found < 0 ? -1 : found + part.length;
        }
        for (int at = from; at < end; at += Utf8.sequenceLength(data[at])) {
            int matched = match(index, data, at, end);
            if (matched >= 0) {
                return matched;
            }
        }
        return -1;
    }

    private boolean matchesEnd(int index, byte[] data, int from, int end) {
        byte[] part = parts[index];
        if (!hasAny[index]) {
            return end - part.length >= from && match(index, data, end - part.length, end) == end;
        }
        int at = end;
        for (byte b : part) {
            if ((b & 0xC0) != 0x80) {
                if (at <= from) {
                    return false;
                }
                at = Utf8.previous(data, from, at);
            }
        }
        return match(index, data, at, end) == end;
    }

    /** Line feed, carriage return, next line, line separator, paragraph separator. */
    private static boolean endsLine(byte[] data, int at, int length) {
        byte first = data[at];
        if (length == 1) {
            return first == '\n' || first == '\r';
        }
        if (length == 2) {
            return first == (byte) 0xC2 && data[at + 1] == (byte) 0x85;
        }
        return length == 3
                && first == (byte) 0xE2
                && data[at + 1] == (byte) 0x80
                && (data[at + 2] == (byte) 0xA8 || data[at + 2] == (byte) 0xA9);
    }
}
