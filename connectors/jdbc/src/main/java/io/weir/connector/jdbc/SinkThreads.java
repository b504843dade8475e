package io.weir.connector.jdbc;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads on which writers wait for their database, so that the engine's do not. */
final class SinkThreads {
    private SinkThreads() {}

    static ExecutorService start() {
        return Executors.newCachedThreadPool(task -> {
            Thread daemon = new Thread(task, "weir-jdbc-sink");
            daemon.setDaemon(true);
            return daemon;
        });
    }
}
