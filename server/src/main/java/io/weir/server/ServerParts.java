package io.weir.server;

import io.weir.connector.alert.AlertSinkFactory;
import io.weir.connector.view.ViewCatalog;
import io.weir.connector.view.ViewSinkFactory;
import io.weir.connector.view.ViewSourceFactory;
import io.weir.engine.time.Clock;
import io.weir.server.alert.AlertOptions;
import io.weir.server.alert.AlertService;
import io.weir.server.collect.CollectSettings;
import io.weir.server.collect.Collector;
import io.weir.server.pipeline.Pipelines;
import io.weir.server.report.DayLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What works in a server beside HTTP, and what its routes tell of.
 *
 * @param pipelines what runs
 * @param views what they write for readers
 * @param collector takes events
 * @param alerts judges, and tells people
 * @param days remembers what pipelines did
 */
record ServerParts(
        Pipelines pipelines, ViewCatalog views, Collector collector, AlertService alerts, DayLog days, Clock clock)
        implements AutoCloseable {
    /** Starts all of it but the alerts, which tell people where the server is. */
    static ServerParts start(ServerOptions options) {
        Clock clock = options.run().clock();
        CollectSettings collecting = CollectSettings.of(options.configuration());
        AlertOptions alerting = AlertOptions.read(
                options.configuration(), options.state(), name -> Optional.ofNullable(System.getenv(name)));
        AlertService alerts = new AlertService(alerting, clock);
        Map<String, String> configuration =
                AlertOptions.withoutRoutes(CollectSettings.withDirectory(options.configuration(), options.state()));
        ViewCatalog views = new ViewCatalog(clock);
        Pipelines pipelines = new Pipelines(new Pipelines.Setup(
                options.paths(),
                options.run(),
                ConsoleRoutes.withoutOwn(configuration),
                options.state(),
                List.of(new ViewSourceFactory(views)),
                List.of(new ViewSinkFactory(views), new AlertSinkFactory(alerts))));
        return new ServerParts(
                pipelines,
                views,
                Collector.of(pipelines, collecting, clock),
                alerts,
                new DayLog(alerting.folder(), clock),
                clock);
    }

    @Override
    public void close() {
        collector.close();
        pipelines.close();
        alerts.close();
        days.close();
    }
}
