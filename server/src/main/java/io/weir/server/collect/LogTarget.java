package io.weir.server.collect;

import io.weir.connector.collect.CollectLog;
import io.weir.connector.collect.CollectLogs;
import io.weir.connector.collect.CollectOptions;
import io.weir.engine.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The log of a table with {@code 'connector' = 'collect'}. */
final class LogTarget implements CollectTarget {
    private final CollectLog log;

    LogTarget(CollectTable table, Clock clock) {
        CollectOptions options = CollectOptions.of(table.identifier(), table.options(), table.configuration());
        log = CollectLogs.acquire(options.folder(), options.limits(), clock);
    }

    @Override
    public CompletableFuture<Void> send(List<byte[]> records, List<byte[]> keys) {
        return log.append(records);
    }

    @Override
    public void close() {
        CollectLogs.release(log);
    }
}
