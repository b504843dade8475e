package io.weir.server.alert;

import io.weir.engine.time.Clock;
import io.weir.server.alert.book.Alert;
import io.weir.server.alert.book.Silence;
import io.weir.server.alert.route.RouteStatus;
import io.weir.server.health.HealthReading;
import io.weir.server.health.HealthRow;
import io.weir.server.runbook.Runbooks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers of the API about health and alerts. */
public final class AlertAnswers {
    private AlertAnswers() {}

    /** The health table. */
    public record Health(List<Row> rows) {}

    /**
     * One row.
     *
     * @param pipeline the pipeline's name, null for a row of the process
     * @param status ok, warning (bad, not yet for long enough), firing or unknown
     * @param measure which of the row's measures this is, "" if there is one
     * @param since since when it is bad, null while it is not
     */
    public record Row(
            String name,
            @Nullable String pipeline,
            String status,
            String measure,
            @Nullable Double value,
            double threshold,
            String unit,
            String text,
            String action,
            String runbook,
            @Nullable Instant since) {}

    /** All alerts and silences, and how the routes do. */
    public record Alerts(
            List<One> alerts, List<SilenceAnswer> silences, List<RouteStatus> routes, String saveFailure) {}

    /**
     * One alert.
     *
     * @param isSilenced whether nobody is told of it now
     */
    public record One(
            String id,
            String name,
            String severity,
            @Nullable String pipeline,
            String key,
            String text,
            String action,
            String state,
            boolean isSilenced,
            @Nullable Double value,
            @Nullable Double threshold,
            String unit,
            Instant since,
            Instant changedAt,
            String runbook,
            Map<String, String> labels) {}

    /** One silence. */
    public record SilenceAnswer(
            String id, Map<String, String> matchers, String comment, Instant startsAt, Instant endsAt) {}

    /** What a new silence is to be. */
    public record SilenceRequest(
            @Nullable Map<String, String> matchers,
            @Nullable Integer minutes,
            @Nullable String comment) {}

    /** The runbooks that there are. */
    public record RunbookList(List<RunbookLink> runbooks) {}

    /** One of them. */
    public record RunbookLink(String name, String title) {}

    static Health health(AlertService service) {
        return new Health(service.health().stream().map(AlertAnswers::row).toList());
    }

    private static Row row(HealthRow row) {
        HealthReading worst = row.worst();
        return new Row(
                row.rule().id(),
                worst.pipeline().isEmpty() ? null : worst.pipeline(),
                worst.status().id(),
                worst.measure().key(),
                known(worst.value()),
                worst.threshold(),
                worst.measure().unit(),
                worst.text(),
                row.rule().action(),
                Runbooks.of(worst),
                worst.isBad() ? Instant.ofEpochMilli(worst.sinceMillis()) : null);
    }

    static Alerts alerts(AlertService service, Clock clock) {
        List<Silence> silences = service.silences();
        long now = clock.currentTimeMillis();
        return new Alerts(
                service.alerts().stream()
                        .map(alert -> one(alert, silences, now))
                        .toList(),
                silences.stream().map(AlertAnswers::silence).toList(),
                service.routes(),
                service.saveFailure());
    }

    static One one(Alert alert, List<Silence> silences, long nowMillis) {
        return new One(
                alert.id(),
                alert.name(),
                alert.severity().id(),
                alert.pipeline().isEmpty() ? null : alert.pipeline(),
                alert.key(),
                alert.text(),
                alert.action(),
                alert.state().id(),
                silences.stream().anyMatch(silence -> silence.covers(alert, nowMillis)),
                known(alert.value()),
                known(alert.threshold()),
                alert.unit(),
                Instant.ofEpochMilli(alert.sinceMillis()),
                Instant.ofEpochMilli(alert.changedMillis()),
                alert.runbook(),
                alert.labels());
    }

    static SilenceAnswer silence(Silence silence) {
        return new SilenceAnswer(
                silence.id(),
                silence.matchers().values(),
                silence.comment(),
                Instant.ofEpochMilli(silence.startMillis()),
                Instant.ofEpochMilli(silence.endMillis()));
    }

    private static @Nullable Double known(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
