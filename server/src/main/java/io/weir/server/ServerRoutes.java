package io.weir.server;

import io.weir.engine.time.Clock;
import io.weir.server.alert.AlertRoutes;
import io.weir.server.alert.AlertService;
import io.weir.server.collect.CollectRoutes;
import io.weir.server.collect.Collector;
import io.weir.server.http.Route;
import io.weir.server.http.Routes;
import io.weir.server.metrics.Catalogue;
import io.weir.server.metrics.MetricsRoutes;
import io.weir.server.pipeline.PipelineReport;
import io.weir.server.pipeline.PipelineRoutes;
import io.weir.server.pipeline.Pipelines;
import java.util.List;

/** The one list of all parts of the server; {@link Routes} says how a part is added. */
final class ServerRoutes {
    private ServerRoutes() {}

    static List<Route> of(
            Pipelines pipelines, Collector collector, AlertService alerts, Catalogue catalogue, Clock clock) {
        List<Routes> parts = List.of(
                new HealthRoutes(pipelines),
                new PipelineRoutes(pipelines, new PipelineReport(clock)),
                new CollectRoutes(collector),
                new AlertRoutes(alerts, clock),
                new MetricsRoutes(catalogue));
        return parts.stream().flatMap(part -> part.routes().stream()).toList();
    }
}
