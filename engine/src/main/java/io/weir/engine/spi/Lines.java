package io.weir.engine.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line feeds, eight bytes at a time. */
public final class Lines {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long LINE_FEEDS = ONES * '\n';

    private Lines() {}

    /** The index of the first line feed in data[start, end), or -1. */
    public static int indexOf(byte[] data, int start, int end) {
        int i = start;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long found = lineFeeds((long) LONGS.get(data, i));
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; i < end; i++) {
            if (data[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** The index of the last line feed in data[start, end), or -1. */
    public static int lastIndexOf(byte[] data, int start, int end) {
        for (int i = end - 1; i >= start; i--) {
            if (data[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** The number of line feeds in data[start, end). */
    public static int count(byte[] data, int start, int end) {
        int count = 0;
        int i = start;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            count += Long.bitCount(lineFeeds((long) LONGS.get(data, i)));
        }
        for (; i < end; i++) {
            count += data[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    /** The high bit of each byte that is a line feed; exact, no byte disturbs its neighbour. */
    private static long lineFeeds(long word) {
        long difference = word ^ LINE_FEEDS;
        return ~(((difference & LOW_BITS) + LOW_BITS) | difference | LOW_BITS);
    }
}
