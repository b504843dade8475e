package io.weir.server;

import io.weir.server.http.HttpServer;
import io.weir.server.pipeline.Pipelines;
import java.util.List;

/** A process that serves: its pipelines run, and HTTP says what comes out of them. */
public final class WeirServer implements AutoCloseable {
    private final Pipelines pipelines;
    private final HttpServer http;

    private WeirServer(Pipelines pipelines, HttpServer http) {
        this.pipelines = pipelines;
        this.http = http;
    }

    /**
     * Starts serving; pipelines are planned and started while the server answers already.
     *
     * @throws io.weir.plan.WeirException if a path is not there, or the port cannot be had
     */
    public static WeirServer start(ServerOptions options) {
        Pipelines pipelines = new Pipelines(new Pipelines.Setup(
                options.paths(), options.run(), options.configuration(), options.state(), List.of(), List.of()));
        HttpServer http = null;
        try {
            http = HttpServer.start(
                    options.http(),
                    ServerRoutes.of(pipelines, options.run().clock()),
                    options.run().clock());
            return new WeirServer(pipelines, http);
        } finally {
            if (http == null) {
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
        pipelines.close();
    }
}
