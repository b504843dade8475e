package io.weir.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.net.BindException;
import java.util.List;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves a table of routes, and the console's pages beside it. */
public final class HttpServer implements AutoCloseable {
    private static final int THREADS_MAX = 64;
    private static final int THREADS_MIN = 4;
    private static final int IDLE_MILLIS = 30_000;

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts serving.
     *
     * @throws WeirException if the port cannot be had
     */
    public static HttpServer start(HttpOptions options, List<Route> routes) {
        Javalin javalin = Javalin.create(config -> configure(config, options, routes));
        try {
            return new HttpServer(javalin.start(options.host(), options.port()));
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

    private static void configure(JavalinConfig config, HttpOptions options, List<Route> routes) {
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
        routes.forEach(route -> add(table, route));
        Handler pages = new StaticPages()::serve;
        table.get("/", pages);
        table.get("/<page>", pages);
        table.exception(Exception.class, ErrorAnswers::of);
    }

    private static void add(RoutesConfig table, Route route) {
        HandlerType type = HandlerType.findOrCreate(route.method().name());
        table.addHttpHandler(type, route.path(), route.handler());
    }

    /** The port that is listened on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
