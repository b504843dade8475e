package io.weir.server.view;

import io.javalin.http.Context;
import io.weir.connector.view.View;
import io.weir.connector.view.ViewCatalog;
import io.weir.connector.view.ViewRows;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.time.Clock;
import io.weir.server.http.Access;
import io.weir.server.http.ApiException;
import io.weir.server.http.Json;
import io.weir.server.http.Route;
import io.weir.server.http.Routes;
import io.weir.server.metrics.Catalogue;
import io.weir.server.pipeline.PipelineReport;
import io.weir.server.pipeline.Pipelines;
import io.weir.server.pipeline.ServedJob;
import io.weir.server.pipeline.ServedPipeline;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes of views: which there are, their rows, and their changes. */
public final class ViewRoutes implements Routes, AutoCloseable {
    private static final String ONE = "/api/v1/views/{name}";
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    private final ViewCatalog views;
    private final Pipelines pipelines;
    private final Clock clock;
    private final ViewStreams streams;

    /** Makes the routes; the catalogue is told how many streams there are. */
    public ViewRoutes(ViewCatalog views, Pipelines pipelines, Clock clock, Catalogue metrics) {
        this.views = views;
        this.pipelines = pipelines;
        this.clock = clock;
        streams = new ViewStreams(views, clock);
        metrics.add(streams);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/views", Access.READ, "All views, and how new they are")
                        .json(ViewAnswers.All.class, exchange -> all()),
                Route.get(ONE, Access.READ, "Rows of a view: filtered, ordered, page by page")
                        .query("{column}", "string", "the column has this value")
                        .query("{column}.{op}", "string", "eq, ne, lt, lte, gt, gte, prefix, null, notnull")
                        .query("order", "string", "columns, with - for the greatest first: -price,name")
                        .query("limit", "integer", "rows at most, to 10000; 100 without")
                        .query("after", "string", "nextPage of the answer before")
                        .query("columns", "string", "the columns wanted, with commas")
                        .query("format", "string", "json, ndjson or csv; otherwise what Accept says")
                        .raw(ViewAnswers.Rows.class, List.of(JSON, NDJSON, CSV), this::rows),
                Route.get(ONE + "/changes", Access.READ, "Changes of a view, as server-sent events")
                        .query("snapshot", "boolean", "whether all rows come first")
                        .query("sample", "integer", "rows per second at most; what is left out is counted")
                        .header("Last-Event-ID", "where an earlier stream ended, to go on there")
                        .raw("text/event-stream", this::changes));
    }

    private ViewAnswers.All all() {
        return new ViewAnswers.All(views.views().stream().map(this::one).toList());
    }

    private ViewAnswers.One one(View view) {
        Optional<ServedPipeline> writer = pipelines.all().stream()
                .filter(pipeline -> PipelineReport.views(pipeline.jobs()).contains(view.name()))
                .findFirst();
        String last = view.pipeline().isEmpty() ? null : view.pipeline();
        return new ViewAnswers.One(
                view.name(),
                writer.map(ServedPipeline::name).orElse(last),
                ViewAnswers.columns(view),
                view.isAppendOnly(),
                view.rowCount(),
                ViewAnswers.Freshness.of(view.freshness(), clock.currentTimeMillis()),
                writer.map(pipeline -> sql(pipeline, view)).orElse(null));
    }

    private static @Nullable String sql(ServedPipeline pipeline, View view) {
        for (ServedJob job : pipeline.jobs()) {
            if (PipelineReport.views(List.of(job)).contains(view.name())) {
                return pipeline.secrets().mask(job.planned().sql());
            }
        }
        return null;
    }

    private View find(Context exchange) {
        String name = exchange.pathParam("name");
        return views.find(name)
                .orElseThrow(() -> ApiException.notFound(
                        "There is no view " + name, "See /api/v1/views for those that there are"));
    }

    private void rows(Context exchange) {
        View view = find(exchange);
        String format = format(exchange);
        ViewRows rows = view.read(ViewRequests.query(exchange, view));
        ViewAnswers.Freshness freshness = ViewAnswers.Freshness.of(rows.freshness(), clock.currentTimeMillis());
        headers(exchange, freshness, rows.nextPage());
        ByteSink out = new ByteSink();
        switch (format) {
            case NDJSON -> append(rows, RowText.json(rows.type()), "", "\n", out);
            case CSV -> {
                out.append(RowText.header(rows.type()));
                append(rows, RowText.csv(rows.type()), "", "\n", out);
            }
            default -> {
                out.append("{\"view\":" + Json.text(view.name()) + ",\"columns\":"
                        + Json.text(ViewAnswers.columns(view, rows.type())) + ",\"rows\":[");
                append(rows, RowText.json(rows.type()), ",", "", out);
                out.append("],\"nextPage\":"
                        + rows.nextPage().map(Json::text).orElse("null") + ",\"freshness\":" + Json.text(freshness)
                        + "}");
            }
        }
        exchange.contentType(format.equals(CSV) ? "text/csv; charset=utf-8" : format)
                .result(Arrays.copyOf(out.bytes(), out.length()));
    }

    private static void append(ViewRows rows, RowText text, String between, String end, ByteSink out) {
        for (int i = 0; i < rows.rowCount(); i++) {
            if (i > 0) {
                out.append(between);
            }
            text.append(rows.batch(), i, out);
            out.append(end);
        }
    }

    private static String format(Context exchange) {
        String asked = exchange.queryParam("format");
        if (asked == null) {
            String accept = String.valueOf(exchange.header("Accept"));
            return accept.contains(NDJSON) ? NDJSON : accept.contains(CSV) ? CSV : JSON;
        }
        return switch (asked) {
            case "json" -> JSON;
            case "ndjson" -> NDJSON;
            case "csv" -> CSV;
            default ->
                throw ApiException.badRequest(
                        "There is no format '" + asked + "'", "parameter format", "Give json, ndjson or csv");
        };
    }

    /** With every answer, because not every form has room for it. */
    private static void headers(Context exchange, ViewAnswers.Freshness freshness, Optional<String> nextPage) {
        header(exchange, "Weir-Watermark", freshness.watermark());
        header(exchange, "Weir-Watermark-Age-Millis", freshness.watermarkAgeMillis());
        header(exchange, "Weir-Committed-At", freshness.committedAt());
        header(exchange, "Weir-Commit-Age-Millis", freshness.commitAgeMillis());
        header(exchange, "Weir-Epoch", freshness.epoch());
        header(exchange, "Weir-Version", freshness.version());
        header(exchange, "Weir-Next-Page", nextPage.orElse(null));
    }

    private static void header(Context exchange, String name, @Nullable Object value) {
        if (value != null) {
            exchange.header(name, value.toString());
        }
    }

    private void changes(Context exchange) {
        View view = find(exchange);
        String sample = exchange.queryParam("sample");
        int rowsPerSecond = Integer.MAX_VALUE;
        if (sample != null) {
            try {
                rowsPerSecond = Integer.parseInt(sample);
            } catch (NumberFormatException e) {
                rowsPerSecond = 0;
            }
            if (rowsPerSecond < 1) {
                throw ApiException.badRequest(
                        "'" + sample + "' is no number of rows", "parameter sample", "Give one from 1");
            }
        }
        streams.open(
                exchange,
                view,
                Optional.ofNullable(exchange.header("Last-Event-ID")).filter(id -> !id.isEmpty()),
                isTrue(exchange, "snapshot"),
                rowsPerSecond);
    }

    private static boolean isTrue(Context exchange, String name) {
        String given = exchange.queryParam(name);
        if (given != null && !given.equals("true") && !given.equals("false")) {
            throw ApiException.badRequest("'" + given + "' is not possible", "parameter " + name, "Give true or false");
        }
        return "true".equals(given);
    }

    /** Ends all streams. */
    @Override
    public void close() {
        streams.close();
    }
}
