package io.weir.cli.demo;

import io.weir.cli.run.JobRun;
import io.weir.cli.run.JobRunner;
import io.weir.cli.run.RunOptions;
import io.weir.cli.run.RunStatus;
import io.weir.connector.console.ResultConsumer;
import io.weir.connector.console.ResultFormat;
import io.weir.connector.console.ResultPrinter;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable String kafka;
    private volatile boolean stopped;

    /**
     * Makes a demo.
     *
     * @param minutes after which it stops by itself
     * @param kafka the broker to use, or null to start one
     */
    public Demo(int eventsPerSecond, long seed, double minutes, @Nullable String kafka) {
        if (eventsPerSecond < 1 || minutes <= 0) {
            throw new WeirException(ErrorCode.USAGE, "--rate and --minutes must be greater than 0", "", "", null);
        }
        this.eventsPerSecond = eventsPerSecond;
        this.seed = seed;
        this.minutes = minutes;
        this.kafka = kafka;
    }

    /** Runs until the time is over or the process is asked to end. */
    public void run(PrintStream output, PrintStream error, boolean isTerminal) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread onSignal = new Thread(() -> stop(ended), "weir-demo-signal");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            if (kafka != null) {
                run(kafka, output, error, isTerminal);
            } else {
                error.println("weir: starting a Kafka broker …");
                try (EmbeddedKafka broker = EmbeddedKafka.start()) {
                    broker.createTopic(TOPIC, PARTITIONS);
                    run(broker.bootstrapServers(), output, error, isTerminal);
                }
            }
        } finally {
            ended.countDown();
        }
    }

    private void stop(CountDownLatch ended) {
        stopped = true;
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String broker, PrintStream output, PrintStream error, boolean isTerminal)
            throws InterruptedException {
        LiveTable table = new LiveTable();
        ResultConsumer consumer = isTerminal ? table : new ResultPrinter(ResultFormat.JSON);
        try (TrafficProducer traffic = new TrafficProducer(broker, TOPIC, eventsPerSecond, seed);
                JobRun job = new JobRunner(RunOptions.defaults()).start(plan(broker), consumer)) {
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

    /** The query as it stands in the gallery, for the broker of this demo. */
    private static PlannedStatement.Job plan(String broker) {
        String sql;
        try (InputStream in = Demo.class.getResourceAsStream("/gallery/clickstream/" + SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException(SCRIPT + " is not on the class path");
            }
            sql = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(SCRIPT_BROKER, broker);
        } catch (IOException e) {
            throw new WeirException(ErrorCode.IO_FAILED, SCRIPT + " cannot be read: " + e, "", "", e);
        }
        try (ScriptPlanner planner = new ScriptPlanner(Map.of())) {
            return planner.plan(SqlScript.parse(sql, SCRIPT)).jobs().get(0);
        }
    }
}
