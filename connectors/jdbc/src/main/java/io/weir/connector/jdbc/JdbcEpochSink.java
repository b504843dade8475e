package io.weir.connector.jdbc;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkWriter;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * A table in which the rows of an epoch show together, once.
 *
 * <p>The rows of an epoch travel in its manifest; what is too much for that waits in a table of the database.
 * {@link #commit} brings them into the table in one transaction that also notes the epoch, together with the other
 * tables of the same run and database: see {@link EpochGroup}.
 */
final class JdbcEpochSink implements Sink {
    private final SinkOptions options;
    private final EpochOptions epochOptions;
    private final TargetTable target;
    private final EpochGroups.Seat seat;
    private final ExecutorService threads = SinkThreads.start();

    JdbcEpochSink(SinkOptions options, EpochOptions epochOptions, TargetTable target, EpochGroups.Seat seat) {
        this.options = options;
        this.epochOptions = epochOptions;
        this.target = target;
        this.seat = seat;
    }

    @Override
    public SinkWriter createWriter(int instance) {
        seat.group().own(seat.member());
        return new JdbcEpochWriter(options, epochOptions, target, seat, instance, threads);
    }

    @Override
    public SinkGuarantee guarantee() {
        return SinkGuarantee.EXACTLY_ONCE;
    }

    @Override
    public boolean recover(long epoch, List<byte[]> prepared) {
        seat.group().recover(seat.member(), epoch, prepared);
        return true;
    }

    @Override
    public void commit(long epoch, List<byte[]> prepared) {
        seat.group().commit(seat.member(), epoch, prepared);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        seat.close();
    }
}
