package io.weir.connector.redis;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import java.util.concurrent.ExecutorService;

/** A table whose rows are visible as they are written; each writer has a connection of its own. */
final class RedisSink implements Sink {
    private final RedisTable table;
    private final Clock clock;
    private final ExecutorService threads = SinkThreads.start();

    RedisSink(RedisTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public SinkWriter createWriter(int instance) {
        return new RedisSinkWriter(table, clock, threads);
    }

    @Override
    public SinkGuarantee guarantee() {
        return table.options().structure() == RedisStructure.LIST
                ? SinkGuarantee.AT_LEAST_ONCE
                : SinkGuarantee.IDEMPOTENT;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
