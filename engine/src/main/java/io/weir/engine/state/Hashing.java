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
        long state = length * MULTIPLIER;
        int at = start;
        int end = start + length;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            state = mix(state ^ (long) LONGS.get(data, at));
        }
        if (at <= end - Integer.BYTES) {
            state = mix(state ^ ((int) INTS.get(data, at) & 0xFFFF_FFFFL));
            at += Integer.BYTES;
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = (rest << 8) | (data[at] & 0xFF);
        }
        state = mix(state ^ rest);
        return (int) (state >>> 32);
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
