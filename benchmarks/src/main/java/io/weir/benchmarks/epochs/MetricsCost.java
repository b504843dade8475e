package io.weir.benchmarks.epochs;

import com.sun.management.OperatingSystemMXBean;
import io.weir.benchmarks.side.Answer;
import io.weir.engine.runtime.Job;
import io.weir.engine.runtime.Measuring;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What it costs to measure where the time of a job goes: one query with and without, in turn, in one process, by
 * processor seconds.
 */
public final class MetricsCost {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final int WARM_UPS = 2;
    private static final double GOAL = 1.01;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Path folder;
    private final int runs;

    /**
     * Makes the benchmark.
     *
     * @param folder where answers are while it runs
     * @param runs how many pairs of runs count
     */
    public MetricsCost(Path folder, int runs) {
        this.folder = folder;
        this.runs = runs;
    }

    private record Run(double cpuSeconds, String digest) {}

    /** Runs a query in both ways and gives a table. */
    public String run(String name, String sql, long rows) throws IOException, InterruptedException {
        SavedPipeline pipeline = new SavedPipeline(sql, name);
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int turn = -WARM_UPS; turn < runs; turn++) {
            boolean isFirstOn = turn % 2 == 0;
            Run first = once(pipeline, isFirstOn);
            Run second = once(pipeline, !isFirstOn);
            if (!first.digest.equals(second.digest)) {
                throw new IllegalStateException(name + ": measuring has changed the answer");
            }
            Run on = isFirstOn ? first : second;
            Run off = isFirstOn ? second : first;
            System.err.printf(
                    Locale.ROOT,
                    "%s: %.3f s of processors with, %.3f s without%n",
                    name,
                    on.cpuSeconds,
                    off.cpuSeconds);
            if (turn >= 0) {
                with.add(on.cpuSeconds);
                without.add(off.cpuSeconds);
                ratios.add(on.cpuSeconds / off.cpuSeconds);
            }
        }
        double ratio = median(ratios);
        return String.format(
                Locale.ROOT,
                "metrics-cost, %s: %d rows, %d pairs of runs; processor seconds, medians%n%n"
                        + "%-10s %8.3f%n%-10s %8.3f%n%-10s %8.4f   the median of the pairs'; least of either: %.4f%n%n"
                        + "%s: measuring costs %.2f %% (at most %.0f %%)%n",
                name,
                rows,
                runs,
                "without",
                median(without),
                "with",
                median(with),
                "ratio",
                ratio,
                least(with) / least(without),
                ratio <= GOAL ? "goal reached" : "GOAL MISSED",
                100 * (ratio - 1),
                100 * (GOAL - 1));
    }

    private Run once(SavedPipeline pipeline, boolean isMeasured) throws IOException, InterruptedException {
        Path file = Files.createDirectories(folder).resolve("answer.txt");
        System.gc();
        PrintStream standardOutput = System.out;
        try (PrintStream answer = new PrintStream(
                new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), false, StandardCharsets.UTF_8)) {
            System.setOut(answer);
            Measuring.setOnForBenchmark(isMeasured);
            long cpuStart = PROCESS.getProcessCpuTime();
            try (Job job = pipeline.start(folder.resolve("state"), Map.of("weir.delivery", "at-most-once"))) {
                job.await();
            }
            double cpuSeconds = (PROCESS.getProcessCpuTime() - cpuStart) / NANOS_PER_SECOND;
            answer.flush();
            return new Run(cpuSeconds, Answer.read(file).digest());
        } finally {
            Measuring.setOnForBenchmark(true);
            System.setOut(standardOutput);
            SavedPipeline.delete(folder.resolve("state"));
        }
    }

    private static double median(List<Double> values) {
        return GuaranteeCost.median(values.stream().mapToDouble(Double::doubleValue));
    }

    private static double least(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }
}
