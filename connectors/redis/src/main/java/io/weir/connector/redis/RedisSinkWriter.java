package io.weir.connector.redis;

import io.weir.columnar.Batch;
import io.weir.engine.connector.PendingWork;
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

    /** How long the new row of an update is waited for at least, also by writers that hold nothing back. */
    private static final long UPDATE_WAIT_MILLIS_MIN = 100;

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
    /** When the old row of an update is removed although its new row has not come. */
    private long updateTimeMillis = NEVER;

    private long bytes;
    private boolean isClosed;

    RedisSinkWriter(RedisTable table, Clock clock, ExecutorService threads) {
        options = table.options();
        this.clock = clock;
        converter = new RowDataConverter(table.type());
        rows = new RowCommands(table);
        session = new RedisSession(options);
        pending = new PendingWork("Redis", threads);
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
        updateTimeMillis = rows.isUpdating()
                ? clock.currentTimeMillis() + Math.max(options.bufferIntervalMillis(), UPDATE_WAIT_MILLIS_MIN)
                : NEVER;
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
        return true;
    }

    /** As {@link #handOver}, when nothing may be left behind. */
    private boolean handAllOver() {
        endUpdate();
        return handOver();
    }

    private void endUpdate() {
        updateTimeMillis = NEVER;
        if (rows.isUpdating()) {
            rows.end(gathered);
            gatheredRows++;
        }
    }

    @Override
    public long flushTimeMillis() {
        return Math.min(flushTimeMillis, updateTimeMillis);
    }

    /**
     * Does not end an update whose old row has come last: the new row would follow in another transaction, and the key
     * be away until then.
     */
    @Override
    public void flush() {
        long now = clock.currentTimeMillis();
        if (now >= updateTimeMillis) {
            endUpdate();
            flushTimeMillis = now;
        }
        boolean isTime = options.bufferIntervalMillis() == 0 || now >= flushTimeMillis;
        if (gatheredRows > 0 && isTime && !handOver()) {
            flushTimeMillis = now + LOOK_AGAIN_MILLIS;
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
