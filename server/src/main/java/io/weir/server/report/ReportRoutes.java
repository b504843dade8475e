package io.weir.server.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.weir.engine.time.Clock;
import io.weir.server.http.Access;
import io.weir.server.http.ApiException;
import io.weir.server.http.Route;
import io.weir.server.http.Routes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was in the last hours, for a look once a day. */
public final class ReportRoutes implements Routes {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int HOURS_MAX = (int) (DayLog.KEPT_MILLIS / HOUR_MILLIS);

    /** A report. */
    public record Report(Instant from, Instant to, List<One> pipelines) {}

    /** What one pipeline did. */
    public record One(String name, @JsonUnwrapped DaySum sum) {}

    private final DayLog log;
    private final Clock clock;

    public ReportRoutes(DayLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/api/v1/report", Access.READ, "What pipelines did in the last hours")
                .query("hours", "integer", "how many, from 1 to " + HOURS_MAX + "; " + HOURS_MAX + " without")
                .json(Report.class, exchange -> report(hours(exchange.queryParam("hours")))));
    }

    private Report report(int hours) {
        long now = clock.currentTimeMillis();
        long from = now - hours * HOUR_MILLIS;
        return new Report(
                Instant.ofEpochMilli(from),
                Instant.ofEpochMilli(now),
                log.since(from).entrySet().stream()
                        .map(each -> new One(each.getKey(), each.getValue()))
                        .toList());
    }

    private static int hours(@Nullable String text) {
        if (text == null) {
            return HOURS_MAX;
        }
        if (text.matches("\\d{1,3}")) {
            int hours = Integer.parseInt(text);
            if (hours >= 1 && hours <= HOURS_MAX) {
                return hours;
            }
        }
        throw ApiException.badRequest(
                "'" + text + "' hours cannot be reported",
                "parameter hours",
                "Give a whole number from 1 to " + HOURS_MAX);
    }
}
