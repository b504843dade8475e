package io.weir.columnar;

import java.math.BigInteger;

/** Arithmetic on 128-bit two's complement integers held as two longs. */
public final class Int128 {
    private static final BigInteger UNSIGNED_MASK =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    private Int128() {}

    public static BigInteger toBigInteger(long high, long low) {
        if (high == low >> (Long.SIZE - 1)) {
            return BigInteger.valueOf(low);
        }
        return BigInteger.valueOf(high)
                .shiftLeft(Long.SIZE)
                .add(BigInteger.valueOf(low).and(UNSIGNED_MASK));
    }

    /** The carry, 0 or 1, of the unsigned sum low = a + b. */
    public static long carry(long a, long sum) {
        return Long.compareUnsigned(sum, a) < 0 ? 1 : 0;
    }

    /** Compares two signed 128-bit values. */
    public static int compare(long highA, long lowA, long highB, long lowB) {
        int high = Long.compare(highA, highB);
        return high != 0 ? high : Long.compareUnsigned(lowA, lowB);
    }
}
