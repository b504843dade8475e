package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.columnar.LongColumn;
import io.weir.engine.operator.OperatorMetrics;

/**
 * Sorts by slice what a first phase has sent. The first phase leaves out what is late by its own watermark; while one
 * of its instances is idle, the second phase's watermark goes on without it, and what it sends after that may be late
 * here: it is left out and counted, or enters the first of its windows that has not fired, as in Flink.
 */
final class ReceivedSlices {
    private final SlicedWindows windows;
    private final WindowTime time;
    /** True if everything belongs to just one window. */
    private final boolean isAttached;

    private final OperatorMetrics metrics;
    private final SliceBuckets buckets = new SliceBuckets();

    ReceivedSlices(SlicedWindows windows, WindowTime time, boolean isAttached, OperatorMetrics metrics) {
        this.windows = windows;
        this.time = time;
        this.isAttached = isAttached;
        this.metrics = metrics;
    }

    /** The rows or groups of the batch by slice; valid until the next call. */
    SliceBuckets receive(Batch batch, long watermark) {
        int count = batch.rowCount();
        long[] entries = ((LongColumn) batch.column(WindowTransport.ENTRY)).values();
        long[] sliceEnds = ((LongColumn) batch.column(WindowTransport.SLICE_END)).values();
        buckets.reset(count);
        for (int i = 0; i < count; i++) {
            if (time.hasFired(entries[i], watermark)) {
                addIfNotLate(entries[i], sliceEnds[i], watermark, i);
            } else {
                buckets.add(entries[i], sliceEnds[i], i);
            }
        }
        return buckets;
    }

    private void addIfNotLate(long entry, long sliceEnd, long watermark, int position) {
        if (isAttached || time.hasFired(windows.lastWindowEnd(sliceEnd), watermark)) {
            metrics.addLateRow(watermark, time.toTimer(sliceEnd - 1));
            return;
        }
        long next = entry;
        while (time.hasFired(next, watermark)) {
            next = windows.nextWindowEnd(next);
        }
        buckets.add(next, sliceEnd, position);
    }
}
