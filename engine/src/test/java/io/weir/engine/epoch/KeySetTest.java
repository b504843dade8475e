package io.weir.engine.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.state.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Against a set of strings. */
class KeySetTest {
    private static final long SEED = 20261122;

    private final KeySet keys = new KeySet();

    private static String randomKey(Random random) {
        int length = random.nextInt(4) == 0 ? random.nextInt(40) : random.nextInt(3);
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < length; i++) {
            key.append((char) ('a' + random.nextInt(3)));
        }
        return key.toString();
    }

    /** Where a key lies must not count: it is put somewhere into an array. */
    private static byte[] around(String key) {
        return ("xyz" + key + "zyx").getBytes(StandardCharsets.UTF_8);
    }

    private boolean add(String key, int hash) {
        return keys.add(hash, around(key), 3, key.length());
    }

    private boolean contains(String key, int hash) {
        return keys.contains(hash, around(key), 3, key.length());
    }

    @Test
    void itKnowsTheKeysThatWereAddedSinceItWasCleared() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20; round++) {
            Set<String> expected = new HashSet<>();
            int count = random.nextInt(5000);
            for (int i = 0; i < count; i++) {
                String key = randomKey(random);
                int hash = Hashing.hash(around(key), 3, key.length());
                assertThat(contains(key, hash)).as(key).isEqualTo(expected.contains(key));
                if (random.nextBoolean()) {
                    assertThat(add(key, hash)).as(key).isEqualTo(expected.add(key));
                }
            }
            assertThat(keys.count()).isEqualTo(expected.size());
            keys.clear();
            assertThat(keys.count()).isZero();
        }
    }

    @Test
    void keysOfOneHashAreToldApart() {
        for (int i = 0; i < 1000; i++) {
            assertThat(contains("key " + i, -1)).isFalse();
            assertThat(add("key " + i, -1)).isTrue();
            assertThat(add("key " + i, -1)).isFalse();
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(contains("key " + i, -1)).isTrue();
        }
        assertThat(contains("key", -1)).isFalse();
        assertThat(contains("", -1)).isFalse();
        assertThat(add("", -1)).isTrue();
        assertThat(contains("", -1)).isTrue();
    }
}
