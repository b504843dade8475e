package io.weir.connector.redis;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import io.weir.engine.type.RowDataConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Writes the rows of one instance as they come: a number of rows, or those of a time, are one pipeline and one
 * transaction. While Redis takes one portion the next is gathered, and the engine's thread does not wait.
 */
final class RedisSinkWriter implements SinkWriter {
    /** When to look again whether Redis has taken the portion before. */
    private static final long LOOK_AGAIN_MILLIS = 5;

    /** A portion with more than this is written although it has few rows. */
    private static final long PORTION_BYTES_MAX = 8 << 20;

    private final RedisOptions options;
    private final Clock clock;
    private final RowDataConverter converter;
    private final RowCommands rows;
    private final RedisSession session;
    private final PendingWork pending;

    private List<RedisCommand> gathered = new ArrayList<>();
    private int gatheredRows;
    private long gatheredBytes;
    private long flushTimeMillis = NEVER;
    private long bytes;
    private boolean isClosed;

    RedisSinkWriter(RedisTable table, Clock clock, ExecutorService threads) {
        options = table.options();
        this.clock = clock;
        converter = new RowDataConverter(table.type());
        rows = new RowCommands(table);
        session = new RedisSession(options);
        pending = new PendingWork(threads);
    }

    @Override
    public boolean write(Batch batch) {
        if (isFull() && !handOver()) {
            return false;
        }
        if (gatheredRows == 0) {
            flushTimeMillis = clock.currentTimeMillis() + options.bufferIntervalMillis();
        }
        for (int i = 0; i < batch.rowCount(); i++) {
            int before = gathered.size();
            rows.add(converter.toRowData(batch, i), gathered);
            for (int j = before; j < gathered.size(); j++) {
                gatheredBytes += gathered.get(j).bytes();
            }
        }
        gatheredRows += batch.rowCount();
        if (isFull()) {
            boolean unused = handOver();
        }
        return true;
    }

    private boolean isFull() {
        return gatheredRows >= options.bufferRowsMax() || gatheredBytes >= PORTION_BYTES_MAX;
    }

    /** Hands what is gathered to Redis; false if it is still at work on what it was handed before. */
    private boolean handOver() {
        if (pending.isRunning()) {
            return false;
        }
        if (!gathered.isEmpty()) {
            List<RedisCommand> portion = gathered;
            gathered = new ArrayList<>();
            bytes += gatheredBytes;
            pending.start(() -> session.transaction(portion));
        }
        gatheredRows = 0;
        gatheredBytes = 0;
        flushTimeMillis = NEVER;
        if (rows.isUpdating()) {
            gatheredRows = 1;
            flushTimeMillis = clock.currentTimeMillis() + options.bufferIntervalMillis();
        }
        return true;
    }

    /** As {@link #handOver}, when nothing may be left behind. */
    private boolean handAllOver() {
        rows.end(gathered);
        return handOver();
    }

    @Override
    public long flushTimeMillis() {
        return flushTimeMillis;
    }

    @Override
    public void flush() {
        boolean isTime = options.bufferIntervalMillis() == 0 || clock.currentTimeMillis() >= flushTimeMillis;
        if (gatheredRows > 0 && isTime && !handAllOver()) {
            flushTimeMillis = clock.currentTimeMillis() + LOOK_AGAIN_MILLIS;
        }
    }

    @Override
    public Optional<byte[]> prepare(long epoch) {
        return handAllOver() && !pending.isRunning() ? Optional.of(new byte[0]) : Optional.empty();
    }

    @Override
    public void finish() {
        pending.await();
        boolean unused = handAllOver();
        pending.await();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            pending.close(session);
        }
    }
}
