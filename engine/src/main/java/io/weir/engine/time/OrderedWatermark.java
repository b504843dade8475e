package io.weir.engine.time;

import io.weir.columnar.Batch;

/**
 * The watermark of a stream whose batches are numbered, shared by the instances of a watermark assigner: each batch
 * sees the watermark that the batches before it left, whichever thread it runs on, so which rows are late does not
 * depend on the number of threads.
 *
 * <p>As in Flink's assigner, the watermark starts at 0 and is given out at once when it has advanced by more than the
 * interval, otherwise when input pauses for the interval.
 */
public final class OrderedWatermark {
    private final long intervalMillis;
    private volatile long nextSequence;
    private volatile long current;
    private volatile long emitted;
    private volatile boolean hasEmitted;

    public OrderedWatermark(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    /** True if all batches before this one have been assigned; a batch without a sequence is always next. */
    public boolean isNext(long sequence) {
        return sequence == Batch.NO_SEQUENCE || sequence == nextSequence;
    }

    /** Writes the watermark in force before each row, and advances by the rows' own watermarks. */
    public void assign(Batch batch, long[] own, boolean[] isNull, long[] rows) {
        long max = current;
        long last = emitted;
        long carried = hasEmitted ? last : Batch.NO_WATERMARK;
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
        if (last != emitted) {
            emitted = last;
            hasEmitted = true;
        }
        if (batch.sequence() != Batch.NO_SEQUENCE) {
            nextSequence = batch.sequence() + 1;
        }
    }

    /** The watermark given out, or {@link Batch#NO_WATERMARK}. */
    public long emitted() {
        return hasEmitted ? emitted : Batch.NO_WATERMARK;
    }

    /** Input has paused for the interval: gives out what there is. */
    public void emitCurrent() {
        if (current > emitted) {
            emitted = current;
            hasEmitted = true;
        }
    }
}
