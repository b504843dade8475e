package io.weir.format.json;

import io.weir.engine.text.Utf8;
import io.weir.engine.text.Words;

/**
 * Finds the ends of JSON texts, numbers and values, checking their grammar on the way.
 *
 * <p>Every method takes the index at which something starts and gives the index after it, or {@link #GIVE_UP} when the
 * text is malformed or so unusual that the reference reader has to judge it. The record must be followed by a byte that
 * no JSON token contains (a line feed, a zero) and by {@link Words#PADDING} readable bytes, so that no method has to
 * look for the end of the array.
 */
final class JsonScanner {
    /** The answer for whatever only the reference reader can judge. */
    static final int GIVE_UP = -1;

    /** Longer texts are left to the reference reader, which refuses even longer ones. */
    static final int TEXT_LENGTH_MAX = 20_000_000;

    /**
     * More characters in one number than the reference reader allows; shorter ones are never refused for their length.
     */
    private static final int NUMBER_LENGTH_MAX = 900;

    /** Exponents with more digits are left to the reference reader, which may refuse them. */
    private static final int EXPONENT_DIGITS_MAX = 4;

    /** Keys beyond this length are left to the reference reader, which refuses even longer ones. */
    private static final int KEY_LENGTH_MAX = 40_000;

    /** Values nested deeper are left to the reference reader, which refuses even deeper ones. */
    private static final int DEPTH_MAX = 60;

    private static final long ONES = Words.repeat(0x01);
    private static final long QUOTE_TO_CONTROL = Words.repeat('"' ^ ' ');
    private static final long CONTROL_END = Words.repeat(' ' + 1);
    private static final long BACKSLASHES = Words.repeat('\\');

    private JsonScanner() {}

    // ---- text ------------------------------------------------------------------------------------------------------

    /**
     * The index of the quote that ends the text, if there are only plain ASCII characters before it; otherwise the
     * complement ({@code ~index}) of the first byte that is something else: a backslash, a control character, the start
     * of a character beyond ASCII.
     */
    static int plainTextEnd(byte[] data, int index) {
        int at = index;
        long stops = stops(Words.get(data, at));
        while (stops == 0) {
            at += 8;
            stops = stops(Words.get(data, at));
        }
        at += Long.numberOfTrailingZeros(stops) >>> 3;
        return data[at] == '"' ? at : ~at;
    }

    /**
     * The upper bit of every byte that ends plain text. Flipping one bit puts the quote right above the control
     * characters, so that one comparison finds both. A borrow can add a hit above the lowest one, never below it, and
     * only the lowest counts.
     */
    private static long stops(long word) {
        return (((word ^ QUOTE_TO_CONTROL) - CONTROL_END) | ((word ^ BACKSLASHES) - ONES) | word) & Words.HIGH_BITS;
    }

    /** Goes on where {@link #plainTextEnd} stopped, and gives the index of the quote that ends the text. */
    static int textEnd(byte[] data, int index) {
        int at = index;
        while (true) {
            int c = data[at];
            if (c == '"') {
                return at;
            } else if (c == '\\') {
                at = escapeEnd(data, at + 1);
                if (at < 0) {
                    return GIVE_UP;
                }
            } else if (c < 0) {
                int length = Utf8.sequenceLength(data, at);
                if (length == 0) {
                    return GIVE_UP;
                }
                at += length;
            } else if (c == '\n') {
                return GIVE_UP;
            } else {
                at++;
            }
        }
    }

    /** The index after an escape, whose first character after the backslash stands at the index. */
    private static int escapeEnd(byte[] data, int index) {
        switch (data[index]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return index + 1;
            }
            case 'u' -> {
                int code = codeUnit(data, index + 1);
                if (code < 0 || Character.isLowSurrogate((char) code)) {
                    return GIVE_UP;
                }
                if (Character.isHighSurrogate((char) code)) {
                    boolean isPair = data[index + 5] == '\\'
                            && data[index + 6] == 'u'
                            && codeUnit(data, index + 7) >= 0
                            && Character.isLowSurrogate((char) codeUnit(data, index + 7));
                    return isPair ? index + 11 : GIVE_UP;
                }
                return index + 5;
            }
            default -> {
                return GIVE_UP;
            }
        }
    }

    /** The value of four hexadecimal digits, or -1. */
    private static int codeUnit(byte[] data, int index) {
        int code = 0;
        for (int i = index; i < index + 4; i++) {
            int digit = data[i] < 0 ? -1 : Character.digit(data[i], 16);
            if (digit < 0) {
                return -1;
            }
            code = (code << 4) | digit;
        }
        return code;
    }

    /**
     * Replaces the escapes of a text that was checked by {@link #textEnd}. The result is never longer, so it may be
     * written over the text itself.
     *
     * @return the index after the last byte written
     */
    static int unescape(byte[] from, int start, int end, byte[] to, int at) {
        int i = start;
        int out = at;
        while (i < end) {
            byte c = from[i++];
            if (c != '\\') {
                to[out++] = c;
                continue;
            }
            byte escaped = from[i++];
            switch (escaped) {
                case 'b' -> to[out++] = '\b';
                case 'f' -> to[out++] = '\f';
                case 'n' -> to[out++] = '\n';
                case 'r' -> to[out++] = '\r';
                case 't' -> to[out++] = '\t';
                case 'u' -> {
                    int code = codeUnit(from, i);
                    i += 4;
                    if (Character.isHighSurrogate((char) code)) {
                        code = Character.toCodePoint((char) code, (char) codeUnit(from, i + 2));
                        i += 6;
                    }
                    out = encode(code, to, out);
                }
                default -> to[out++] = escaped;
            }
        }
        return out;
    }

    private static int encode(int code, byte[] to, int at) {
        int out = at;
        if (code < 0x80) {
            to[out++] = (byte) code;
        } else if (code < 0x800) {
            to[out++] = (byte) (0xC0 | (code >> 6));
            to[out++] = (byte) (0x80 | (code & 0x3F));
        } else if (code < 0x1_0000) {
            to[out++] = (byte) (0xE0 | (code >> 12));
            to[out++] = (byte) (0x80 | ((code >> 6) & 0x3F));
            to[out++] = (byte) (0x80 | (code & 0x3F));
        } else {
            to[out++] = (byte) (0xF0 | (code >> 18));
            to[out++] = (byte) (0x80 | ((code >> 12) & 0x3F));
            to[out++] = (byte) (0x80 | ((code >> 6) & 0x3F));
            to[out++] = (byte) (0x80 | (code & 0x3F));
        }
        return out;
    }

    // ---- between values --------------------------------------------------------------------------------------------

    /**
     * The index of the first byte that is no white space; a line feed is white space only in records of several lines.
     */
    static int skipSpace(byte[] data, int index, boolean isMultiline) {
        int at = index;
        while (true) {
            int c = data[at];
            if (c == ' ' || c == '\t' || c == '\r' || (c == '\n' && isMultiline)) {
                at++;
            } else {
                return at;
            }
        }
    }

    /** The index of the quote that ends a key without escapes, whose opening quote stands just before the index. */
    static int keyEnd(byte[] data, int index) {
        int end = plainTextEnd(data, index);
        if (end < 0) {
            end = ~end;
            while (data[end] != '"') {
                int length = data[end] < 0 ? Utf8.sequenceLength(data, end) : 1;
                if (length == 0 || data[end] == '\\' || (data[end] >= 0 && data[end] < ' ')) {
                    return GIVE_UP;
                }
                end += length;
            }
        }
        return end - index > KEY_LENGTH_MAX ? GIVE_UP : end;
    }

    /** The index of the value that follows a key, whose closing quote stands just before the index. */
    static int valueStart(byte[] data, int index, boolean isMultiline) {
        int at = skipSpace(data, index, isMultiline);
        return data[at] == ':' ? skipSpace(data, at + 1, isMultiline) : GIVE_UP;
    }

    // ---- values ----------------------------------------------------------------------------------------------------

    /** The index after a number; what follows it is for the caller to judge. */
    static int numberEnd(byte[] data, int index) {
        long digits = Words.digits(Words.get(data, index));
        int count = Words.digitCount(digits);
        if (count > 0 && count < 8 && ((digits & 0xFF) != 0 || count == 1)) {
            byte c = data[index + count];
            if (c == ',' || c == '}') {
                return index + count;
            }
        }
        return anyNumberEnd(data, index);
    }

    private static int anyNumberEnd(byte[] data, int index) {
        int at = data[index] == '-' ? index + 1 : index;
        int first = at;
        at = digitsEnd(data, at);
        if (at == first || (data[first] == '0' && at > first + 1)) {
            return GIVE_UP;
        }
        if (data[at] == '.') {
            int fraction = at + 1;
            at = digitsEnd(data, fraction);
            if (at == fraction) {
                return GIVE_UP;
            }
        }
        if (data[at] == 'e' || data[at] == 'E') {
            at++;
            if (data[at] == '+' || data[at] == '-') {
                at++;
            }
            int exponent = at;
            at = digitsEnd(data, exponent);
            if (at == exponent || at > exponent + EXPONENT_DIGITS_MAX) {
                return GIVE_UP;
            }
        }
        return at - index > NUMBER_LENGTH_MAX ? GIVE_UP : at;
    }

    static int digitsEnd(byte[] data, int index) {
        int at = index;
        while (data[at] >= '0' && data[at] <= '9') {
            at++;
        }
        return at;
    }

    static boolean isNull(byte[] data, int index) {
        return data[index] == 'n' && data[index + 1] == 'u' && data[index + 2] == 'l' && data[index + 3] == 'l';
    }

    static boolean isTrue(byte[] data, int index) {
        return data[index] == 't' && data[index + 1] == 'r' && data[index + 2] == 'u' && data[index + 3] == 'e';
    }

    static boolean isFalse(byte[] data, int index) {
        return data[index] == 'f'
                && data[index + 1] == 'a'
                && data[index + 2] == 'l'
                && data[index + 3] == 's'
                && data[index + 4] == 'e';
    }

    /** The index after a text, whose opening quote stands just before the index. */
    static int skipText(byte[] data, int index) {
        int end = plainTextEnd(data, index);
        if (end < 0) {
            end = textEnd(data, ~end);
        }
        return end < 0 || end - index > TEXT_LENGTH_MAX ? GIVE_UP : end + 1;
    }

    /** The index after a value of any kind. */
    static int skipValue(byte[] data, int index, boolean isMultiline) {
        byte c = data[index];
        return c == '{' || c == '[' ? skipNested(data, index, isMultiline) : skipScalar(data, index);
    }

    private static int skipScalar(byte[] data, int index) {
        byte c = data[index];
        if (c == '"') {
            return skipText(data, index + 1);
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            return numberEnd(data, index);
        } else if (isNull(data, index) || isTrue(data, index)) {
            return index + 4;
        }
        return isFalse(data, index) ? index + 5 : GIVE_UP;
    }

    private static int skipNested(byte[] data, int index, boolean isMultiline) {
        long objects = 0; // one bit for each open container, the innermost lowest: 1 for an object
        int depth = 0;
        int at = index;
        while (true) {
            byte c = data[at];
            if (c == '{' || c == '[') {
                if (++depth > DEPTH_MAX) {
                    return GIVE_UP;
                }
                objects = (objects << 1) | (c == '{' ? 1 : 0);
                at = skipSpace(data, at + 1, isMultiline);
                if (data[at] != (c == '{' ? '}' : ']')) {
                    at = c == '{' ? memberValue(data, at, isMultiline) : at;
                    if (at < 0) {
                        return GIVE_UP;
                    }
                    continue;
                }
            } else {
                at = skipScalar(data, at);
                if (at < 0) {
                    return GIVE_UP;
                }
                at = skipSpace(data, at, isMultiline);
            }
            while (data[at] == ((objects & 1) != 0 ? '}' : ']')) {
                at++;
                objects >>>= 1;
                if (--depth == 0) {
                    return at;
                }
                at = skipSpace(data, at, isMultiline);
            }
            if (data[at] != ',') {
                return GIVE_UP;
            }
            at = skipSpace(data, at + 1, isMultiline);
            if ((objects & 1) != 0) {
                at = memberValue(data, at, isMultiline);
                if (at < 0) {
                    return GIVE_UP;
                }
            }
        }
    }

    /** The index of the value of the member whose key starts at the index. */
    private static int memberValue(byte[] data, int index, boolean isMultiline) {
        if (data[index] != '"') {
            return GIVE_UP;
        }
        int end = keyEnd(data, index + 1);
        return end < 0 ? GIVE_UP : valueStart(data, end + 1, isMultiline);
    }
}
