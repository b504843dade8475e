package io.weir.plan.node;

import java.util.List;

/** How rows are spread over the instances of a node. */
public sealed interface Distribution {

    /** Rows with the same key go to the same instance; positions of the key fields. */
    record Hash(List<Integer> keys) implements Distribution {
        public Hash {
            keys = List.copyOf(keys);
        }
    }

    /** Everything goes to one instance. */
    record Singleton() implements Distribution {}

    /** Everything goes to every instance. */
    record Broadcast() implements Distribution {}

    /** To the instance with the same number. */
    record Forward() implements Distribution {}

    /** Anywhere. */
    record AnyInstance() implements Distribution {}

    /** Nothing is required. */
    record Unspecified() implements Distribution {}

    /** As the input is already spread. */
    record KeepInput(Distribution input, boolean isStrict) implements Distribution {}
}
