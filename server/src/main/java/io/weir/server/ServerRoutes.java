package io.weir.server;

import io.weir.server.alert.AlertRoutes;
import io.weir.server.alert.AlertSamples;
import io.weir.server.collect.CollectRoutes;
import io.weir.server.http.Route;
import io.weir.server.http.Routes;
import io.weir.server.metrics.Catalogue;
import io.weir.server.metrics.MetricsRoutes;
import io.weir.server.pipeline.NodeRoutes;
import io.weir.server.pipeline.PipelineReport;
import io.weir.server.pipeline.PipelineRoutes;
import io.weir.server.query.QueryRoutes;
import io.weir.server.report.ReportRoutes;
import io.weir.server.view.ViewRoutes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one list of all parts of the server; {@link Routes} says how a part is added. Parts that can be closed are. */
final class ServerRoutes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerRoutes.class);

    private final List<Routes> parts;

    ServerRoutes(ServerParts shared, Catalogue catalogue, ServerOptions options) {
        catalogue.add(new AlertSamples(shared.alerts()));
        parts = List.of(
                new HealthRoutes(shared.pipelines(), shared.views()),
                new PipelineRoutes(shared.pipelines(), new PipelineReport(shared.clock())),
                new NodeRoutes(shared.pipelines(), shared.clock()),
                new ConsoleRoutes(options.configuration()),
                new ViewRoutes(shared.views(), shared.pipelines(), shared.clock(), catalogue),
                new QueryRoutes(
                        shared.pipelines(),
                        shared.views(),
                        options.run(),
                        ConsoleRoutes.withoutOwn(options.configuration())),
                new CollectRoutes(shared.collector()),
                new AlertRoutes(shared.alerts(), shared.clock()),
                new ReportRoutes(shared.days(), shared.clock()),
                new MetricsRoutes(catalogue));
    }

    /** The routes of all parts. */
    List<Route> all() {
        return parts.stream().flatMap(part -> part.routes().stream()).toList();
    }

    @Override
    public void close() {
        List<Routes> last = new ArrayList<>(parts);
        Collections.reverse(last);
        for (Routes part : last) {
            if (part instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    LOG.warn("{} cannot be closed", part, e);
                }
            }
        }
    }
}
