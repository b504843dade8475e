package io.weir.connector.kafka;

import java.util.Map;

/** Where reading begins, or ends, in each partition; turned into offsets by {@link OffsetResolver}. */
sealed interface OffsetPosition {
    /** The first record that is kept. */
    record Earliest() implements OffsetPosition {}

    /** Behind the last record that is there now. */
    record Latest() implements OffsetPosition {}

    /**
     * What the consumer group has committed.
     *
     * @param otherwise what is done where nothing is committed
     */
    record Committed(OffsetReset otherwise) implements OffsetPosition {}

    /** The first record whose timestamp is not before this one; behind the last record if there is none. */
    record AtTimestamp(long epochMillis) implements OffsetPosition {}

    /** Given offsets by partition. */
    record AtOffsets(Map<Integer, Long> offsets) implements OffsetPosition {
        public AtOffsets {
            offsets = Map.copyOf(offsets);
        }
    }
}
