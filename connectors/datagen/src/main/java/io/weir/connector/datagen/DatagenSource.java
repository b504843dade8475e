package io.weir.connector.datagen;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Generated rows as one ordered sequence of batches. Batch k holds rows k * n … k * n + n - 1, and is due when that
 * many rows should have been made by then; readers take the next batch as soon as it is due. After a pause, what is
 * overdue follows at once, as in Flink.
 */
final class DatagenSource implements Source {
    private static final double NANOS_PER_SECOND = 1e9;
    /** So many batches per second at least, if there are that many rows, so that rows are not held back. */
    private static final long BATCHES_PER_SECOND_MIN = 200;
    /** From this rate on, there is none: no machine would be held back by it. */
    private static final long UNLIMITED_ROWS_PER_SECOND = 10_000_000_000L;

    private final SourceRequest request;
    private final List<FieldGenerator> fields;
    private final long rowsPerSecond;
    private final long rowCount;
    private final boolean isSeeded;
    private final long startMillis;
    private final int batchRows;
    private final long batchCount;
    private final AtomicLong nextBatch = new AtomicLong();
    private final AtomicLong startNanos = new AtomicLong(Long.MIN_VALUE);

    DatagenSource(
            SourceRequest request,
            List<FieldGenerator> fields,
            long rowsPerSecond,
            long rowCount,
            boolean isSeeded,
            long startMillis) {
        this.request = request;
        this.fields = fields;
        this.rowsPerSecond = rowsPerSecond;
        this.rowCount = rowCount;
        this.isSeeded = isSeeded;
        this.startMillis = startMillis;
        batchRows = (int) Math.max(1, Math.min(request.batchRowsMax(), rowsPerSecond / BATCHES_PER_SECOND_MIN));
        batchCount = rowCount / batchRows + (rowCount % batchRows == 0 ? 0 : 1);
    }

    @Override
    public boolean isBounded() {
        return rowCount != Long.MAX_VALUE;
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public int splitCount() {
        return 1;
    }

    @Override
    public SourceReader createReader(int instance) {
        RowTimes times = isSeeded ? RowTimes.fixed(startMillis, rowsPerSecond) : RowTimes.ofClock();
        return new DatagenSourceReader(this, request, fields, times);
    }

    int batchRows() {
        return batchRows;
    }

    /** The number of rows in a batch. */
    int rowCount(long batch) {
        return (int) Math.min(batchRows, rowCount - batch * batchRows);
    }

    boolean isExhausted() {
        return nextBatch.get() >= batchCount;
    }

    /** The number of the next batch; -1 if it is not due yet, or if there is none. */
    long take() {
        while (true) {
            long batch = nextBatch.get();
            if (batch >= batchCount || !isDue(batch)) {
                return -1;
            }
            if (nextBatch.compareAndSet(batch, batch + 1)) {
                return batch;
            }
        }
    }

    private boolean isDue(long batch) {
        if (rowsPerSecond >= UNLIMITED_ROWS_PER_SECOND) {
            return true;
        }
        long now = request.clock().nanoTime();
        if (startNanos.get() == Long.MIN_VALUE) {
            startNanos.compareAndSet(Long.MIN_VALUE, now);
        }
        return now - startNanos.get() >= (double) batch * batchRows * NANOS_PER_SECOND / rowsPerSecond;
    }

    @Override
    public void close() {}
}
