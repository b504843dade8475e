package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.operator.OperatorMetrics;
import io.weir.engine.time.Clock;
import io.weir.engine.time.EventTimes;

/**
 * Finds the slice of each row of a batch, leaves out the rows that are late for all their windows, and sorts the others
 * by slice: a batch usually holds rows of very few slices.
 *
 * <p>A row is late for a window when the watermark that it carries has fired the window: {@code watermark >= end - 1};
 * or, where it comes from an instance that was idle while event time went on, the watermark of the operator.
 */
final class RowSlicer {
    /** Where the time comes from. */
    enum TimeSource {
        /** A column with the row's time. */
        TIME_COLUMN,
        /** The clock. */
        PROCESSING_TIME,
        /** A column with the end of the window that the row has been assigned to. */
        WINDOW_END_COLUMN
    }

    private final SlicedWindows windows;
    private final WindowTime time;
    private final TimeSource source;
    private final int timeColumn;
    private final int startColumn;
    private final Clock clock;
    private final OperatorMetrics metrics;
    private final SliceBuckets buckets = new SliceBuckets();
    private long[] times = new long[0];
    private long operatorWatermark = Batch.NO_WATERMARK;

    RowSlicer(
            SlicedWindows windows,
            WindowTime time,
            TimeSource source,
            int timeColumn,
            int startColumn,
            Clock clock,
            OperatorMetrics metrics) {
        this.windows = windows;
        this.time = time;
        this.source = source;
        this.timeColumn = timeColumn;
        this.startColumn = startColumn;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * The rows of the batch by slice; valid until the next call.
     *
     * @param watermark the operator's, if it fires windows
     */
    SliceBuckets slice(Batch batch, long watermark) {
        operatorWatermark = watermark;
        int count = batch.rowCount();
        buckets.reset(count);
        if (count == 0) {
            return buckets;
        }
        if (times.length < count) {
            times = new long[count];
        }
        switch (source) {
            case TIME_COLUMN -> {
                sliceByTime(batch, count);
                noteWaits();
            }
            case PROCESSING_TIME -> {
                long slice = windows.sliceEnd(time.toWall(clock.currentTimeMillis()));
                long entry = windows.firstWindowEnd(slice);
                for (int i = 0; entry != Long.MAX_VALUE && i < count; i++) {
                    buckets.add(entry, slice, i);
                }
            }
            case WINDOW_END_COLUMN -> sliceByWindowEnd(batch, count);
        }
        return buckets;
    }

    private void noteWaits() {
        long now = clock.nanoTime();
        for (int i = 0; i < buckets.bucketCount(); i++) {
            metrics.windowWaits().add(time.toTimer(buckets.entry(i) - 1), buckets.count(i), now);
        }
    }

    private void sliceByTime(Batch batch, int count) {
        Column column = batch.column(timeColumn);
        if (column instanceof LongColumn longs && takeAsOneSlice(batch, longs.values(), count)) {
            return;
        }
        for (int i = 0; i < count; i++) {
            times[i] = windows.sliceEnd(time.toWall(EventTimes.millis(column, i)));
        }
        long greatest = watermark(batch, count - 1);
        boolean isTumbling = windows.isTumbling();
        for (int i = 0; i < count; i++) {
            long slice = times[i];
            // Watermarks only rise, so a slice that the last row's has not fired, no row's has.
            if (isTumbling ? slice - 1 > greatest && time.toTimer(slice - 1) > greatest : isEarly(slice, greatest)) {
                long entry = isTumbling ? slice : windows.firstWindowEnd(slice);
                if (entry != Long.MAX_VALUE) {
                    buckets.add(entry, slice, i);
                }
            } else {
                addIfNotLate(slice, watermark(batch, i), batch, i);
            }
        }
    }

    /**
     * Most batches lie in one slice that no watermark has fired yet. Then the least and the greatest time decide for
     * all rows; false if that is not so.
     */
    private boolean takeAsOneSlice(Batch batch, long[] values, int count) {
        long least = least(values, count);
        long greatest = greatest(values, count);
        long leastWall = time.toWall(least);
        long greatestWall = time.toWall(greatest);
        long slice = windows.sliceEnd(leastWall);
        boolean isOneSlice = greatestWall < slice && greatestWall - leastWall == greatest - least;
        if (!isOneSlice || !isEarly(slice, watermark(batch, count - 1))) {
            return false;
        }
        long entry = windows.firstWindowEnd(slice);
        if (entry != Long.MAX_VALUE) {
            buckets.addAll(entry, slice, count);
        }
        return true;
    }

    private static long least(long[] values, int count) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, values[i]);
        }
        return least;
    }

    private static long greatest(long[] values, int count) {
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            greatest = Math.max(greatest, values[i]);
        }
        return greatest;
    }

    private long watermark(Batch batch, int row) {
        return Math.max(batch.watermark(row), operatorWatermark);
    }

    private boolean isEarly(long slice, long watermark) {
        return time.toTimer(slice - 1) > watermark;
    }

    private void addIfNotLate(long slice, long watermark, Batch batch, int position) {
        long entry = windows.firstWindowEnd(slice);
        if (entry == Long.MAX_VALUE) {
            return;
        }
        if (time.hasFired(windows.lastWindowEnd(slice), watermark)) {
            metrics.addLateRow(watermark, EventTimes.millis(batch.column(timeColumn), position));
            return;
        }
        while (time.hasFired(entry, watermark)) {
            entry = windows.nextWindowEnd(entry);
        }
        buckets.add(entry, slice, position);
    }

    private void sliceByWindowEnd(Batch batch, int count) {
        Column ends = batch.column(timeColumn);
        for (int i = 0; i < count; i++) {
            long end = EventTimes.millis(ends, i);
            if (time.hasFired(end, watermark(batch, i))) {
                metrics.addLateRow(watermark(batch, i), time.toTimer(end - 1));
            } else {
                buckets.add(end, startColumn >= 0 ? EventTimes.millis(batch.column(startColumn), i) : end, i);
            }
        }
    }
}
