package io.weir.server.alert;

import io.javalin.http.Context;
import io.weir.engine.time.Clock;
import io.weir.server.alert.book.Matchers;
import io.weir.server.http.Access;
import io.weir.server.http.ApiException;
import io.weir.server.http.Json;
import io.weir.server.http.Route;
import io.weir.server.http.Routes;
import io.weir.server.runbook.Runbooks;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Health, alerts, silences and runbooks over HTTP. */
public final class AlertRoutes implements Routes {
    private static final int SILENCE_MINUTES_MAX = 60 * 24 * 90;
    private static final int COMMENT_LENGTH_MAX = 1000;
    private static final int MATCHERS_MAX = 20;
    private static final String MARKDOWN = "text/markdown; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";

    private final AlertService service;
    private final Clock clock;

    public AlertRoutes(AlertService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/health", Access.READ, "How well the process and its pipelines are: the seven rules")
                        .json(AlertAnswers.Health.class, exchange -> AlertAnswers.health(service)),
                Route.get("/api/v1/alerts", Access.READ, "All alerts, silences, and the state of the routes to people")
                        .json(AlertAnswers.Alerts.class, exchange -> AlertAnswers.alerts(service, clock)),
                Route.post("/api/v1/alerts/{id}/acknowledge", Access.WRITE, "Takes an alert on")
                        .json(AlertAnswers.One.class, exchange -> acknowledge(exchange.pathParam("id"))),
                Route.post("/api/v1/silences", Access.WRITE, "Tells nobody of some alerts for a while")
                        .body(AlertAnswers.SilenceRequest.class, "which alerts, for how many minutes, and why")
                        .json(AlertAnswers.SilenceAnswer.class, this::silence),
                Route.delete("/api/v1/silences/{id}", Access.WRITE, "Ends a silence")
                        .json(AlertAnswers.Alerts.class, exchange -> endSilence(exchange.pathParam("id"))),
                Route.get("/api/v1/runbooks", Access.READ, "The runbooks that there are")
                        .json(AlertAnswers.RunbookList.class, exchange -> runbooks()),
                Route.get("/api/v1/runbooks/{name}", Access.PUBLIC, "A runbook, as HTML or markdown")
                        .query("format", "string", "html or markdown, whatever is accepted")
                        .raw("text/html", AlertRoutes::runbook),
                Route.get("/api/v1/prometheus-rules", Access.READ, "The same rules for Prometheus")
                        .raw(
                                "application/yaml",
                                exchange -> exchange.contentType("application/yaml; charset=utf-8")
                                        .result(PrometheusRules.yaml())),
                Route.get("/api/v1/grafana-dashboard", Access.READ, "A dashboard for Grafana")
                        .raw(
                                "application/json",
                                exchange ->
                                        exchange.contentType("application/json").result(GrafanaDashboard.json())));
    }

    private AlertAnswers.One acknowledge(String id) {
        return service.acknowledge(id)
                .map(alert -> AlertAnswers.one(alert, service.silences(), clock.currentTimeMillis()))
                .orElseThrow(() -> ApiException.notFound(
                        "No alert with the id " + id + " fires", "See /api/v1/alerts for those that do"));
    }

    private AlertAnswers.SilenceAnswer silence(Context exchange) throws IOException {
        AlertAnswers.SilenceRequest request = Json.read(exchange, AlertAnswers.SilenceRequest.class);
        Map<String, String> matchers = request.matchers();
        if (matchers == null || matchers.isEmpty() || matchers.size() > MATCHERS_MAX) {
            throw ApiException.badRequest(
                    "A silence needs matchers, at most " + MATCHERS_MAX,
                    "matchers",
                    "Write {\"matchers\":{\"name\":\"lag\",\"pipeline\":\"orders\"},\"minutes\":60}");
        }
        Integer minutes = request.minutes();
        if (minutes == null || minutes < 1 || minutes > SILENCE_MINUTES_MAX) {
            throw ApiException.badRequest(
                    "A silence lasts from 1 to " + SILENCE_MINUTES_MAX + " minutes", "minutes", "");
        }
        String comment = request.comment() == null ? "" : request.comment();
        if (comment.length() > COMMENT_LENGTH_MAX) {
            throw ApiException.badRequest("The comment is too long", "comment", "");
        }
        return AlertAnswers.silence(
                service.silence(new Matchers(matchers), TimeUnit.MINUTES.toMillis(minutes), comment));
    }

    private AlertAnswers.Alerts endSilence(String id) {
        if (!service.endSilence(id)) {
            throw ApiException.notFound("There is no silence with the id " + id, "See /api/v1/alerts");
        }
        return AlertAnswers.alerts(service, clock);
    }

    private static AlertAnswers.RunbookList runbooks() {
        return new AlertAnswers.RunbookList(Runbooks.names().stream()
                .map(name -> new AlertAnswers.RunbookLink(
                        name, Runbooks.markdown(name).map(Runbooks::title).orElse(name)))
                .toList());
    }

    private static void runbook(Context exchange) {
        String name = exchange.pathParam("name");
        String markdown = Runbooks.markdown(name)
                .orElseThrow(() -> ApiException.notFound(
                        "There is no runbook " + name, "They are: " + String.join(", ", Runbooks.names())));
        String accepted = exchange.header("Accept") == null ? "" : String.valueOf(exchange.header("Accept"));
        String format = exchange.queryParam("format");
        boolean isHtml = format == null ? accepted.contains("text/html") : format.equals("html");
        exchange.contentType(isHtml ? HTML : MARKDOWN).result(isHtml ? Runbooks.html(markdown) : markdown);
    }
}
