package io.weir.server;

import io.weir.server.http.Access;
import io.weir.server.http.Json;
import io.weir.server.http.Route;
import io.weir.server.http.Routes;
import io.weir.server.pipeline.PipelineState;
import io.weir.server.pipeline.Pipelines;
import io.weir.server.pipeline.ServedPipeline;
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

    HealthRoutes(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/health/live", Access.PUBLIC, "Whether the process answers")
                        .json(Health.class, exchange -> new Health("live", List.of(new Check("process", "ok", "")))),
                Route.get("/health/ready", Access.PUBLIC, "Whether all pipelines run; 503 until they do")
                        .raw(Health.class, List.of("application/json"), exchange -> {
                            Health health = ready();
                            exchange.status(health.status.equals("ready") ? 200 : UNAVAILABLE);
                            Json.answer(exchange, health);
                        }));
    }

    private Health ready() {
        List<Check> checks = pipelines.all().stream().map(HealthRoutes::check).toList();
        boolean isReady = checks.stream().allMatch(check -> check.status.equals("ok"));
        return new Health(isReady ? "ready" : "not ready", checks);
    }

    /** Whoever stops a pipeline means it: that is no reason to take the server out of service. */
    private static Check check(ServedPipeline pipeline) {
        PipelineState state = pipeline.state();
        boolean isWell =
                state == PipelineState.RUNNING || state == PipelineState.FINISHED || state == PipelineState.STOPPED;
        return new Check("pipeline " + pipeline.name(), isWell ? "ok" : "failed", state.name());
    }
}
