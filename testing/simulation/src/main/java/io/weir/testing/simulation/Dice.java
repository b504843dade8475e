package io.weir.testing.simulation;

import java.util.List;
import java.util.Random;

/** All that is left to chance, from one seed. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        // Seeds that are neighbours begin alike otherwise.
        random = new Random(seed * 0x9E3779B97F4A7C15L + 0x5851F42D4C957F2DL);
    }

    /** From 0 to below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in so many times; never for 0. */
    boolean oneIn(int times) {
        return times > 0 && random.nextInt(times) == 0;
    }

    boolean either() {
        return random.nextBoolean();
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
