package io.weir.connector.jdbc;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.Columns;
import io.weir.plan.WeirException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the splits of one instance one after the other. A thread of its own waits for the database and fills batches;
 * few of them are there, and used again and again.
 */
final class JdbcSourceReader implements SourceReader {
    private static final int BATCHES = 3;

    private final SourceRequest request;
    private final ScanOptions scan;
    private final String sql;
    private final int[] splits;
    private final BlockingQueue<Filled> filled = new ArrayBlockingQueue<>(2 * BATCHES);
    private final BlockingQueue<Batch> empty = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread;

    /** The batch that the engine has. */
    private @Nullable Batch given;

    private int split;
    /** How many of the splits have ended. */
    private int splitsEnded;

    private long bytes;
    private volatile @Nullable Connection connection;
    private volatile boolean isClosed;

    /** A batch of a split; the end of a split if there is none; the failure of all if there is one. */
    private record Filled(
            int split, @Nullable Batch batch, @Nullable WeirException failure) {}

    JdbcSourceReader(SourceRequest request, ScanOptions scan, String sql, int instance) {
        this.request = request;
        this.scan = scan;
        this.sql = sql;
        splits = IntStream.range(0, scan.splitCount())
                .filter(index -> index % request.parallelism() == instance)
                .toArray();
        for (int i = 0; i < BATCHES; i++) {
            empty.add(Columns.batch(request.rowType(), 0));
        }
        thread = new Thread(this::read, "weir-jdbc-source-" + instance);
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try {
            try {
                for (int next : splits) {
                    read(next);
                    filled.put(new Filled(next, null, null));
                }
            } catch (SQLException e) {
                if (!isClosed) {
                    filled.put(new Filled(0, null, JdbcFailures.of(scan.table(), "reading the table", e)));
                }
            } catch (WeirException e) {
                filled.put(new Filled(0, null, e));
            } catch (RuntimeException e) {
                filled.put(new Filled(0, null, ColumnReader.unexpected(scan.table(), e)));
            }
        } catch (InterruptedException e) {
            // Closed: nobody waits for more.
            Thread.currentThread().interrupt();
        }
    }

    private void read(int part) throws SQLException, InterruptedException {
        try (Connection current = JdbcSession.connect(scan.table())) {
            connection = current;
            current.setAutoCommit(scan.isAutoCommit());
            try (PreparedStatement statement = current.prepareStatement(sql)) {
                scan.table().dialect().stream(statement, scan.fetchSize());
                if (scan.partition().isPresent()) {
                    ScanOptions.Partition parts = scan.partition().get();
                    boolean isLast = part == parts.count() - 1;
                    statement.setLong(1, parts.start(part));
                    statement.setLong(2, isLast ? parts.upper() + 1 : parts.start(part + 1));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    fill(rows, part);
                }
            }
        } finally {
            connection = null;
        }
    }

    private void fill(ResultSet rows, int part) throws SQLException, InterruptedException {
        ColumnReader[] readers = ColumnReader.of(scan.table(), request.rowType());
        Batch batch = empty.take();
        batch.reset();
        while (rows.next()) {
            int position = batch.rowCount();
            batch.ensureCapacity(position + 1);
            for (int i = 0; i < readers.length; i++) {
                readers[i].read(rows, i + 1, batch.column(i), position);
            }
            batch.setRowCount(position + 1);
            if (batch.rowCount() >= request.batchRowsMax()) {
                filled.put(new Filled(part, batch, null));
                batch = empty.take();
                batch.reset();
            }
        }
        if (batch.rowCount() > 0) {
            filled.put(new Filled(part, batch, null));
        } else {
            empty.put(batch);
        }
    }

    @Override
    public @Nullable Batch poll() {
        if (given != null) {
            boolean unused = empty.offer(given);
            given = null;
        }
        Filled next = filled.poll();
        if (next == null) {
            return null;
        }
        if (next.failure() != null) {
            throw next.failure();
        }
        split = next.split();
        given = next.batch();
        if (given == null) {
            splitsEnded++;
        } else {
            bytes += given.memoryBytes();
        }
        return given;
    }

    @Override
    public int split() {
        return split;
    }

    @Override
    public int[] splits() {
        return splits.clone();
    }

    @Override
    public boolean isFinished() {
        return splitsEnded == splits.length;
    }

    @Override
    public boolean isSplitFinished(int index) {
        return IntStream.range(0, splitsEnded).anyMatch(i -> splits[i] == index);
    }

    @Override
    public SourceProgress progress() {
        return new SourceProgress(bytes, 0, -1);
    }

    @Override
    public void close() {
        isClosed = true;
        Connection current = connection;
        if (current != null) {
            try {
                current.abort(Runnable::run);
            } catch (SQLException e) {
                // Gone already, which is what is wanted.
                thread.interrupt();
            }
        }
        thread.interrupt();
    }
}
