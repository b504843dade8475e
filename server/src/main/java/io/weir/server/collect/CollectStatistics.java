package io.weir.server.collect;

import java.util.concurrent.atomic.LongAdder;

/** What the collector has done since it began; for any thread. */
public final class CollectStatistics {
    final LongAdder requests = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder acceptedBytes = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder failed = new LongAdder();

    CollectStatistics() {}

    /** All requests. */
    public long requests() {
        return requests.sum();
    }

    /** Records that are safe. */
    public long acceptedRecords() {
        return accepted.sum();
    }

    /** Their bytes. */
    public long acceptedBytes() {
        return acceptedBytes.sum();
    }

    /** Records that their table cannot take. */
    public long rejectedRecords() {
        return rejected.sum();
    }

    /** Requests that came from somebody who may not, that were too large, or too many. */
    public long refusedRequests() {
        return refused.sum();
    }

    /** Requests whose records could not be made safe. */
    public long failedRequests() {
        return failed.sum();
    }
}
