package io.weir.engine.time;

import io.weir.columnar.Batch;

/**
 * The watermark of a stream whose batches are numbered, shared by the instances of a watermark assigner: each batch
 * sees the watermark that the batches before it left, whichever thread it runs on, so which rows are late does not
 * depend on the number of threads.
 *
 * <p>As in Flink's assigner, the watermark starts at 0 and is given out at once when it has advanced by more than the
 * interval, otherwise when input pauses for the interval. Input has paused when all instances say so: one that has
 * nothing to read while another is at work must not let the watermark race ahead.
 */
public final class OrderedWatermark {
    /** Without input for so many intervals, input has paused although an instance is kept busy by other inputs. */
    private static final int QUIET_INTERVALS = 5;

    private final long intervalMillis;
    private volatile long nextSequence;
    private volatile long emitted = Batch.NO_WATERMARK;
    /** Guarded by this, as all that follows. */
    private long current;

    private long lastInputMillis = Long.MIN_VALUE;
    private int workingCount;
    private int unpausedCount;

    public OrderedWatermark(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    /** True if all batches before this one have been assigned; a batch without a sequence is always next. */
    public boolean isNext(long sequence) {
        return sequence == Batch.NO_SEQUENCE || sequence == nextSequence;
    }

    /**
     * Writes the watermark in force before each row, and advances by the rows' own watermarks. The result is what is
     * given out after the last row.
     */
    public synchronized long assign(Batch batch, long[] own, boolean[] isNull, long[] rows) {
        long max = current;
        long carried = emitted;
        long last = Math.max(0, carried);
        int count = batch.rowCount();
        for (int i = 0; i < count; i++) {
            rows[i] = carried;
            if (!isNull[i] && own[i] > max) {
                max = own[i];
                if (max - last > intervalMillis) {
                    last = max;
                    carried = max;
                }
            }
        }
        current = max;
        emitted = carried;
        if (batch.sequence() != Batch.NO_SEQUENCE) {
            nextSequence = batch.sequence() + 1;
        }
        return carried;
    }

    /**
     * Goes on from a snapshot, in which an instance had seen rows up to one watermark and given out another; called for
     * each instance before the first row.
     */
    public synchronized void restore(long seen, long given) {
        current = Math.max(current, seen);
        emitted = Math.max(emitted, given);
    }

    /** The watermark given out, or {@link Batch#NO_WATERMARK}. */
    public long emitted() {
        return emitted;
    }

    /** An instance opens at this time; until its first batch it counts as paused. */
    public synchronized void open(long nowMillis) {
        lastInputMillis = Math.max(lastInputMillis, nowMillis);
    }

    /** An instance has a batch, which it may hold for long, until its turn comes or its output takes more. */
    public synchronized void begin(boolean wasPaused) {
        workingCount++;
        if (wasPaused) {
            unpausedCount++;
        }
    }

    /** The instance is done with the batch. */
    public synchronized void end(long nowMillis) {
        workingCount--;
        lastInputMillis = Math.max(lastInputMillis, nowMillis);
    }

    /** An instance has no more to read right now. */
    public synchronized void pause() {
        unpausedCount--;
    }

    /** Gives out what there is, if input has paused for the interval. */
    public synchronized void emitCurrent(long nowMillis) {
        long wait = unpausedCount == 0 ? intervalMillis : QUIET_INTERVALS * intervalMillis;
        if (isQuiet(nowMillis, wait) && current > Math.max(0, emitted)) {
            emitted = current;
        }
    }

    /** True if no instance has had input for this long. */
    public synchronized boolean isQuiet(long nowMillis, long forMillis) {
        return workingCount == 0 && nowMillis - lastInputMillis >= forMillis;
    }
}
