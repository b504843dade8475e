package io.weir.engine.runtime;

import io.weir.engine.time.DurationHistogram;
import java.util.ArrayList;
import java.util.List;

/** What has become of a job's epochs; for any thread, values of one moment each. */
public final class EpochMetrics {
    private static final int HISTORY_MAX = 60;

    /** Is told that all that an epoch holds is visible. */
    interface Visible {
        void visible(long epoch, long nowNanos);
    }

    /**
     * An epoch that was committed.
     *
     * @param epoch its number
     * @param atMillis when it was committed
     * @param nanos what it took, from the request to the commit
     * @param commitNanos of that, what came after it was decided
     * @param alignmentNanos the longest time for which a part of the pipeline waited for the barriers of its inputs
     * @param pauseNanos the longest time for which a part of the pipeline processed no rows, since it gave out and
     *     wrote its state
     * @param bytes the bytes of state that had changed in it
     */
    public record Epoch(
            long epoch,
            long atMillis,
            long nanos,
            long commitNanos,
            long alignmentNanos,
            long pauseNanos,
            long bytes) {}

    private static final Epoch NONE = new Epoch(0, 0, 0, 0, 0, 0, 0);

    private final Visible visible;
    private final DurationHistogram durations = new DurationHistogram();
    private volatile List<Epoch> history = List.of();
    private volatile Epoch last = NONE;
    private volatile long totalBytes;
    private volatile long completedCount;
    private volatile long storageFailureCount;
    private volatile long restoredEpoch;

    /** @param visible is told of each epoch, on the thread that commits */
    EpochMetrics(Visible visible) {
        this.visible = visible;
    }

    /** The sinks have committed. */
    void visible(long epoch, long nowNanos) {
        visible.visible(epoch, nowNanos);
    }

    /** Only the coordinator's thread writes. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void completed(Epoch epoch) {
        List<Epoch> all = new ArrayList<>(history);
        if (all.size() == HISTORY_MAX) {
            all.remove(0);
        }
        all.add(epoch);
        history = List.copyOf(all);
        durations.add(epoch.nanos());
        totalBytes += epoch.bytes();
        last = epoch;
        completedCount++;
    }

    /** The epochs that were committed last, at most sixty, the newest at the end. */
    public List<Epoch> history() {
        return history;
    }

    /** What epochs took, from the request to the commit. */
    public DurationHistogram.Reading durations() {
        return durations.read();
    }

    /** The bytes of state that all epochs of this run have written. */
    public long totalBytes() {
        return totalBytes;
    }

    /** The epoch that was committed last, number 0 if none was. */
    public Epoch last() {
        return last;
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
        return last.epoch();
    }

    /** Nanoseconds that it took, from the request to the commit. */
    public long lastNanos() {
        return last.nanos();
    }

    /** Of those, the nanoseconds after it was decided. */
    public long lastCommitNanos() {
        return last.commitNanos();
    }

    /** The bytes of state that had changed in it. */
    public long lastBytes() {
        return last.bytes();
    }

    /** The longest time for which a part of the pipeline processed no rows, since it gave out and wrote its state. */
    public long lastPauseNanos() {
        return last.pauseNanos();
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
