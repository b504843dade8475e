package io.weir.server.pipeline;

import io.javalin.http.Context;
import io.weir.plan.CompiledPlan;
import io.weir.plan.node.PlanInput;
import io.weir.plan.node.PlanNode;
import io.weir.server.http.Access;
import io.weir.server.http.ApiException;
import io.weir.server.http.Route;
import io.weir.server.http.Routes;
import java.util.List;
import java.util.Optional;

/** The routes of pipelines: how they do, what they are, stop and start. */
public final class PipelineRoutes implements Routes {
    private static final String ONE = "/api/v1/pipelines/{name}";

    private final Pipelines pipelines;
    private final PipelineReport report;

    public PipelineRoutes(Pipelines pipelines, PipelineReport report) {
        this.pipelines = pipelines;
        this.report = report;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/pipelines", Access.READ, "All pipelines, and how they do")
                        .json(PipelineAnswers.All.class, exchange -> all()),
                Route.get(ONE, Access.READ, "A pipeline, its script and its plan")
                        .json(PipelineAnswers.Detail.class, exchange -> detail(find(exchange))),
                Route.post(ONE + "/stop", Access.ADMIN, "Stops a pipeline behind a last epoch")
                        .json(PipelineAnswers.Done.class, exchange -> {
                            ServedPipeline pipeline = find(exchange);
                            pipeline.stop();
                            return new PipelineAnswers.Done(pipeline.name(), pipeline.state());
                        }),
                Route.post(ONE + "/start", Access.ADMIN, "Starts a pipeline where its last epoch ends")
                        .json(PipelineAnswers.Done.class, exchange -> {
                            ServedPipeline pipeline = find(exchange);
                            pipeline.start();
                            return new PipelineAnswers.Done(pipeline.name(), pipeline.state());
                        }));
    }

    private ServedPipeline find(Context exchange) {
        String name = exchange.pathParam("name");
        return pipelines
                .find(name)
                .orElseThrow(() -> ApiException.notFound(
                        "There is no pipeline " + name, "See /api/v1/pipelines for those that there are"));
    }

    private PipelineAnswers.All all() {
        return new PipelineAnswers.All(pipelines.all().stream().map(report::of).toList());
    }

    private PipelineAnswers.Detail detail(ServedPipeline pipeline) {
        Secrets secrets = pipeline.secrets();
        String sql = secrets.mask(pipeline.sql());
        List<PipelineAnswers.Job> jobs =
                pipeline.jobs().stream().map(job -> job(job, secrets, sql)).toList();
        return new PipelineAnswers.Detail(report.of(pipeline), pipeline.file().toString(), sql, jobs);
    }

    private static PipelineAnswers.Job job(ServedJob job, Secrets secrets, String sql) {
        SqlSpans spans = SqlSpans.of(sql, job.planned().line());
        boolean isNative = job.run().engine().equals("native");
        List<PipelineAnswers.Node> nodes = job.plan().map(CompiledPlan::nodes).orElse(List.of()).stream()
                .map(node -> node(node, isNative, spans.find(node)))
                .toList();
        return new PipelineAnswers.Job(
                job.number(), job.planned().line(), secrets.mask(job.planned().sql()), nodes);
    }

    private static PipelineAnswers.Node node(PlanNode node, boolean isNative, Optional<SqlSpans.Span> span) {
        return new PipelineAnswers.Node(
                node.id(),
                node.type(),
                node.description(),
                node.inputs().stream().map(PlanInput::nodeId).toList(),
                span.map(SqlSpans.Span::from).orElse(null),
                span.map(SqlSpans.Span::to).orElse(null),
                isNative);
    }
}
