package io.weir.benchmarks.epochs;

import com.sun.management.OperatingSystemMXBean;
import io.weir.benchmarks.side.Answer;
import io.weir.engine.runtime.Job;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * What the ways of delivery cost: one query, with an epoch a second on a local disk, without any, and with those of at
 * least once. The ways take turns in one process, so that whatever else the machine does meets all of them; all must
 * give one answer.
 */
public final class GuaranteeCost {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final int WARM_UPS = 2;

    private final Path folder;
    private final int runs;

    /**
     * Makes the benchmark.
     *
     * @param folder where state and answers are while it runs
     * @param runs how many runs of each way count
     */
    public GuaranteeCost(Path folder, int runs) {
        this.folder = folder;
        this.runs = runs;
    }

    private enum Way {
        AT_MOST_ONCE(Double.NaN),
        AT_LEAST_ONCE(1.02),
        EXACTLY_ONCE(1.05);

        /** How many times the time of at most once it may take. */
        private final double goal;

        Way(double goal) {
            this.goal = goal;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private record Run(double seconds, double cpuSeconds, long epochs, String digest) {}

    /** Runs a query in all ways and gives a table. */
    public String run(String name, String sql, long rows) throws IOException, InterruptedException {
        SavedPipeline pipeline = new SavedPipeline(sql, name);
        Map<Way, List<Run>> results = new EnumMap<>(Way.class);
        String digest = "";
        for (int turn = -WARM_UPS; turn < runs; turn++) {
            for (int i = 0; i < Way.values().length; i++) {
                // Each turn begins with another one.
                Way way = Way.values()[Math.floorMod(i + turn, Way.values().length)];
                Run run = once(pipeline, way);
                if (!digest.isEmpty() && !digest.equals(run.digest())) {
                    throw new IllegalStateException(
                            name + ", " + way.id() + ": the answer is " + run.digest() + " instead of " + digest);
                }
                digest = run.digest();
                System.err.printf(
                        Locale.ROOT,
                        "%s %s: %.2f s, %.2f s of processors, %d epochs%n",
                        name,
                        way.id(),
                        run.seconds(),
                        run.cpuSeconds(),
                        run.epochs());
                if (turn >= 0) {
                    results.computeIfAbsent(way, key -> new ArrayList<>()).add(run);
                }
            }
        }
        return report(name, rows, digest, results);
    }

    private Run once(SavedPipeline pipeline, Way way) throws IOException, InterruptedException {
        Path state = folder.resolve("state");
        Path file = Files.createDirectories(folder).resolve("answer.txt");
        SavedPipeline.delete(state);
        System.gc();
        PrintStream standardOutput = System.out;
        try (PrintStream answer = new PrintStream(
                new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), false, StandardCharsets.UTF_8)) {
            System.setOut(answer);
            long cpuStart = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            long epochs;
            Map<String, String> settings = Map.of("weir.delivery", way.id(), "execution.checkpointing.interval", "1 s");
            try (Job job = pipeline.start(state, settings)) {
                job.await();
                epochs = job.savesEpochs() ? job.metrics().epochs().completedCount() : 0;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = (PROCESS.getProcessCpuTime() - cpuStart) / 1e9;
            answer.flush();
            return new Run(seconds, cpuSeconds, epochs, Answer.read(file).digest());
        } finally {
            System.setOut(standardOutput);
            SavedPipeline.delete(state);
        }
    }

    private static String report(String name, long rows, String digest, Map<Way, List<Run>> results) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s: %d rows, an epoch a second; all answers are %s; medians, the times of each turn compared%n%n",
                name,
                rows,
                digest));
        text.append(String.format(
                "%-14s %9s %7s %9s %7s %7s%n", "delivery", "wall s", "times", "cpu s", "times", "epochs"));
        List<Run> base = results.getOrDefault(Way.AT_MOST_ONCE, List.of());
        StringBuilder goals = new StringBuilder();
        for (Way way : Way.values()) {
            List<Run> of = results.getOrDefault(way, List.of());
            double wall =
                    ratio(of.stream().mapToDouble(Run::seconds), base.stream().mapToDouble(Run::seconds));
            double cpu = ratio(
                    of.stream().mapToDouble(Run::cpuSeconds), base.stream().mapToDouble(Run::cpuSeconds));
            text.append(String.format(
                    Locale.ROOT,
                    "%-14s %9.3f %7.3f %9.3f %7.3f %7.0f%n",
                    way.id(),
                    median(of.stream().mapToDouble(Run::seconds)),
                    wall,
                    median(of.stream().mapToDouble(Run::cpuSeconds)),
                    cpu,
                    median(of.stream().mapToDouble(Run::epochs))));
            if (!Double.isNaN(way.goal)) {
                goals.append(String.format(
                        Locale.ROOT,
                        "%s: %s takes %.3f times as long as at-most-once, %.3f by processor seconds (at most %.2f)%n",
                        wall <= way.goal ? "goal reached" : "GOAL MISSED",
                        way.id(),
                        wall,
                        cpu,
                        way.goal));
            }
        }
        return text.append(goals).toString();
    }

    /** The median of the ratios of each turn. */
    private static double ratio(DoubleStream of, DoubleStream to) {
        double[] above = of.toArray();
        double[] below = to.toArray();
        double[] ratios = new double[above.length];
        Arrays.setAll(ratios, i -> above[i] / below[i]);
        return median(Arrays.stream(ratios));
    }

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
