package io.weir.server;

import io.weir.connector.alert.AlertSinkFactory;
import io.weir.engine.time.Clock;
import io.weir.server.alert.AlertOptions;
import io.weir.server.alert.AlertService;
import io.weir.server.collect.CollectSettings;
import io.weir.server.collect.Collector;
import io.weir.server.http.HttpServer;
import io.weir.server.metrics.Catalogue;
import io.weir.server.metrics.HttpRequests;
import io.weir.server.pipeline.PipelineReport;
import io.weir.server.pipeline.Pipelines;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that serves: its pipelines run, and HTTP says what comes out of them. */
public final class WeirServer implements AutoCloseable {
    private final Pipelines pipelines;
    private final Collector collector;
    private final AlertService alerts;
    private final HttpServer http;

    private WeirServer(Pipelines pipelines, Collector collector, AlertService alerts, HttpServer http) {
        this.pipelines = pipelines;
        this.collector = collector;
        this.alerts = alerts;
        this.http = http;
    }

    /**
     * Starts serving; pipelines are planned and started while the server answers already.
     *
     * @throws io.weir.plan.WeirException if a path is not there, or the port cannot be had
     */
    public static WeirServer start(ServerOptions options) {
        Clock clock = options.run().clock();
        CollectSettings collecting = CollectSettings.of(options.configuration());
        AlertService alerts = new AlertService(
                AlertOptions.read(
                        options.configuration(), options.state(), name -> Optional.ofNullable(System.getenv(name))),
                clock);
        Map<String, String> configuration =
                AlertOptions.withoutRoutes(CollectSettings.withDirectory(options.configuration(), options.state()));
        Pipelines pipelines = new Pipelines(new Pipelines.Setup(
                options.paths(),
                options.run(),
                configuration,
                options.state(),
                List.of(),
                List.of(new AlertSinkFactory(alerts))));
        Collector collector = Collector.of(pipelines, collecting, clock);
        HttpServer http = null;
        try {
            HttpRequests requests = new HttpRequests();
            Catalogue catalogue = ServedMetrics.of(pipelines, collector.statistics(), requests, clock);
            http = HttpServer.start(
                    options.http(), ServerRoutes.of(pipelines, collector, alerts, catalogue, clock), clock, requests);
            alerts.start(
                    new HealthNumbers(pipelines, new PipelineReport(clock), clock),
                    (options.http().tls().isPresent() ? "https://" : "http://")
                            + options.http().host() + ":" + http.port());
            return new WeirServer(pipelines, collector, alerts, http);
        } finally {
            if (http == null) {
                collector.close();
                pipelines.close();
                alerts.close();
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
        alerts.close();
    }
}
