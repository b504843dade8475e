package io.weir.format.json;

import io.weir.engine.text.Words;

/**
 * The order in which {@link java.util.HashMap} gives keys that are Flink's strings: by bucket, and within a bucket as
 * they came.
 */
final class MapOrder {
    private static final int BUCKETS_MIN = 16;
    private static final int SEED = 42;

    private MapOrder() {}

    /** The number of buckets after as many different keys were put. */
    static int bucketCount(int entries) {
        int buckets = BUCKETS_MIN;
        while (entries > buckets / 4 * 3) {
            buckets *= 2;
        }
        return buckets;
    }

    static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }

    /** The hash of Flink's {@code BinaryStringData}: Murmur 3 on words of four bytes, the rest byte by byte. */
    static int hash(byte[] data, int start, int end) {
        int length = end - start;
        int aligned = start + (length & ~3);
        int hash = SEED;
        for (int i = start; i < aligned; i += 4) {
            hash = mix(hash, (int) Words.get(data, i));
        }
        for (int i = aligned; i < end; i++) {
            hash = mix(hash, data[i]);
        }
        hash ^= length;
        hash ^= hash >>> 16;
        hash *= 0x85EB_CA6B;
        hash ^= hash >>> 13;
        hash *= 0xC2B2_AE35;
        return hash ^ (hash >>> 16);
    }

    private static int mix(int hash, int word) {
        int mixed = hash ^ Integer.rotateLeft(word * 0xCC9E_2D51, 15) * 0x1B87_3593;
        return Integer.rotateLeft(mixed, 13) * 5 + 0xE654_6B64;
    }
}
