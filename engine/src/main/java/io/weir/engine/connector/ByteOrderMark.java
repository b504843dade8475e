package io.weir.engine.connector;

/** The mark that some programs write at the beginning of UTF-8 text; it belongs to no record. */
public final class ByteOrderMark {
    /** The bytes of the mark. */
    public static final int LENGTH = 3;

    private ByteOrderMark() {}

    /** The length of the mark at data[start, end): 3, or 0 if there is none. */
    public static int lengthAt(byte[] data, int start, int end) {
        return end - start >= LENGTH
                        && data[start] == (byte) 0xEF
                        && data[start + 1] == (byte) 0xBB
                        && data[start + 2] == (byte) 0xBF
                ? LENGTH
                : 0;
    }
}
