package io.weir.engine.time;

/**
 * How long rows wait for their windows to close: when rows come in, the watermark at which their window closes is noted
 * with the time; when that watermark comes, the time between has been waited. For the thread of one instance; the
 * histogram is for any.
 *
 * <p>A note is taken for the rows of some batches together, of as many as it needs to have room for all: when there is
 * none, notes of the same window are put together in pairs. Rows of a note count as come at the mean of their times.
 */
public final class WindowWaits {
    private static final int NOTES_MAX = 256;

    private final DurationHistogram histogram = new DurationHistogram();
    private final long[] closes = new long[NOTES_MAX];
    private final long[] nanos = new long[NOTES_MAX];
    private final long[] rows = new long[NOTES_MAX];
    private int count;
    private int batchesPerNote = 1;
    /** The batches that the last note is of. */
    private int lastBatches;

    private long leastClose = Long.MAX_VALUE;

    /** So many rows have come in, whose window closes at this watermark. */
    public void add(long closeMillis, long rowCount, long nowNanos) {
        int last = count - 1;
        if (lastBatches < batchesPerNote && last >= 0 && closes[last] == closeMillis) {
            join(last, nowNanos, rowCount);
            lastBatches++;
            return;
        }
        if (count == NOTES_MAX) {
            putTogether();
        }
        if (count == NOTES_MAX) {
            return;
        }
        lastBatches = 1;
        closes[count] = closeMillis;
        nanos[count] = nowNanos;
        rows[count] = rowCount;
        count++;
        leastClose = Math.min(leastClose, closeMillis);
    }

    private void putTogether() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            boolean hasPartner = i + 1 < count && closes[i + 1] == closes[i];
            closes[kept] = closes[i];
            nanos[kept] = nanos[i];
            rows[kept] = rows[i];
            if (hasPartner) {
                join(kept, nanos[i + 1], rows[i + 1]);
                i++;
            }
            kept++;
        }
        count = kept;
        batchesPerNote *= 2;
    }

    private void join(int note, long otherNanos, long otherRows) {
        rows[note] += otherRows;
        nanos[note] += (long) ((double) (otherNanos - nanos[note]) * otherRows / rows[note]);
    }

    /**
     * The watermark has come this far.
     *
     * @return the mean time that the rows have waited whose windows it closes, 0 if it closes none
     */
    public long close(long watermark, long nowNanos) {
        if (watermark < leastClose) {
            return 0;
        }
        int kept = 0;
        long closedRows = 0;
        double waited = 0;
        leastClose = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            if (closes[i] <= watermark) {
                long wait = nowNanos - nanos[i];
                histogram.add(wait, rows[i]);
                waited += (double) wait * rows[i];
                closedRows += rows[i];
            } else {
                closes[kept] = closes[i];
                nanos[kept] = nanos[i];
                rows[kept] = rows[i];
                leastClose = Math.min(leastClose, closes[i]);
                kept++;
            }
        }
        count = kept;
        if (count == 0) {
            batchesPerNote = Math.max(1, batchesPerNote / 2);
        }
        return closedRows == 0 ? 0 : (long) (waited / closedRows);
    }

    /** What has been waited so far. */
    public DurationHistogram.Reading read() {
        return histogram.read();
    }
}
