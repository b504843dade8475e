package io.weir.plan.node;

import java.util.List;

/** The shape of the windows of a window table function; all times in milliseconds. */
public sealed interface Window {
    /** How long a window gets at most; 0 for sessions, which may get any length. */
    default long spanMillis() {
        return 0;
    }

    /** Windows of one size, one after another. */
    record Tumbling(long sizeMillis, long offsetMillis) implements Window {
        @Override
        public long spanMillis() {
            return sizeMillis;
        }
    }

    /** Windows of one size that start every slide. */
    record Hopping(long sizeMillis, long slideMillis, long offsetMillis) implements Window {
        @Override
        public long spanMillis() {
            return sizeMillis;
        }
    }

    /** Windows that start together every maximum size, and end at each step. */
    record Cumulative(long maxSizeMillis, long stepMillis, long offsetMillis) implements Window {
        @Override
        public long spanMillis() {
            return maxSizeMillis;
        }
    }

    /**
     * Windows that end when nothing came for the gap.
     *
     * @param partitionKeys positions of the fields of PARTITION BY in the window function's input
     */
    record Session(long gapMillis, List<Integer> partitionKeys) implements Window {
        public Session {
            partitionKeys = List.copyOf(partitionKeys);
        }
    }
}
