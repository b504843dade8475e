package io.weir.server.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.weir.server.http.Access;
import io.weir.server.http.Route;
import io.weir.server.http.Routes;
import java.util.List;
import java.util.Objects;

/** The routes of metrics: for Prometheus, and as JSON. */
public final class MetricsRoutes implements Routes {
    private final Catalogue catalogue;
    private final Exposition exposition = new Exposition();

    public MetricsRoutes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/metrics", Access.READ, "All metrics, for Prometheus")
                        .header("Accept", "application/openmetrics-text for OpenMetrics")
                        .raw("text/plain", exchange -> {
                            ExpositionFormatWriter form =
                                    exposition.form(Objects.requireNonNullElse(exchange.header("Accept"), ""));
                            exchange.contentType(form.getContentType())
                                    .result(exposition.write(catalogue.read(), form));
                        }),
                Route.get("/api/v1/metrics", Access.READ, "All metrics")
                        .json(MetricsAnswer.class, exchange -> MetricsAnswer.of(catalogue.read())));
    }
}
