package io.weir.connector.jdbc;

import io.weir.columnar.Batch;
import io.weir.engine.connector.PendingWork;
import io.weir.engine.spi.SinkWriter;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Collects the rows of one instance until the epoch ends. What exceeds {@code weir.jdbc.epoch-memory} is put down in
 * the database as a piece, as bytes: the memory is bounded, and {@link #prepare} has little left to do.
 */
final class JdbcEpochWriter implements SinkWriter {
    private final TargetTable target;
    private final EpochGroups.Seat seat;
    private final int instance;
    private final int memoryBytes;
    private final int[] columns;
    private final JdbcSession session;
    private final PendingWork pending;

    private final RowBytes rows = new RowBytes();
    /** Numbered as long as this writer lives, so that a piece's name does not hang on the number of the epoch. */
    private long nextPiece;

    private int pieces;
    private long bytes;
    private boolean isClosed;

    JdbcEpochWriter(
            SinkOptions options,
            EpochOptions epochOptions,
            TargetTable target,
            EpochGroups.Seat seat,
            int instance,
            ExecutorService threads) {
        this.target = target;
        this.seat = seat;
        this.instance = instance;
        memoryBytes = epochOptions.memoryBytes();
        columns = target.positions(false);
        session = new JdbcSession(options.table(), options.retriesMax());
        pending = new PendingWork("a database", threads);
    }

    @Override
    public boolean write(Batch batch) {
        if (rows.size() >= memoryBytes && !putDown()) {
            return false;
        }
        int before = rows.size();
        for (int i = 0; i < batch.rowCount(); i++) {
            rows.addRow(batch, i, columns);
        }
        bytes += rows.size() - before;
        return true;
    }

    /** Puts the rows down in the database; false if it is still at work on the piece before. */
    private boolean putDown() {
        if (pending.isRunning()) {
            return false;
        }
        byte[] data = rows.toArray();
        rows.clear();
        long piece = nextPiece++;
        pieces++;
        EpochTable epochs = seat.group().epochs();
        String sink = seat.member().sink();
        long generation = seat.member().generation();
        pending.start(() -> session.run(
                "putting rows down",
                connection -> epochs.addPiece(connection, sink, generation, instance, piece, data)));
        return true;
    }

    /** Rows wait for the end of the epoch. */
    @Override
    public void flush() {}

    @Override
    public Optional<byte[]> prepare(long epoch) {
        if (pending.isRunning() || (rows.size() >= memoryBytes && putDown())) {
            return Optional.empty();
        }
        byte[] prepared = new PreparedRows(
                        seat.member().generation(), instance, nextPiece - pieces, pieces, rows.toArray())
                .toBytes(target.type());
        rows.clear();
        pieces = 0;
        return Optional.of(prepared);
    }

    /** The rows of the last epoch are prepared as those of every other. */
    @Override
    public void finish() {}

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
