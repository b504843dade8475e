package io.weir.engine.state;

/**
 * The parts that keyed state is cut into: the upper bits of a key's hash. An instance of an operator owns a range of
 * them, to which the rows of those keys are sent; another parallelism gives other ranges of the same groups.
 */
public final class KeyGroups {
    public static final int COUNT = 128;

    private static final int SHIFT = Integer.SIZE - 7;

    private KeyGroups() {}

    public static int ofHash(int hash) {
        return hash >>> SHIFT;
    }

    /** The instance that owns a group. */
    public static int owner(int group, int parallelism) {
        return group * parallelism / COUNT;
    }
}
