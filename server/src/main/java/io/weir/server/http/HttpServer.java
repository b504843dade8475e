package io.weir.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves a table of routes, and the console's pages beside it. */
public final class HttpServer implements AutoCloseable {
    private static final int THREADS_MAX = 64;
    private static final int THREADS_MIN = 4;
    private static final int IDLE_MILLIS = 30_000;

    private static final int CERTIFICATE_SECONDS = 5;
    private static final String ROUTE = "weir.route";
    private static final double NANOS_PER_MILLI = 1e6;

    private final Javalin javalin;
    private final ScheduledExecutorService watcher;

    private HttpServer(Javalin javalin, Optional<TlsKeys> keys) {
        this.javalin = javalin;
        watcher = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "weir-certificates");
            made.setDaemon(true);
            return made;
        });
        keys.ifPresent(files -> {
            ScheduledFuture<?> unused = watcher.scheduleWithFixedDelay(
                    files::look, CERTIFICATE_SECONDS, CERTIFICATE_SECONDS, TimeUnit.SECONDS);
        });
    }

    /**
     * Starts serving.
     *
     * @throws WeirException if the port cannot be had
     */
    public static HttpServer start(HttpOptions options, List<Route> routes, Clock clock) {
        return start(options, routes, clock, (route, method, status, nanos, isStream) -> {});
    }

    /** As above; tells the log of each request. */
    public static HttpServer start(HttpOptions options, List<Route> routes, Clock clock, RequestLog log) {
        Door door = new Door(options, clock);
        List<Route> all = new ArrayList<>(routes);
        all.addAll(new SessionRoutes(door).routes());
        // Last, so that it describes all others; itself it needs not.
        byte[] description = Json.bytes(OpenApi.describe(all));
        all.add(Route.get("/openapi.json", Access.PUBLIC, "This description")
                .raw(
                        "application/json",
                        exchange -> exchange.contentType("application/json").result(description)));
        Optional<TlsKeys> keys = options.tls().map(TlsKeys::new);
        Javalin javalin = Javalin.create(config -> {
            config.jetty.modifyHttpConfiguration(Connectors::configure);
            config.jetty.addConnector((server, configuration) -> Connectors.make(server, configuration, options, keys));
            configure(config, options, door, new RequestBody.Limits(options.bodyBytesMax(), clock), all);
            config.requestLogger.http((exchange, millis) -> report(exchange, millis, log));
        });
        try {
            return new HttpServer(javalin.start(), keys);
        } catch (RuntimeException e) {
            throw notStarted(options, e);
        }
    }

    private static WeirException notStarted(HttpOptions options, RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException || cause.getClass().getName().endsWith("PortInUseException")) {
                return new WeirException(
                        ErrorCode.USAGE,
                        "Port " + options.port() + " of " + options.host() + " cannot be had: another process has it",
                        "",
                        "Give another with --port, or 0 for any that is free",
                        failure);
            }
        }
        return new WeirException(
                ErrorCode.USAGE,
                "Nothing can be served at " + options.host() + ":" + options.port() + ": " + failure.getMessage(),
                "",
                "Give another --host or --port",
                failure);
    }

    private static void configure(
            JavalinConfig config, HttpOptions options, Door door, RequestBody.Limits limits, List<Route> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = options.bodyBytesMax();
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN, IDLE_MILLIS);
        threads.setName("weir-http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        RoutesConfig table = config.routes;
        table.before(exchange -> {
            door.enter(exchange);
            limits.set(exchange);
        });
        routes.forEach(route -> add(table, door, route));
        table.options("/api/v1/collect/{table}", exchange -> door.preflight(exchange, true));
        table.options("/api/v1/<path>", exchange -> door.preflight(exchange, false));
        Handler pages = new StaticPages()::serve;
        table.get("/", pages);
        table.get("/<page>", pages);
        table.exception(HttpResponseException.class, ErrorAnswers::of);
        table.exception(Exception.class, ErrorAnswers::of);
    }

    private static void add(RoutesConfig table, Door door, Route route) {
        HandlerType type = HandlerType.findOrCreate(route.method().name());
        table.addHttpHandler(type, route.path(), exchange -> {
            exchange.attribute(ROUTE, route);
            door.admit(exchange, route);
            QueryParameters.check(exchange, route);
            route.handler().handle(exchange);
        });
    }

    private static void report(Context exchange, double millis, RequestLog log) {
        Route route = exchange.attribute(ROUTE);
        log.answered(
                route == null ? RequestLog.OTHER_ROUTE : route.path(),
                exchange.method().name(),
                exchange.statusCode(),
                (long) (millis * NANOS_PER_MILLI),
                route != null && route.mediaTypes().contains("text/event-stream"));
    }

    /** The port that is listened on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        watcher.shutdownNow();
        javalin.stop();
    }
}
