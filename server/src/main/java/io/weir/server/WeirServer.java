package io.weir.server;

import io.weir.server.collect.CollectSettings;
import io.weir.server.collect.Collector;
import io.weir.server.http.HttpServer;
import io.weir.server.pipeline.Pipelines;
import java.util.List;
import java.util.Map;

/** A process that serves: its pipelines run, and HTTP says what comes out of them. */
public final class WeirServer implements AutoCloseable {
    private final Pipelines pipelines;
    private final Collector collector;
    private final HttpServer http;

    private WeirServer(Pipelines pipelines, Collector collector, HttpServer http) {
        this.pipelines = pipelines;
        this.collector = collector;
        this.http = http;
    }

    /**
     * Starts serving; pipelines are planned and started while the server answers already.
     *
     * @throws io.weir.plan.WeirException if a path is not there, or the port cannot be had
     */
    public static WeirServer start(ServerOptions options) {
        CollectSettings collecting = CollectSettings.of(options.configuration());
        Map<String, String> configuration = CollectSettings.withDirectory(options.configuration(), options.state());
        Pipelines pipelines = new Pipelines(new Pipelines.Setup(
                options.paths(), options.run(), configuration, options.state(), List.of(), List.of()));
        Collector collector = Collector.of(pipelines, collecting, options.run().clock());
        HttpServer http = null;
        try {
            http = HttpServer.start(
                    options.http(),
                    ServerRoutes.of(pipelines, collector, options.run().clock()),
                    options.run().clock());
            return new WeirServer(pipelines, collector, http);
        } finally {
            if (http == null) {
                collector.close();
                pipelines.close();
            }
        }
    }

    /** The port that it listens on. */
    public int port() {
        return http.port();
    }

    /** The pipelines that run here. */
    public Pipelines pipelines() {
        return pipelines;
    }

    /** Answers nobody any more, and stops all pipelines behind a last epoch. */
    @Override
    public void close() {
        http.close();
        collector.close();
        pipelines.close();
    }
}
