package io.weir.engine.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time: little-endian words of a byte array, and what can be asked of all eight bytes at once. */
public final class Words {
    /** The number of readable bytes that must follow a text, so that no kernel has to look for the end of the array. */
    public static final int PADDING = 64;

    /** The upper bit of each byte. */
    public static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long DIGIT_ZEROS = 0x3030_3030_3030_3030L;
    private static final long ABOVE_NINE = 0x7676_7676_7676_7676L;

    private Words() {}

    /** The eight bytes from the index on; the first one is the lowest. */
    public static long get(byte[] data, int index) {
        return (long) LONGS.get(data, index);
    }

    public static void set(byte[] data, int index, long word) {
        LONGS.set(data, index, word);
    }

    /** The word of eight ASCII characters, or of fewer, which then are its lowest bytes. */
    public static long of(String ascii) {
        long word = 0;
        for (int i = ascii.length() - 1; i >= 0; i--) {
            word = (word << Byte.SIZE) | ascii.charAt(i);
        }
        return word;
    }

    /** A word of eight times the same byte. */
    public static long repeat(int value) {
        return (value & 0xFFL) * 0x0101_0101_0101_0101L;
    }

    /** The digits of the word as values, each byte that is a digit being 0 to 9; see {@link #digitCount}. */
    public static long digits(long word) {
        return word ^ DIGIT_ZEROS;
    }

    /** How many of the lowest bytes are digits, 0 to 8, of a word made by {@link #digits}. */
    public static int digitCount(long digits) {
        // Carries only reach bytes above one that is no digit, so the lowest hit is exact.
        return Long.numberOfTrailingZeros(((digits + ABOVE_NINE) | digits) & HIGH_BITS) >>> 3;
    }

    /** The number written by the lowest count (1 to 8) bytes of a word made by {@link #digits}. */
    public static int number(long digits, int count) {
        long d = digits << (Long.SIZE - count * Byte.SIZE);
        d = ((d & 0x0F0F_0F0F_0F0F_0F0FL) * 2561) >>> 8;
        d = ((d & 0x00FF_00FF_00FF_00FFL) * 6553601) >>> 16;
        return (int) (((d & 0x0000_FFFF_0000_FFFFL) * 42949672960001L) >>> 32);
    }

    /**
     * True if the bytes of the word equal the pattern where the pattern has a literal, and are digits where it has a
     * zero. The difference is {@code word ^ pattern}; the limits come from {@link #patternLimits}.
     */
    public static boolean matches(long difference, long limits) {
        return (((difference + limits) | difference) & HIGH_BITS) == 0;
    }

    /** The limits for {@link #matches}: digits may differ from '0' by 0 to 9, everything else must be equal. */
    public static long patternLimits(String pattern) {
        long limits = 0;
        for (int i = pattern.length() - 1; i >= 0; i--) {
            limits = (limits << Byte.SIZE) | (pattern.charAt(i) == '0' ? 0x76 : 0x7F);
        }
        return limits;
    }
}
