package io.weir.benchmarks.epochs;

import io.weir.engine.runtime.EpochMetrics;
import io.weir.engine.runtime.Job;
import io.weir.engine.runtime.JobMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an epoch takes in a GROUP BY of many keys, by how many of them change in a second: its time and bytes, and for
 * how long rows had to wait for it.
 */
public final class EpochCost {
    /** The parts of the keys that change in a second. */
    private static final double[] SHARES = {0.001, 0.01, 0.1};

    private static final double GOAL_SHARE = 0.01;
    private static final double GOAL_MILLIS = 50;
    private static final int LOAD_SECONDS = 120;

    private final Path folder;
    private final int epochs;

    /**
     * Makes the benchmark.
     *
     * @param folder where state is while it runs
     * @param epochs how many epochs of each share count
     */
    public EpochCost(Path folder, int epochs) {
        this.folder = folder;
        this.epochs = epochs;
    }

    /** Fills in the query's variables. */
    @FunctionalInterface
    public interface Query {
        String sql(Map<String, String> variables) throws IOException;
    }

    private record Epoch(long rows, double millis, double pauseMillis, double megabytes) {}

    /** Measures all shares and gives a table. */
    public String run(Query query, long keys) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "epoch-cost: %d keys, an epoch a second, %d epochs of each share; medians%n%n",
                keys,
                epochs));
        text.append(String.format(
                "%-9s %12s %10s %10s %12s %16s%n",
                "changed", "rows/epoch", "epoch ms", "MB", "pause ms", "longest pause ms"));
        StringBuilder goal = new StringBuilder();
        for (double share : SHARES) {
            List<Epoch> measured = measure(query, keys, (long) (keys * share));
            double longest =
                    measured.stream().mapToDouble(Epoch::pauseMillis).max().orElse(Double.NaN);
            text.append(String.format(
                    Locale.ROOT,
                    "%-9s %12.0f %10.1f %10.2f %12.1f %16.1f%n",
                    String.format(Locale.ROOT, "%.1f %%", 100 * share),
                    GuaranteeCost.median(measured.stream().mapToDouble(Epoch::rows)),
                    GuaranteeCost.median(measured.stream().mapToDouble(Epoch::millis)),
                    GuaranteeCost.median(measured.stream().mapToDouble(Epoch::megabytes)),
                    GuaranteeCost.median(measured.stream().mapToDouble(Epoch::pauseMillis)),
                    longest));
            if (share == GOAL_SHARE) {
                goal.append(String.format(
                        Locale.ROOT,
                        "%s: longest pause in ms, 1 %% changed: %.1f (at most %.0f)%n",
                        longest <= GOAL_MILLIS ? "goal reached" : "GOAL MISSED",
                        longest,
                        GOAL_MILLIS));
            }
        }
        return text.append(goal).toString();
    }

    private List<Epoch> measure(Query query, long keys, long rate) throws IOException, InterruptedException {
        Path state = folder.resolve("state");
        SavedPipeline.delete(state);
        SavedPipeline pipeline = new SavedPipeline(
                query.sql(Map.of(
                        "rate", Long.toString(rate), "lastChange", Long.toString(rate * (LOAD_SECONDS + 2L * epochs)))),
                "epoch-cost");
        List<Epoch> measured = new ArrayList<>();
        try (Job job = pipeline.start(state, Map.of("execution.checkpointing.interval", "1 s"))) {
            EpochMetrics metrics = job.metrics().epochs();
            long first = afterLoading(job, keys);
            long last = first;
            long rows = job.metrics().rowsIn();
            while (measured.size() < epochs && !job.hasEnded()) {
                Thread.sleep(2);
                long epoch = metrics.lastEpoch();
                if (epoch > last) {
                    last = epoch;
                    long rowsNow = job.metrics().rowsIn();
                    measured.add(new Epoch(
                            rowsNow - rows,
                            metrics.lastNanos() / 1e6,
                            metrics.lastPauseNanos() / 1e6,
                            metrics.lastBytes() / 1e6));
                    System.err.println("epoch-cost, " + rate + " rows/s: " + measured.get(measured.size() - 1));
                    rows = rowsNow;
                }
            }
            job.stop();
            job.await();
        } finally {
            SavedPipeline.delete(state);
        }
        if (measured.size() < epochs) {
            throw new IllegalStateException("Loading the keys has taken longer than " + LOAD_SECONDS + " s");
        }
        return measured;
    }

    /** Waits until all keys are there, and two epochs behind that; gives the number of the last. */
    private static long afterLoading(Job job, long keys) throws InterruptedException {
        while (loaded(job) < keys && !job.hasEnded()) {
            Thread.sleep(10);
        }
        long wanted = job.metrics().epochs().lastEpoch() + 3;
        while (job.metrics().epochs().lastEpoch() < wanted && !job.hasEnded()) {
            Thread.sleep(2);
        }
        return job.metrics().epochs().lastEpoch();
    }

    /** The rows of the source that ends first, the greater one. */
    static long loaded(Job job) {
        return job.metrics().nodes().stream()
                .filter(JobMetrics.NodeMetrics::isSource)
                .mapToLong(JobMetrics.NodeMetrics::rowsOut)
                .max()
                .orElse(0);
    }
}
