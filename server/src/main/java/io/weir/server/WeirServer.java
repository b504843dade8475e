package io.weir.server;

import io.weir.connector.view.ViewCatalog;
import io.weir.server.http.HttpServer;
import io.weir.server.metrics.HttpRequests;
import io.weir.server.pipeline.PipelineReport;
import io.weir.server.pipeline.Pipelines;

/** A process that serves: its pipelines run, and HTTP says what comes out of them. */
public final class WeirServer implements AutoCloseable {
    private final ServerParts parts;
    private final ServerRoutes routes;
    private final HttpServer http;

    private WeirServer(ServerParts parts, ServerRoutes routes, HttpServer http) {
        this.parts = parts;
        this.routes = routes;
        this.http = http;
    }

    /**
     * Starts serving; pipelines are planned and started while the server answers already.
     *
     * @throws io.weir.plan.WeirException if a path is not there, or the port cannot be had
     */
    public static WeirServer start(ServerOptions options) {
        ServerParts parts = ServerParts.start(options);
        HttpRequests requests = new HttpRequests();
        ServerRoutes routes = new ServerRoutes(parts, ServedMetrics.of(parts, requests), options);
        HttpServer http = null;
        try {
            http = HttpServer.start(options.http(), routes.all(), parts.clock(), requests);
            parts.alerts()
                    .start(
                            new HealthNumbers(
                                    parts.pipelines(), new PipelineReport(parts.clock()), parts.clock(), parts.days()),
                            (options.http().tls().isPresent() ? "https://" : "http://")
                                    + options.http().host() + ":" + http.port());
            return new WeirServer(parts, routes, http);
        } finally {
            if (http == null) {
                routes.close();
                parts.close();
            }
        }
    }

    /** The port that it listens on. */
    public int port() {
        return http.port();
    }

    /** The pipelines that run here. */
    public Pipelines pipelines() {
        return parts.pipelines();
    }

    /** The views that they write. */
    public ViewCatalog views() {
        return parts.views();
    }

    /** Answers nobody any more, and stops all pipelines behind a last epoch. */
    @Override
    public void close() {
        routes.close();
        http.close();
        parts.close();
    }
}
