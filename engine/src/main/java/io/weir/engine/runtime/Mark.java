package io.weir.engine.runtime;

/**
 * What travels with rows and watermarks to tell, at the sink, how long they took.
 *
 * @param readNanos when the batch was read that has led to them; of several, the first
 * @param ingestNanos how old its oldest record was then, -1 if that is unknown
 * @param waitNanos how long rows have waited for windows to close since
 */
record Mark(long readNanos, long ingestNanos, long waitNanos) {
    static final long UNKNOWN = -1;

    /** Nothing was read: a timer fires, or nothing is measured. */
    static final Mark NONE = new Mark(Long.MIN_VALUE, UNKNOWN, 0);

    boolean isNone() {
        return readNanos == Long.MIN_VALUE;
    }

    Mark withWait(long nanos) {
        return new Mark(readNanos, ingestNanos, nanos);
    }
}
