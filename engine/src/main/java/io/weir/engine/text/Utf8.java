package io.weir.engine.text;

/**
 * Checks UTF-8 as strictly as a decoder that replaces nothing: no overlong forms, no surrogates, nothing above
 * U+10FFFF.
 */
public final class Utf8 {
    private Utf8() {}

    /**
     * The length in bytes, 2 to 4, of the character beyond ASCII that starts at the index, or 0 if it is malformed.
     * Reads up to three bytes beyond the first.
     */
    public static int sequenceLength(byte[] data, int index) {
        int first = data[index];
        if (first < (byte) 0xC2) {
            return 0;
        }
        int second = data[index + 1];
        if (first < (byte) 0xE0) {
            return isContinuation(second) ? 2 : 0;
        }
        if (!isContinuation(second) || !isContinuation(data[index + 2])) {
            return 0;
        }
        int code = first & 0xFF;
        int low = second & 0xFF;
        if (code < 0xF0) {
            boolean isOverlong = code == 0xE0 && low < 0xA0;
            boolean isSurrogate = code == 0xED && low >= 0xA0;
            return isOverlong || isSurrogate ? 0 : 3;
        }
        boolean isInRange = code == 0xF0 ? low >= 0x90 : code < 0xF4 || (code == 0xF4 && low < 0x90);
        return isInRange && isContinuation(data[index + 3]) ? 4 : 0;
    }

    /** True if the bytes are well-formed; the array must go on for three bytes. */
    public static boolean isValid(byte[] data, int start, int end) {
        int i = start;
        while (i < end) {
            if (data[i] >= 0) {
                i++;
            } else {
                int length = sequenceLength(data, i);
                if (length == 0) {
                    return false;
                }
                i += length;
            }
        }
        return i == end;
    }

    private static boolean isContinuation(int value) {
        return (value & 0xC0) == 0x80;
    }
}
