package io.weir.connector.datagen;

/**
 * Random numbers by position: the n-th number of a stream is a function of the stream's seed and n, so that any reader
 * can make any row. The mixing function is that of SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom
 * Number Generators", 2014).
 */
final class RandomNumbers {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private RandomNumbers() {}

    /** A seed for a stream of its own. */
    static long seed(long seed, String name) {
        long mixed = mix(seed + GOLDEN);
        for (int i = 0; i < name.length(); i++) {
            mixed = mix(mixed ^ name.charAt(i)) + GOLDEN;
        }
        return mixed;
    }

    /** The n-th number of a stream: 64 random bits. */
    static long at(long seed, long n) {
        return mix(seed + n * GOLDEN);
    }

    /** The n-th number of a stream, at least 0 and less than 1. */
    static double unitAt(long seed, long n) {
        return unit(at(seed, n));
    }

    static double unit(long bits) {
        return (bits >>> 11) * UNIT;
    }

    /** Maps random bits to 0 … range - 1, where range is unsigned and 0 stands for 2 to the power of 64. */
    static long bounded(long bits, long range) {
        if (range == 0) {
            return bits;
        }
        return unsignedMultiplyHigh(bits, range);
    }

    private static long unsignedMultiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
