package io.weir.connector.jdbc;

import io.weir.columnar.Batch;
import io.weir.engine.connector.PendingWork;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Writes the rows of one instance as they come: a number of rows, or those of a time, are one transaction. While the
 * database takes one portion the next is gathered, and the engine's thread does not wait.
 */
final class JdbcSinkWriter implements SinkWriter {
    /** When to look again whether the database has taken the portion before. */
    private static final long LOOK_AGAIN_MILLIS = 5;

    private final SinkOptions options;
    private final Clock clock;
    private final TableWriter writer;
    private final JdbcSession session;
    private final PendingWork pending;

    /** The portion that is gathered, and the one that the database takes. */
    private Batch gathered;

    private Batch handed;
    private int[] positions = new int[0];
    private long flushTimeMillis = NEVER;
    private long bytes;
    private boolean isClosed;

    JdbcSinkWriter(SinkOptions options, TargetTable target, Clock clock, ExecutorService threads) {
        this.options = options;
        this.clock = clock;
        writer = new TableWriter(options.table(), target);
        session = new JdbcSession(options.table(), options.retriesMax());
        pending = new PendingWork("a database", threads);
        gathered = Columns.batch(target.type(), 0);
        handed = Columns.batch(target.type(), 0);
    }

    @Override
    public boolean write(Batch batch) {
        if (gathered.rowCount() >= options.bufferRowsMax() && !handOver()) {
            return false;
        }
        if (gathered.rowCount() == 0) {
            flushTimeMillis = clock.currentTimeMillis() + options.bufferIntervalMillis();
        }
        append(batch);
        if (gathered.rowCount() >= options.bufferRowsMax()) {
            boolean unused = handOver();
        }
        return true;
    }

    private void append(Batch batch) {
        int count = batch.rowCount();
        if (positions.length < count) {
            positions = new int[count];
            for (int i = 0; i < count; i++) {
                positions[i] = i;
            }
        }
        gathered.append(batch, positions, count);
    }

    /** Hands what is gathered to the database; false if it is still at work on what it was handed before. */
    private boolean handOver() {
        if (pending.isRunning()) {
            return false;
        }
        if (gathered.rowCount() > 0) {
            Batch next = handed;
            handed = gathered;
            gathered = next;
            gathered.reset();
            bytes += handed.memoryBytes();
            Batch portion = handed;
            pending.start(() -> writeOut(portion));
        }
        flushTimeMillis = NEVER;
        return true;
    }

    private void writeOut(Batch portion) {
        try {
            session.run("writing rows", connection -> writer.write(connection, portion));
        } catch (TableWriter.RowFailure e) {
            throw e.explain(session);
        }
    }

    @Override
    public long flushTimeMillis() {
        return flushTimeMillis;
    }

    @Override
    public void flush() {
        boolean isTime = options.bufferIntervalMillis() == 0 || clock.currentTimeMillis() >= flushTimeMillis;
        if (gathered.rowCount() > 0 && isTime && !handOver()) {
            flushTimeMillis = clock.currentTimeMillis() + LOOK_AGAIN_MILLIS;
        }
    }

    @Override
    public Optional<byte[]> prepare(long epoch) {
        return handOver() && !pending.isRunning() ? Optional.of(new byte[0]) : Optional.empty();
    }

    @Override
    public void finish() {
        pending.await();
        boolean unused = handOver();
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
