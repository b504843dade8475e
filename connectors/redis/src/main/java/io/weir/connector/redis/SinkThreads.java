package io.weir.connector.redis;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads on which writers wait for Redis, so that the engine's do not. */
final class SinkThreads {
    private SinkThreads() {}

    static ExecutorService start() {
        return Executors.newCachedThreadPool(task -> {
            Thread daemon = new Thread(task, "weir-redis-sink");
            daemon.setDaemon(true);
            return daemon;
        });
    }
}
