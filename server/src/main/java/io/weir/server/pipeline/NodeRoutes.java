package io.weir.server.pipeline;

import io.weir.engine.time.Clock;
import io.weir.server.http.Access;
import io.weir.server.http.ApiException;
import io.weir.server.http.Route;
import io.weir.server.http.Routes;
import java.util.List;

/** The route of what the nodes of a pipeline do right now. */
public final class NodeRoutes implements Routes {
    private final Pipelines pipelines;
    private final NodeReport report;

    public NodeRoutes(Pipelines pipelines, Clock clock) {
        this.pipelines = pipelines;
        report = new NodeReport(clock);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/pipelines/{name}/nodes", Access.READ, "What each node of a pipeline does right now")
                        .json(NodeAnswers.Live.class, exchange -> report.of(find(exchange.pathParam("name")))));
    }

    private ServedPipeline find(String name) {
        return pipelines
                .find(name)
                .orElseThrow(() -> ApiException.notFound(
                        "There is no pipeline " + name, "See /api/v1/pipelines for those that there are"));
    }
}
