package io.weir.connector.datagen;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Generated rows as one ordered sequence of batches. Batch k holds rows k * n … k * n + n - 1, and is due when that
 * many rows should have been made by then; readers take the next batch as soon as it is due. After a pause, what is
 * overdue follows at once, as in Flink.
 */
final class DatagenSource implements Source {
    private static final String POSITION = "0";
    private static final int POSITION_BYTES = 2 * Long.BYTES;
    private static final double NANOS_PER_SECOND = 1e9;
    /** So many batches per second at least, if there are that many rows, so that rows are not held back. */
    private static final long BATCHES_PER_SECOND_MIN = 200;
    /** From this rate on, there is none: no machine would be held back by it. */
    private static final long UNLIMITED_ROWS_PER_SECOND = 10_000_000_000L;

    private final SourceRequest request;
    private final LongFunction<List<FieldGenerator>> newFields;
    private final long rowsPerSecond;
    private final long allRows;
    private final boolean isSeeded;
    private final long startMillis;
    private final int batchRows;
    private final AtomicLong nextBatch = new AtomicLong();
    private final AtomicLong startNanos = new AtomicLong(Long.MIN_VALUE);
    private long seed;
    /** The row with which this run begins, and the number of rows and batches from there on. */
    private long firstRow;

    private long rowCount;
    private long batchCount;
    private List<FieldGenerator> fields;

    DatagenSource(
            SourceRequest request,
            LongFunction<List<FieldGenerator>> newFields,
            long seed,
            long rowsPerSecond,
            long rowCount,
            boolean isSeeded,
            long startMillis) {
        this.request = request;
        this.newFields = newFields;
        this.seed = seed;
        this.rowsPerSecond = rowsPerSecond;
        this.allRows = rowCount;
        this.isSeeded = isSeeded;
        this.startMillis = startMillis;
        batchRows = (int) Math.max(1, Math.min(request.batchRowsMax(), rowsPerSecond / BATCHES_PER_SECOND_MIN));
        fields = newFields.apply(seed);
        beginAt(0);
    }

    private void beginAt(long row) {
        firstRow = row;
        rowCount = isBounded() ? Math.max(0, allRows - row) : Long.MAX_VALUE;
        batchCount = rowCount / batchRows + (rowCount % batchRows == 0 ? 0 : 1);
    }

    @Override
    public boolean isReplayable() {
        return true;
    }

    @Override
    public void restore(Map<String, byte[]> positions) {
        byte[] position = positions.get(POSITION);
        if (position == null || position.length != POSITION_BYTES) {
            throw new IllegalArgumentException("no position of generated rows");
        }
        ByteBuffer saved = ByteBuffer.wrap(position);
        long savedSeed = saved.getLong();
        if (isSeeded && savedSeed != seed) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "The epoch's rows were generated with the seed " + savedSeed + ", not " + seed,
                    "table " + request.table(),
                    "Set '" + DatagenSourceFactory.SEED + "' back, or begin anew without the saved epochs",
                    null);
        }
        seed = savedSeed;
        fields = newFields.apply(seed);
        beginAt(saved.getLong());
    }

    /** The next row, and the seed, which is a random one if none is set: the rows to come are the same then. */
    Map<String, byte[]> positions() {
        long row = firstRow + Math.min(rowCount, nextBatch.get() * batchRows);
        return Map.of(
                POSITION,
                ByteBuffer.allocate(POSITION_BYTES).putLong(seed).putLong(row).array());
    }

    @Override
    public boolean isBounded() {
        return allRows != Long.MAX_VALUE;
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

    /** The number of the first row of a batch. */
    long firstRow(long batch) {
        return firstRow + batch * batchRows;
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
