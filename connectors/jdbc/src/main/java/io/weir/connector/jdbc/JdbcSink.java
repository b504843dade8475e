package io.weir.connector.jdbc;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import java.util.concurrent.ExecutorService;

/** A table whose rows are visible as they are written; each writer has a connection of its own. */
final class JdbcSink implements Sink {
    private final SinkOptions options;
    private final TargetTable target;
    private final Clock clock;
    private final ExecutorService threads = SinkThreads.start();

    JdbcSink(SinkOptions options, TargetTable target, Clock clock) {
        this.options = options;
        this.target = target;
        this.clock = clock;
    }

    @Override
    public SinkWriter createWriter(int instance) {
        return new JdbcSinkWriter(options, target, clock, threads);
    }

    @Override
    public SinkGuarantee guarantee() {
        return target.hasKey() ? SinkGuarantee.IDEMPOTENT : SinkGuarantee.AT_LEAST_ONCE;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
