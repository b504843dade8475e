package io.weir.benchmarks;

import io.weir.benchmarks.clickstream.Clickstream;
import io.weir.benchmarks.clickstream.ClickstreamFile;
import io.weir.benchmarks.epochs.EpochCost;
import io.weir.benchmarks.epochs.GuaranteeCost;
import io.weir.benchmarks.epochs.MetricsCost;
import io.weir.benchmarks.epochs.Recovery;
import io.weir.benchmarks.side.Task;
import io.weir.benchmarks.views.CollectVisible;
import io.weir.benchmarks.views.ViewReads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The benchmarks of epochs, and of views, whose rows come with them: Weir against itself, in this process. */
final class EpochBenchmarks {
    static final List<String> NAMES =
            List.of("guarantee-cost", "epoch-cost", "recovery", "view-reads", "collect-visible", "metrics-cost");

    /** So many that a run has several epochs. */
    private static final long JSON_ROWS = 30_000_000;

    private static final long MEASURED_ROWS = 10_000_000;
    private static final long GROUP_ROWS = 20_000_000;
    private static final long EPOCH_KEYS = 10_000_000;
    /** 1 GB of state. */
    private static final long RECOVERY_KEYS = 10_500_000;

    private static final long VIEW_ROWS = 40_000_000;

    private static final int EPOCHS_OF_A_RUN = 3;

    private final Path sqlFolder;
    private final Path folder;
    private final int runs;

    EpochBenchmarks(Path sqlFolder, Path folder, int runs) {
        this.sqlFolder = sqlFolder;
        this.folder = folder;
        this.runs = runs;
    }

    /**
     * Runs one and prints what came of it.
     *
     * @param rows 0 for the benchmark's own number
     * @param only the queries of {@code guarantee-cost}; empty for all
     */
    void run(String name, long rows, List<String> only) throws IOException, InterruptedException {
        Path own = folder.resolve(name);
        switch (name) {
            case "guarantee-cost" -> {
                if (only.isEmpty() || only.contains("json-window")) {
                    long count = rows > 0 ? rows : JSON_ROWS;
                    Path input =
                            ClickstreamFile.get(new Clickstream(count, ComparisonRunner.SEED), folder.resolve("data"));
                    print(new GuaranteeCost(own, runs)
                            .run("json-window", sql("json-window", count, Map.of("input", input.toString())), count));
                }
                if (only.isEmpty() || only.contains("group-by")) {
                    long count = rows > 0 ? rows : GROUP_ROWS;
                    print(new GuaranteeCost(own, runs).run("group-by", sql("group-by", count, Map.of()), count));
                }
            }
            case "epoch-cost" -> {
                long keys = rows > 0 ? rows : EPOCH_KEYS;
                print(new EpochCost(own, EPOCHS_OF_A_RUN * runs)
                        .run(variables -> sql("epoch-cost", keys, variables), keys));
            }
            case "metrics-cost" -> {
                long count = rows > 0 ? rows : MEASURED_ROWS;
                Path input = ClickstreamFile.get(new Clickstream(count, ComparisonRunner.SEED), folder.resolve("data"));
                print(new MetricsCost(own, runs)
                        .run("json-window", sql("json-window", count, Map.of("input", input.toString())), count));
            }
            case "view-reads" -> {
                long count = rows > 0 ? rows : VIEW_ROWS;
                Map<String, String> keys = Map.of("keys", Integer.toString(ViewReads.KEYS));
                print(new ViewReads(own, runs).run(sql("view-reads", count, keys), count));
            }
            case "collect-visible" -> print(new CollectVisible(own).run());
            default -> {
                long keys = rows > 0 ? rows : RECOVERY_KEYS;
                print(new Recovery(own, runs).run(sql("recovery", keys, Map.of()), keys));
            }
        }
    }

    private String sql(String query, long rows, Map<String, String> variables) throws IOException {
        Map<String, String> all = new HashMap<>(variables);
        all.put("rows", Long.toString(rows));
        all.put("last", Long.toString(rows - 1));
        return new Task(sqlFolder, query, all, ComparisonRunner.THREADS).sql(".sql");
    }

    private static void print(String text) {
        System.out.println("\n" + text);
    }
}
