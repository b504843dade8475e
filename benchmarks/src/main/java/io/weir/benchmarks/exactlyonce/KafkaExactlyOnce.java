package io.weir.benchmarks.exactlyonce;

import io.weir.benchmarks.clickstream.Clickstream;
import io.weir.benchmarks.side.Task;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * From topic to window to topic with transactions of a second, on one broker: how long each side takes until a reader
 * of committed records has all results, each once and right; then, with few clicks of now, how old a window's result is
 * when it can be read.
 *
 * <p>Each side has a process of its own, in which the first run does not count.
 */
public final class KafkaExactlyOnce {
    private static final String QUERY = "kafka-exactly-once";
    private static final String CLICKS = "clicks";
    private static final long SEED = 42;
    private static final int THREADS = 2;
    private static final int BROKER_MEGABYTES = 1024;
    private static final long WINDOW_SECONDS = 60;
    private static final long LIMIT_MINUTES = 30;
    private static final int LATENCY_PAGES = 100;

    private final Path sqlFolder;
    private final Path folder;
    private final int runs;
    private final Latency latency;

    /**
     * How latency is measured.
     *
     * @param clicksPerSecond how many clicks come
     * @param warmUpMillis how long before they count
     * @param millis how long they count
     */
    record Latency(int clicksPerSecond, long warmUpMillis, long millis) {}

    /** The command line of a JVM. */
    @FunctionalInterface
    public interface Processes {
        /**
         * Of a JVM like this one.
         *
         * @param first a folder of jars that come before all others
         * @param argument of the main class
         */
        List<String> command(String first, String mainClass, String argument);
    }

    private record Run(double seconds, double cpuSeconds) {}

    private record Measured(List<Run> runs, double[] latencies) {
        double seconds() {
            return percentile(runs.stream().mapToDouble(Run::seconds).toArray(), 50);
        }

        double cpuSeconds() {
            return percentile(runs.stream().mapToDouble(Run::cpuSeconds).toArray(), 50);
        }
    }

    /**
     * Makes the benchmark.
     *
     * @param folder where tasks, states and logs are
     * @param runs how many runs of each side count
     */
    public KafkaExactlyOnce(Path sqlFolder, Path folder, int runs) {
        this(sqlFolder, folder, runs, new Latency(20_000, 10_000, 20_000));
    }

    KafkaExactlyOnce(Path sqlFolder, Path folder, int runs, Latency latency) {
        this.sqlFolder = sqlFolder;
        this.folder = folder;
        this.runs = runs;
        this.latency = latency;
    }

    /**
     * Runs the sides and gives a table.
     *
     * @param only the sides; empty for all
     */
    public String run(Processes processes, long rows, List<String> only) throws IOException, InterruptedException {
        List<KafkaPipeline.Kind> kinds = only.isEmpty()
                ? List.of(KafkaPipeline.Kind.values())
                : only.stream().map(KafkaPipeline.Kind::of).toList();
        Map<KafkaPipeline.Kind, Measured> results = new EnumMap<>(KafkaPipeline.Kind.class);
        EmbeddedKafka.Settings settings = new EmbeddedKafka.Settings(0, BROKER_MEGABYTES, true, Map.of());
        try (EmbeddedKafka broker = EmbeddedKafka.start(settings)) {
            System.err.println("input: filling a topic with " + rows + " events");
            ClickTopics topics = new ClickTopics(broker);
            Map<String, String> answer = topics.fill(CLICKS, new Clickstream(rows, SEED), WINDOW_SECONDS * 1000);
            for (KafkaPipeline.Kind kind : kinds) {
                Path own = Files.createDirectories(folder.resolve(kind.id()));
                try (PipelineProcess process = new PipelineProcess(processes, kind, own.resolve("log.txt"))) {
                    results.put(kind, new SideRuns(kind, own, process, broker).measure(answer));
                }
            }
        }
        return report(rows, results);
    }

    /** The runs of one side. */
    private final class SideRuns {
        private final KafkaPipeline.Kind kind;
        private final Path own;
        private final PipelineProcess process;
        private final EmbeddedKafka broker;

        SideRuns(KafkaPipeline.Kind kind, Path own, PipelineProcess process, EmbeddedKafka broker) {
            this.kind = kind;
            this.own = own;
            this.process = process;
            this.broker = broker;
        }

        Measured measure(Map<String, String> answer) throws IOException, InterruptedException {
            List<Run> counted = new ArrayList<>();
            for (int run = 0; run <= runs; run++) {
                Run done = once(kind.id() + "-" + run, answer);
                System.err.printf(
                        Locale.ROOT,
                        "%s: %.2f s, %.2f s of processors%s%n",
                        kind.id(),
                        done.seconds(),
                        done.cpuSeconds(),
                        run == 0 ? ", not counted" : "");
                if (run > 0) {
                    counted.add(done);
                }
            }
            double[] latencies = latencies(kind.id() + "-latency");
            System.err.println(kind.id() + ": latencies of " + latencies.length + " results");
            return new Measured(counted, latencies);
        }

        private Run once(String output, Map<String, String> answer) throws IOException {
            broker.createTopic(output, ClickTopics.PARTITIONS);
            Path task = task(output, CLICKS, WINDOW_SECONDS, 5);
            try (ResultReader reader = reader(output)) {
                double cpuStart = process.cpuSeconds();
                long start = System.nanoTime();
                process.start(task, state(output));
                reader.await(answer, TimeUnit.MINUTES.toNanos(LIMIT_MINUTES), process::isRunning);
                Run run = new Run((System.nanoTime() - start) / 1e9, process.cpuSeconds() - cpuStart);
                process.stop();
                return run;
            }
        }

        /** In milliseconds, from the end of a window to when its result was read, sorted. */
        private double[] latencies(String output) throws IOException, InterruptedException {
            String input = output + "-clicks";
            broker.createTopic(input, ClickTopics.PARTITIONS);
            broker.createTopic(output, ClickTopics.PARTITIONS);
            List<Double> latencies = new ArrayList<>();
            try (ResultReader reader = reader(output)) {
                process.start(task(output, input, 1, 0), state(output));
                Clicks clicks = new Clicks(new ClickTopics(broker), input, latency);
                clicks.start();
                long countedFrom = System.currentTimeMillis() + latency.warmUpMillis();
                while (clicks.isAlive()) {
                    reader.poll((json, seen) -> {
                        long end = ClickRows.millis(ClickRows.text(json, "window_start")) + 1000;
                        if (end >= countedFrom) {
                            latencies.add((double) (seen - end));
                        }
                    });
                }
                process.stop();
            }
            return latencies.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        }

        private ResultReader reader(String output) {
            return new ResultReader(broker.bootstrapServers(), output, ClickTopics.PARTITIONS);
        }

        private Path state(String output) {
            return own.resolve("state-" + output + "-" + ProcessHandle.current().pid());
        }

        private Path task(String output, String input, long windowSeconds, long delaySeconds) throws IOException {
            Map<String, String> variables = Map.of(
                    "servers",
                    broker.bootstrapServers(),
                    "input",
                    input,
                    "output",
                    output,
                    "windowSeconds",
                    Long.toString(windowSeconds),
                    "delaySeconds",
                    Long.toString(delaySeconds));
            Path file = own.resolve(output + ".properties");
            new Task(sqlFolder, QUERY, variables, THREADS).save(file);
            return file;
        }
    }

    /** Sends clicks while results are read. */
    private static final class Clicks extends Thread {
        private final ClickTopics topics;
        private final String topic;
        private final Latency latency;

        Clicks(ClickTopics topics, String topic, Latency latency) {
            super("clicks");
            setDaemon(true);
            this.topics = topics;
            this.topic = topic;
            this.latency = latency;
        }

        @Override
        public void run() {
            try {
                long millis = latency.warmUpMillis() + latency.millis();
                topics.sendNow(topic, latency.clicksPerSecond(), LATENCY_PAGES, millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String report(long rows, Map<KafkaPipeline.Kind, Measured> results) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "kafka-exactly-once: %d clicks, a transaction a second, %d threads, one broker; all committed results "
                        + "are right; medians of %d runs after the first; latency of windows of a second at %d clicks "
                        + "a second%n%n",
                rows,
                THREADS,
                runs,
                latency.clicksPerSecond()));
        text.append(
                String.format("%-8s %9s %10s %9s %9s %9s%n", "side", "wall s", "rows/s", "cpu s", "p50 ms", "p99 ms"));
        results.forEach((kind, measured) -> text.append(String.format(
                Locale.ROOT,
                "%-8s %9.2f %10.0f %9.2f %9.0f %9.0f%n",
                kind.id(),
                measured.seconds(),
                rows / measured.seconds(),
                measured.cpuSeconds(),
                percentile(measured.latencies(), 50),
                percentile(measured.latencies(), 99))));
        text.append(goal(results, KafkaPipeline.Kind.FLINK, 5)).append(goal(results, KafkaPipeline.Kind.STREAMS, 3));
        return text.toString();
    }

    private static String goal(Map<KafkaPipeline.Kind, Measured> results, KafkaPipeline.Kind peer, double goal) {
        Measured weir = results.get(KafkaPipeline.Kind.WEIR);
        Measured other = results.get(peer);
        if (weir == null || other == null) {
            return "goal not measured: times as fast as " + peer.id() + "\n";
        }
        double times = other.seconds() / weir.seconds();
        return String.format(
                Locale.ROOT,
                "%s: times as fast as %s: %.2f, by processor seconds %.2f (at least %.0f)%n",
                times >= goal ? "goal reached" : "GOAL MISSED",
                peer.id(),
                times,
                other.cpuSeconds() / weir.cpuSeconds(),
                goal);
    }

    /** NaN if there are no values. */
    static double percentile(double[] values, int percent) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
