package io.weir.benchmarks.epochs;

import com.sun.management.OperatingSystemMXBean;
import io.weir.engine.epoch.EpochFiles;
import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.EpochStores;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.runtime.Job;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** How long it takes from the start of a run with much state to its first row out. */
public final class Recovery {
    private static final double GOAL_SECONDS = 2;

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Path folder;
    private final int runs;

    /**
     * Makes the benchmark.
     *
     * @param folder where state is while it runs
     * @param runs how often the state is restored
     */
    public Recovery(Path folder, int runs) {
        this.folder = folder;
        this.runs = runs;
    }

    /** Makes the state with one run that is stopped, goes on from it, and gives a table. */
    public String run(String sql, long keys) throws IOException, InterruptedException {
        Path state = folder.resolve("state");
        SavedPipeline.delete(state);
        SavedPipeline pipeline = new SavedPipeline(sql, "recovery");
        try {
            save(pipeline, state, keys);
            long bytes = savedBytes(state);
            double[] opened = new double[runs];
            double[] cpu = new double[runs];
            double[] firstRow = new double[runs];
            for (int run = 0; run < runs; run++) {
                System.gc();
                long cpuStart = PROCESS.getProcessCpuTime();
                long start = System.nanoTime();
                try (Job job = pipeline.start(state, Map.of())) {
                    opened[run] = (System.nanoTime() - start) / 1e9;
                    while (job.metrics().rowsOut() == 0 && !job.hasEnded()) {
                        Thread.sleep(1);
                    }
                    firstRow[run] = (System.nanoTime() - start) / 1e9;
                    cpu[run] = (PROCESS.getProcessCpuTime() - cpuStart) / 1e9;
                    if (job.metrics().epochs().restoredEpoch() == 0) {
                        throw new IllegalStateException("The run began anew");
                    }
                    job.stop();
                    job.await();
                }
                System.err.printf(
                        Locale.ROOT,
                        "recovery: started %.3f s, first row out %.3f s, %.3f s of processors%n",
                        opened[run],
                        firstRow[run],
                        cpu[run]);
            }
            double median = GuaranteeCost.median(Arrays.stream(firstRow));
            return String.format(
                    Locale.ROOT,
                    "recovery: %d keys, %.2f GB in chunks; median of %d runs in one process%n%n"
                            + "found and verified %.3f s, first row out %.3f s (the first run: %.3f s), "
                            + "%.3f s of processors%n"
                            + "%s: seconds to the first row: %.2f (at most %.0f)%n",
                    keys,
                    bytes / 1e9,
                    runs,
                    GuaranteeCost.median(Arrays.stream(opened)),
                    median,
                    firstRow[0],
                    GuaranteeCost.median(Arrays.stream(cpu)),
                    median <= GOAL_SECONDS ? "goal reached" : "GOAL MISSED",
                    median,
                    GOAL_SECONDS);
        } finally {
            SavedPipeline.delete(state);
        }
    }

    private static void save(SavedPipeline pipeline, Path state, long keys) throws InterruptedException {
        try (Job job = pipeline.start(state, Map.of())) {
            while (EpochCost.loaded(job) < keys && !job.hasEnded()) {
                Thread.sleep(10);
            }
            // Rows in channels belong to the epoch behind which the run ends.
            job.stop();
            job.await();
        }
    }

    private static long savedBytes(Path state) {
        try (EpochStore store = EpochStores.local(state)) {
            Manifest manifest =
                    store.newest().orElseThrow(() -> new IllegalStateException("No epoch was saved in " + state));
            return EpochFiles.chunks(manifest).stream()
                    .mapToLong(Manifest.Chunk::length)
                    .sum();
        }
    }
}
