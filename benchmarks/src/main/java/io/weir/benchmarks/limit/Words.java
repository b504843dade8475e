package io.weir.benchmarks.limit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Text eight bytes at a time: a {@code long} holds eight bytes, the first of them in its lowest byte.
 *
 * <p>A method that searches returns a word in which the highest bit of the first byte found is set. Bits above that one
 * may be set wrongly (a borrow runs upwards), so only the lowest may be used: {@link #firstByte}.
 */
final class Words {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Words() {}

    static long word(byte[] bytes, int position) {
        return (long) WORD.get(bytes, position);
    }

    /**
     * The first byte that ends a run of plain string characters: a quote, a backslash or a control character.
     *
     * <p>Swapping the bit of value 2 brings the quote (0x22) to 0x20, right above the control characters, which stay
     * among themselves, while space and '!' go up to 0x22 and 0x23. So one comparison, less than 0x21, finds both.
     */
    static long endOfPlainText(long word) {
        long swapped = word ^ 0x02 * EACH;
        long backslash = word ^ '\\' * EACH;
        return ((swapped - 0x21 * EACH) & ~swapped | (backslash - EACH) & ~backslash) & HIGH_BITS;
    }

    /** The first byte that is not a decimal digit. */
    static long endOfDigits(long word) {
        return ((word + (0x7F - '9') * EACH) | (word - '0' * EACH)) & HIGH_BITS;
    }

    /** The index of the first byte found, 0 to 7; 8 if there is none. */
    static int firstByte(long found) {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }

    /** The first bytes of a word, the others zero; {@code bytes} is 0 to 7. */
    static long firstBytes(long word, int bytes) {
        return word & (1L << 8 * bytes) - 1;
    }

    /** The number that the first digits of a word spell; {@code digits} is 1 to 8. */
    static int number(long word, int digits) {
        // The digits move to the top, so that zero bytes stand before them; then two, four and eight digits become one.
        long value = word << 64 - 8 * digits;
        value = (value & 0x0F * EACH) * (10 * 256 + 1) >>> 8;
        value = (value & 0x00FF00FF00FF00FFL) * (100 * 65_536 + 1) >>> 16;
        return (int) ((value & 0x0000FFFF0000FFFFL) * (10_000L * 4_294_967_296L + 1) >>> 32);
    }
}
