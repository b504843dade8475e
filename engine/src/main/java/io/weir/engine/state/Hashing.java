package io.weir.engine.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Hash functions on primitives: a multiply and a fold per eight bytes. */
public final class Hashing {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
    private static final long SECOND_MULTIPLIER = 0xC2B2_AE3D_27D4_EB4FL;

    /** The hash of a null. */
    public static final int NULL_HASH = 0x3C6E_F372;

    private Hashing() {}

    public static int hash(long value) {
        long product = value * MULTIPLIER;
        return (int) ((product ^ (product >>> 32)) * SECOND_MULTIPLIER >>> 32);
    }

    public static int combine(int hash, int next) {
        return hash(((long) hash << 32) ^ (next & 0xFFFF_FFFFL));
    }

    public static int hash(byte[] data, int start, int length) {
        if (length <= 2 * Long.BYTES) {
            return hashShort(head(data, start, length), tail(data, start, length), length);
        }
        long state = length * MULTIPLIER;
        int end = start + length;
        for (int at = start; at < end - Long.BYTES; at += Long.BYTES) {
            state = mix(state ^ (long) LONGS.get(data, at));
        }
        state = mix(state ^ (long) LONGS.get(data, end - Long.BYTES));
        return (int) (state >>> 32);
    }

    /** The hash of up to 16 bytes from their two words; the same as that of the bytes. */
    static int hashShort(long head, long tail, int length) {
        long product = (head ^ (length * MULTIPLIER)) * SECOND_MULTIPLIER ^ tail * MULTIPLIER;
        return (int) ((product ^ (product >>> 32)) * MULTIPLIER >>> 32);
    }

    /**
     * The first eight bytes as a word. Of a shorter range all bytes, so that head, tail and length together say which
     * bytes a range of up to 16 holds.
     */
    static long head(byte[] data, int start, int length) {
        if (length >= Long.BYTES) {
            return (long) LONGS.get(data, start);
        }
        if (length >= Integer.BYTES) {
            return ((int) INTS.get(data, start) & 0xFFFF_FFFFL)
                    | (long) (int) INTS.get(data, start + length - Integer.BYTES) << 32;
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            word = word << 8 | data[start + i] & 0xFF;
        }
        return word;
    }

    /** The last eight bytes as a word, or 0 of a shorter range. */
    static long tail(byte[] data, int start, int length) {
        return length >= Long.BYTES ? (long) LONGS.get(data, start + length - Long.BYTES) : 0;
    }

    private static long mix(long value) {
        long product = value * SECOND_MULTIPLIER;
        return (product ^ (product >>> 29)) * MULTIPLIER;
    }

    /** True if two ranges of the same length hold the same bytes. */
    public static boolean equal(byte[] a, int startA, byte[] b, int startB, int length) {
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            if ((long) LONGS.get(a, startA + i) != (long) LONGS.get(b, startB + i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (a[startA + i] != b[startB + i]) {
                return false;
            }
        }
        return true;
    }
}
