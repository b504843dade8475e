package io.weir.server.collect;

import io.javalin.http.Context;
import io.weir.server.http.Access;
import io.weir.server.http.ApiException;
import io.weir.server.http.Caller;
import io.weir.server.http.Json;
import io.weir.server.http.RequestBody;
import io.weir.server.http.Route;
import io.weir.server.http.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/collect/{table}}: events in. */
public final class CollectRoutes implements Routes {
    private static final String PATH = "/api/v1/collect/{table}";
    /** What browsers and curl send without being told, and what events are. */
    private static final List<String> MEDIA_TYPES = List.of(
            "application/json",
            "application/x-ndjson",
            "text/plain",
            "application/jsonl",
            "application/x-www-form-urlencoded",
            "application/octet-stream");

    private final Collector collector;

    public CollectRoutes(Collector collector) {
        this.collector = collector;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/collect", Access.READ, "The tables that events can be sent to")
                        .json(CollectTargets.class, exchange -> collector.targets()),
                Route.post(PATH, Access.WRITE, "Takes events for a table; 202 when they are safe")
                        .collects()
                        .query(
                                "errors",
                                "string",
                                "all: one bad record rejects the request; each: the others are taken")
                        .query("unknown", "string", "Fields without a column: ignore, report or reject")
                        .body(MEDIA_TYPES.subList(0, 3), "An object, an array of objects, or one object a line")
                        .raw(CollectAnswer.class, List.of("application/json"), this::collect));
    }

    private void collect(Context exchange) throws IOException {
        checkType(exchange);
        CollectRequest request = request(exchange);
        exchange.future(() -> collector.collect(request).handle((answer, failure) -> {
            answer(exchange, answer, failure);
            return null;
        }));
    }

    private static void checkType(Context exchange) {
        String type = Objects.requireNonNullElse(exchange.contentType(), "");
        String plain = type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
        String coding = Objects.requireNonNullElse(exchange.header("Content-Encoding"), "identity");
        if (!plain.isEmpty() && !MEDIA_TYPES.contains(plain) || !coding.equalsIgnoreCase("identity")) {
            throw new ApiException(
                    415,
                    "UNSUPPORTED_MEDIA_TYPE",
                    "Events are JSON, not " + (coding.equalsIgnoreCase("identity") ? plain : coding),
                    "header Content-Type",
                    "Send application/json or application/x-ndjson");
        }
    }

    private static CollectRequest request(Context exchange) throws IOException {
        return new CollectRequest(
                exchange.pathParam("table"),
                RequestBody.read(exchange),
                exchange.ip(),
                Caller.of(exchange).name(),
                choice(exchange, "errors", CollectRequest.Errors.values()),
                choice(exchange, "unknown", CollectRequest.Unknown.values()));
    }

    private static <T extends Enum<T>> T choice(Context exchange, String name, T[] values) {
        String given = exchange.queryParam(name);
        if (given == null) {
            return values[0];
        }
        for (T value : values) {
            if (value.name().equals(given.toUpperCase(Locale.ROOT))) {
                return value;
            }
        }
        throw ApiException.badRequest(
                "'" + given + "' is not possible", "parameter " + name, "See /openapi.json for what is");
    }

    private static void answer(Context exchange, @Nullable CollectAnswer answer, @Nullable Throwable failure) {
        if (answer != null) {
            exchange.status(answer.accepted() > 0 ? 202 : 400);
            Json.answer(exchange, answer);
            return;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof CollectRefusedException refused) {
            if (refused.retryAfterSeconds() > 0) {
                exchange.header("Retry-After", Integer.toString(refused.retryAfterSeconds()));
            }
            throw refused.answer();
        }
        throw new IllegalStateException("The collector failed", cause);
    }
}
