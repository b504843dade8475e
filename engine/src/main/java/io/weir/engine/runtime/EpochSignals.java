package io.weir.engine.runtime;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What coordinator and fragment instances tell each other: the epoch that is asked for, and what has come of it. */
final class EpochSignals {
    private final boolean isAligned;
    private final boolean isSaved;
    private final Queue<InstanceReport> reports = new ConcurrentLinkedQueue<>();
    private final AtomicInteger endedCount = new AtomicInteger();
    private final AtomicLong longestPauseNanos = new AtomicLong();
    private final AtomicLong longestAlignmentNanos = new AtomicLong();
    private volatile @Nullable EpochRequest requested;
    private volatile long requestedEpoch;

    private final AtomicReference<EpochBeat.@Nullable Burst> burst = new AtomicReference<>();
    private final AtomicInteger readingCount = new AtomicInteger();
    private volatile long readNanos;
    private volatile long writtenNanos;

    /**
     * Makes the signals of a job.
     *
     * @param nowNanos the time
     * @param isAligned whether an input whose barrier has come waits for the others: exactly once
     * @param isSaved whether the state of operators is saved
     */
    EpochSignals(long nowNanos, boolean isAligned, boolean isSaved) {
        readNanos = nowNanos;
        writtenNanos = nowNanos;
        this.isAligned = isAligned;
        this.isSaved = isSaved;
    }

    boolean isAligned() {
        return isAligned;
    }

    boolean isSaved() {
        return isSaved;
    }

    void request(EpochRequest request) {
        requested = request;
        requestedEpoch = request.epoch();
    }

    /** The newest epoch that was asked for, 0 if none was. */
    long requestedEpoch() {
        return requestedEpoch;
    }

    EpochRequest requested() {
        EpochRequest request = requested;
        if (request == null) {
            throw new IllegalStateException("no epoch was asked for");
        }
        return request;
    }

    void report(InstanceReport report) {
        reports.add(report);
    }

    @Nullable
    InstanceReport poll() {
        return reports.poll();
    }

    /** An instance has come to the end of all its input. */
    void instanceEnded() {
        endedCount.incrementAndGet();
    }

    int endedCount() {
        return endedCount.get();
    }

    /** A source has given rows. */
    void read(long nowNanos) {
        readNanos = nowNanos;
    }

    /** An instance of a source that had nothing more has rows again, or the other way round. */
    void reads(boolean isReading) {
        readingCount.addAndGet(isReading ? 1 : -1);
    }

    /** Whether an instance of a source has rows to give, as far as it knows: also one that is held up. */
    boolean isReading() {
        return readingCount.get() > 0;
    }

    /** When a source last gave rows; until one has, the time of the start. */
    long readNanos() {
        return readNanos;
    }

    /** A sink has taken rows that become visible with an epoch. */
    void written(long nowNanos) {
        writtenNanos = nowNanos;
    }

    /** When a sink last took such rows; until one has, the time of the start. */
    long writtenNanos() {
        return writtenNanos;
    }

    /** A sink's instance had rows in the epoch that become visible with it. */
    void written(EpochBeat.Burst rows) {
        burst.accumulateAndGet(rows, (before, added) -> before == null || added == null ? added : before.with(added));
    }

    /** Such rows of all instances since the last call. */
    Optional<EpochBeat.Burst> takeBurst() {
        return Optional.ofNullable(burst.getAndSet(null));
    }

    /** An instance has done nothing else for so long but to pass a barrier. */
    void paused(long nanos) {
        longestPauseNanos.accumulateAndGet(nanos, Math::max);
    }

    /** An instance has waited so long for the barriers of its other inputs. */
    void aligned(long nanos) {
        longestAlignmentNanos.accumulateAndGet(nanos, Math::max);
    }

    /** The longest of these times since the last call. */
    long takeLongestAlignmentNanos() {
        return longestAlignmentNanos.getAndSet(0);
    }

    /** The longest pause since the last call. */
    long takeLongestPauseNanos() {
        return longestPauseNanos.getAndSet(0);
    }
}
