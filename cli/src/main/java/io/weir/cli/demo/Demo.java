package io.weir.cli.demo;

import io.weir.cli.kafka.KafkaBroker;
import io.weir.library.run.RunOptions;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.server.ConsoleRoutes;
import io.weir.server.ServerOptions;
import io.weir.server.WeirServer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Broker, traffic, server and table of the demo, started and stopped together. */
public final class Demo {
    private static final String TOPIC = "clickstream";
    private static final int PARTITIONS = 4;
    private static final int PORT = 8080;
    private static final String VIEW = "page_metrics";
    private static final long DRAW_MILLIS = 500;

    private final DemoOptions options;
    private volatile boolean stopped;

    public Demo(DemoOptions options) {
        if (options.eventsPerSecond() < 0 || options.minutes() <= 0) {
            throw new WeirException(
                    ErrorCode.USAGE, "--rate must not be negative, and --minutes be greater than 0", "", "", null);
        }
        this.options = options;
    }

    /** Asks it to end soon. */
    public void stop() {
        stopped = true;
    }

    /** Runs until the time is over or it is stopped. */
    public void run(PrintStream output, PrintStream error, boolean isTerminal) throws InterruptedException {
        if (options.kafka().isEmpty()) {
            error.println("weir: starting a Kafka broker …");
        }
        try (DemoHome home = DemoHome.open(options.home().orElseGet(DemoHome::ofUser), options.isFresh());
                KafkaBroker broker = options.kafka()
                        .map(KafkaBroker::at)
                        .orElseGet(() -> KafkaBroker.start(home.folder(), OptionalInt.empty(), Map.of()))) {
            DemoTopic.ensure(broker.address(), TOPIC, PARTITIONS);
            Path pipelines = home.writePipelines(broker.address());
            Path state = home.state(broker.address(), broker.isOwn());
            if (!stopped) {
                serve(broker.address(), pipelines, state, new Screens(output, error, isTerminal));
            }
        }
    }

    private record Screens(PrintStream output, PrintStream error, boolean isTerminal) {}

    private void serve(String broker, Path pipelines, Path state, Screens screens) throws InterruptedException {
        try (WeirServer server = startServer(pipelines, state);
                TrafficProducer traffic = new TrafficProducer(
                        broker,
                        TOPIC,
                        options.eventsPerSecond(),
                        options.seed(),
                        DemoTopic.newestMillis(broker, TOPIC));
                DemoApi api = new DemoApi(server.port())) {
            String url = "http://localhost:" + server.port();
            screens.error().println("weir: the shop is open at " + url + ", Ctrl-C closes it");
            LiveTable table = new LiveTable(url);
            if (screens.isTerminal()) {
                api.follow(VIEW, table::accept, table::reset);
            } else {
                api.follow(VIEW, row -> screens.output().println(row), () -> {});
            }
            JsonNode last = watch(broker, traffic, api, table, screens, url);
            screens.error().println("weir: " + summary(last));
        }
    }

    private static String summary(JsonNode pipeline) {
        if (!pipeline.path("rowsIn").isNumber()) {
            return "stopped before the pipelines had begun; the events wait for them in Kafka";
        }
        return "%,d events in, %,d result rows, %,d late events"
                .formatted(
                        pipeline.path("rowsIn").asLong(),
                        pipeline.path("rowsOut").asLong(),
                        pipeline.path("lateRows").asLong());
    }

    /** Looks after everything until the end; gives how far the pipeline of the table is then. */
    private JsonNode watch(
            String broker, TrafficProducer traffic, DemoApi api, LiveTable table, Screens screens, String url)
            throws InterruptedException {
        boolean opensBrowser = options.opensBrowser() && Browser.isThere();
        long endMillis = System.currentTimeMillis() + (long) Math.min(options.minutes() * 60_000d, Long.MAX_VALUE / 4d);
        while (!stopped && System.currentTimeMillis() < endMillis) {
            Thread.sleep(DRAW_MILLIS);
            Throwable failure = traffic.failure();
            if (failure != null) {
                throw new WeirException(
                        ErrorCode.CONNECTOR_UNREACHABLE,
                        "The traffic cannot be sent to Kafka at " + broker + ": " + failure.getMessage(),
                        "",
                        "Check the address, or leave --kafka out",
                        failure);
            }
            // A page that comes before the shop takes events would not send any.
            if (opensBrowser && !api.get("/collect").path("tables").isEmpty()) {
                opensBrowser = false;
                Browser.open(url);
            }
            if (screens.isTerminal()) {
                screens.output().print(table.draw(broker, api.get("/pipelines/" + VIEW)));
                screens.output().flush();
            }
        }
        return api.get("/pipelines/" + VIEW);
    }

    private WeirServer startServer(Path pipelines, Path state) {
        int port = options.port().orElse(PORT);
        try {
            return WeirServer.start(serverOptions(port, pipelines, state));
        } catch (WeirException e) {
            if (options.port().isPresent() || e.code() != ErrorCode.USAGE) {
                throw e;
            }
            return WeirServer.start(serverOptions(0, pipelines, state));
        }
    }

    private static ServerOptions serverOptions(int port, Path pipelines, Path state) {
        return ServerOptions.of(port, pipelines)
                .withState(state)
                .withConfiguration(ConsoleRoutes.VISITOR_TABLE, TOPIC)
                .withRun(RunOptions.defaults().withParallelism(1));
    }
}
