package io.weir.engine.expression;

import io.weir.columnar.BytesColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A JSON text that is being written, as UTF-8, in an array that is used again and again. */
final class JsonBytes {
    private static final byte[] HEX_DIGITS = Utf8.bytes("0123456789ABCDEF");
    private static final int ESCAPE_LENGTH = 6;
    private static final int LONG_LENGTH_MAX = 20;

    private byte[] data = new byte[256];
    private int length;
    private final byte[] digits = new byte[LONG_LENGTH_MAX];

    void clear() {
        length = 0;
    }

    /** Writes what has been appended to a column. */
    void copyTo(BytesColumn column, int position) {
        column.set(position, data, 0, length);
    }

    private void ensure(int more) {
        if (data.length - length < more) {
            data = Arrays.copyOf(data, Math.max(length + more, data.length + (data.length >> 1)));
        }
    }

    /** Appends one byte of syntax. */
    void syntax(char c) {
        ensure(1);
        data[length++] = (byte) c;
    }

    /** Appends ASCII characters as they are. */
    void raw(CharSequence text) {
        int count = text.length();
        ensure(count);
        for (int i = 0; i < count; i++) {
            data[length++] = (byte) text.charAt(i);
        }
    }

    /** Appends UTF-8 as it is. */
    void raw(byte[] bytes, int start, int count) {
        ensure(count);
        System.arraycopy(bytes, start, data, length, count);
        length += count;
    }

    /** Appends a text in quotes. */
    void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        text(bytes, 0, bytes.length);
    }

    /** Appends UTF-8 in quotes. */
    void text(byte[] bytes, int start, int count) {
        ensure(count + 2);
        data[length++] = '"';
        int from = start;
        int end = start + count;
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b < ' ' && b >= 0 || b == '"' || b == '\\') {
                raw(bytes, from, i - from);
                escaped(b);
                from = i + 1;
            }
        }
        raw(bytes, from, end - from);
        syntax('"');
    }

    private void escaped(byte b) {
        ensure(ESCAPE_LENGTH);
        data[length++] = '\\';
        switch (b) {
            case '\b' -> data[length++] = 'b';
            case '\t' -> data[length++] = 't';
            case '\n' -> data[length++] = 'n';
            case '\f' -> data[length++] = 'f';
            case '\r' -> data[length++] = 'r';
            case '"', '\\' -> data[length++] = b;
            default -> {
                data[length++] = 'u';
                data[length++] = '0';
                data[length++] = '0';
                data[length++] = HEX_DIGITS[b >> 4];
                data[length++] = HEX_DIGITS[b & 0xF];
            }
        }
    }

    void number(long value) {
        // Negative numbers reach one further than positive ones.
        long rest = value < 0 ? value : -value;
        int at = digits.length;
        do {
            digits[--at] = (byte) ('0' - rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            digits[--at] = '-';
        }
        raw(digits, at, digits.length - at);
    }
}
