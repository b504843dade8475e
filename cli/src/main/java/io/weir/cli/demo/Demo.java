package io.weir.cli.demo;

import io.weir.connector.console.ResultConsumer;
import io.weir.connector.console.ResultFormat;
import io.weir.connector.console.ResultPrinter;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.flink.PlanCache;
import io.weir.flink.PlannedStatement;
import io.weir.library.run.EngineChoice;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.PlanCacheFolder;
import io.weir.library.run.RunOptions;
import io.weir.library.run.RunStatus;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Broker, traffic, query and table of the demo, started and stopped together. */
public final class Demo {
    private static final String TOPIC = "clickstream";
    private static final int PARTITIONS = 4;
    private static final String SCRIPT = "page_metrics.sql";
    private static final String SCRIPT_BROKER = "localhost:9092";
    private static final long DRAW_MILLIS = 500;

    private final int eventsPerSecond;
    private final long seed;
    private final double minutes;
    private final Optional<String> kafka;
    private volatile boolean stopped;

    /**
     * Makes a demo.
     *
     * @param minutes after which it stops by itself
     * @param kafka the broker to use; without, one is started
     */
    public Demo(int eventsPerSecond, long seed, double minutes, Optional<String> kafka) {
        if (eventsPerSecond < 1 || minutes <= 0) {
            throw new WeirException(ErrorCode.USAGE, "--rate and --minutes must be greater than 0", "", "", null);
        }
        this.eventsPerSecond = eventsPerSecond;
        this.seed = seed;
        this.minutes = minutes;
        this.kafka = kafka;
    }

    /** Asks it to end soon. */
    public void stop() {
        stopped = true;
    }

    /** Runs until the time is over or it is stopped. */
    public void run(PrintStream output, PrintStream error, boolean isTerminal) throws InterruptedException {
        // The planner needs a second or two, and so does the broker.
        CompletableFuture<PlannedStatement.Job> planned = CompletableFuture.supplyAsync(Demo::plan);
        if (kafka.isPresent()) {
            DemoTopic.ensure(kafka.get(), TOPIC, PARTITIONS);
            run(kafka.get(), planned, output, error, isTerminal);
            return;
        }
        error.println("weir: starting a Kafka broker …");
        try (EmbeddedKafka broker = EmbeddedKafka.start()) {
            broker.createTopic(TOPIC, PARTITIONS);
            run(broker.bootstrapServers(), planned, output, error, isTerminal);
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_FAILED,
                    String.valueOf(e.getMessage()),
                    "",
                    "Another broker can be used with --kafka HOST:PORT",
                    e);
        }
    }

    private void run(
            String broker,
            CompletableFuture<PlannedStatement.Job> planned,
            PrintStream output,
            PrintStream error,
            boolean isTerminal)
            throws InterruptedException {
        if (stopped) {
            return;
        }
        LiveTable table = new LiveTable();
        ResultConsumer consumer = isTerminal ? table : new ResultPrinter(ResultFormat.JSON);
        try (TrafficProducer traffic = new TrafficProducer(broker, TOPIC, eventsPerSecond, seed);
                JobRun job = new JobRunner(RunOptions.defaults().withEngine(EngineChoice.NATIVE))
                        .start(at(broker, await(planned)), consumer)) {
            long endMillis = System.currentTimeMillis() + (long) Math.min(minutes * 60_000d, Long.MAX_VALUE / 4d);
            RunStatus before = job.status();
            while (!stopped && System.currentTimeMillis() < endMillis && !job.hasEnded()) {
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
                RunStatus now = job.status();
                if (isTerminal) {
                    double seconds = (now.elapsedNanos() - before.elapsedNanos()) / 1e9;
                    output.print(table.draw(broker, now, (now.rowsIn() - before.rowsIn()) / seconds));
                    output.flush();
                }
                before = now;
            }
            job.stop();
            job.await();
            RunStatus status = job.status();
            error.printf(
                    "weir: %,d events in, %,d result rows, %,d late events, in %.0f s%n",
                    status.rowsIn(), status.rowsOut(), status.lateRows(), status.seconds());
        }
    }

    private static PlannedStatement.Job await(CompletableFuture<PlannedStatement.Job> planned)
            throws InterruptedException {
        try {
            return planned.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WeirException known) {
                throw known;
            }
            throw new IllegalStateException("The demo's query cannot be planned", e.getCause());
        }
    }

    /** The same job, reading from another broker than the one that the query names. */
    private static PlannedStatement.Job at(String broker, PlannedStatement.Job job) {
        PlannedStatement.SelectJob select = (PlannedStatement.SelectJob) job;
        return new PlannedStatement.SelectJob(
                select.sql(),
                select.line(),
                select.planJson().replace(SCRIPT_BROKER, broker),
                select.configuration(),
                select.setup(),
                select.columns(),
                select.isInsertOnly());
    }

    /** The query as it stands in the gallery. */
    private static PlannedStatement.Job plan() {
        String sql;
        try (InputStream in = Demo.class.getResourceAsStream("/gallery/clickstream/" + SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException(SCRIPT + " is not on the class path");
            }
            sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new WeirException(ErrorCode.IO_FAILED, SCRIPT + " cannot be read: " + e, "", "", e);
        }
        return new PlanCache(PlanCacheFolder.ofUser())
                .plan(sql, SCRIPT, Map.of())
                .jobs()
                .get(0);
    }
}
