package io.weir.engine.runtime;

/** What has become of a job's epochs; for any thread, values of one moment each. */
public final class EpochMetrics {
    private volatile long lastEpoch;
    private volatile long lastNanos;
    private volatile long lastCommitNanos;
    private volatile long lastBytes;
    private volatile long lastPauseNanos;
    private volatile long completedCount;
    private volatile long storageFailureCount;
    private volatile long restoredEpoch;

    /** Only the coordinator's thread writes. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void completed(long epoch, long nanos, long commitNanos) {
        lastEpoch = epoch;
        lastNanos = nanos;
        lastCommitNanos = commitNanos;
        completedCount++;
    }

    /** Comes before {@link #completed}. */
    void saved(long bytes, long pauseNanos) {
        lastBytes = bytes;
        lastPauseNanos = pauseNanos;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void failed() {
        storageFailureCount++;
    }

    void restored(long epoch) {
        restoredEpoch = epoch;
    }

    /** The epoch that was committed last, 0 if none was. */
    public long lastEpoch() {
        return lastEpoch;
    }

    /** Nanoseconds that it took, from the request to the commit. */
    public long lastNanos() {
        return lastNanos;
    }

    /** Of those, the nanoseconds after it was decided. */
    public long lastCommitNanos() {
        return lastCommitNanos;
    }

    /** The bytes of state that had changed in it. */
    public long lastBytes() {
        return lastBytes;
    }

    /** The longest time for which a part of the pipeline processed no rows, since it gave out and wrote its state. */
    public long lastPauseNanos() {
        return lastPauseNanos;
    }

    /** The number of epochs that this run has committed. */
    public long completedCount() {
        return completedCount;
    }

    /** How often storage failed and was tried again. */
    public long storageFailureCount() {
        return storageFailureCount;
    }

    /** The epoch from which the run went on, 0 if it began anew. */
    public long restoredEpoch() {
        return restoredEpoch;
    }
}
