package io.weir.engine.expression;

import io.weir.columnar.BytesColumn;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text as UTF-8 bytes. A character is a code point, as Flink counts it in its binary strings. */
final class Utf8 {
    private Utf8() {}

    /** The number of code points. */
    static int codePoints(byte[] data, int start, int length) {
        int count = 0;
        for (int i = start; i < start + length; i++) {
            // Every byte but those that continue a character begins one.
            if ((data[i] & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }

    /** The bytes of the first characters, at most the given number of them. */
    static int prefixLength(byte[] data, int start, int length, int characters) {
        int end = start + length;
        int i = start;
        int left = characters;
        while (i < end && left > 0) {
            i += sequenceLength(data[i]);
            left--;
        }
        return Math.min(i, end) - start;
    }

    /** The bytes of a character that begins with this byte. */
    static int sequenceLength(byte first) {
        if (first >= 0) {
            return 1;
        }
        if ((first & 0xE0) == 0xC0) {
            return 2;
        }
        if ((first & 0xF0) == 0xE0) {
            return 3;
        }
        return (first & 0xF8) == 0xF0 ? 4 : 1;
    }

    /** Where the character before a position begins. */
    static int previous(byte[] data, int start, int position) {
        int i = position - 1;
        while (i > start && (data[i] & 0xC0) == 0x80) {
            i--;
        }
        return i;
    }

    static boolean isAscii(byte[] data, int start, int length) {
        int bits = 0;
        for (int i = start; i < start + length; i++) {
            bits |= data[i];
        }
        return bits >= 0;
    }

    /** The position of the first occurrence at or after a position, in bytes from the array's begin, or -1. */
    static int indexOf(byte[] data, int from, int end, byte[] wanted, int wantedStart, int wantedLength) {
        if (wantedLength == 0) {
            return from;
        }
        byte first = wanted[wantedStart];
        int last = end - wantedLength;
        for (int i = from; i <= last; i++) {
            if (data[i] == first && equal(data, i, wanted, wantedStart, wantedLength)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean equal(byte[] left, int leftStart, byte[] right, int rightStart, int length) {
        for (int i = 1; i < length; i++) {
            if (left[leftStart + i] != right[rightStart + i]) {
                return false;
            }
        }
        return true;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Makes a value null. */
    static void setNull(BytesColumn column, int position) {
        column.setNull(position);
        column.setView(position, 0, 0);
    }

    /** Writes a text, or null. */
    static void setNullable(BytesColumn column, int position, @Nullable CharSequence text) {
        if (text == null) {
            setNull(column, position);
        } else {
            set(column, position, text);
        }
    }

    /** Writes a text. */
    static void set(BytesColumn column, int position, CharSequence text) {
        int length = text.length();
        int at = column.allocate(position, length);
        byte[] data = column.data();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                column.shrink(position, 0);
                column.set(position, text.toString());
                return;
            }
            data[at + i] = (byte) c;
        }
    }
}
