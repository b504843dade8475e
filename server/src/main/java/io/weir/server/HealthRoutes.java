package io.weir.server;

import io.weir.connector.view.View;
import io.weir.connector.view.ViewCatalog;
import io.weir.server.http.Access;
import io.weir.server.http.Json;
import io.weir.server.http.Route;
import io.weir.server.http.Routes;
import io.weir.server.pipeline.PipelineReport;
import io.weir.server.pipeline.PipelineState;
import io.weir.server.pipeline.Pipelines;
import io.weir.server.pipeline.ServedPipeline;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the process lives, and whether it does what it is there for: for whoever restarts processes or routes to
 * them.
 */
final class HealthRoutes implements Routes {
    private static final int UNAVAILABLE = 503;

    /** What is asked for, and what was looked at. */
    record Health(String status, List<Check> checks) {}

    /** One thing that was looked at: {@code ok} or {@code failed}. */
    record Check(String name, String status, String text) {}

    private final Pipelines pipelines;
    private final ViewCatalog views;

    HealthRoutes(Pipelines pipelines, ViewCatalog views) {
        this.pipelines = pipelines;
        this.views = views;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/health/live", Access.PUBLIC, "Whether the process answers")
                        .json(Health.class, exchange -> new Health("live", List.of(new Check("process", "ok", "")))),
                Route.get(
                                "/health/ready",
                                Access.PUBLIC,
                                "Whether all pipelines run, and their views are restored; 503 until then")
                        .raw(Health.class, List.of("application/json"), exchange -> {
                            Health health = ready();
                            exchange.status(health.status.equals("ready") ? 200 : UNAVAILABLE);
                            Json.answer(exchange, health);
                        }));
    }

    private Health ready() {
        List<Check> checks = new ArrayList<>();
        for (ServedPipeline pipeline : pipelines.all()) {
            checks.add(check(pipeline));
            if (pipeline.state() == PipelineState.RUNNING) {
                PipelineReport.views(pipeline.jobs()).forEach(view -> checks.add(checkView(view)));
            }
        }
        boolean isReady = checks.stream().allMatch(check -> check.status.equals("ok"));
        return new Health(isReady ? "ready" : "not ready", checks);
    }

    /** Whoever asked a view that is not whole yet would be told too little. */
    private Check checkView(String name) {
        boolean isRestored = views.find(name).filter(View::isRestored).isPresent();
        return new Check("view " + name, isRestored ? "ok" : "failed", isRestored ? "RESTORED" : "RESTORING");
    }

    /** Whoever stops a pipeline means it: that is no reason to take the server out of service. */
    private static Check check(ServedPipeline pipeline) {
        PipelineState state = pipeline.state();
        boolean isWell =
                state == PipelineState.RUNNING || state == PipelineState.FINISHED || state == PipelineState.STOPPED;
        return new Check("pipeline " + pipeline.name(), isWell ? "ok" : "failed", state.name());
    }
}
