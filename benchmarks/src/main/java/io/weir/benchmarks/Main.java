package io.weir.benchmarks;

import io.weir.benchmarks.exactlyonce.KafkaExactlyOnce;
import io.weir.benchmarks.functions.FunctionsBenchmark;
import io.weir.benchmarks.side.SideKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code benchmarks/run}. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        description =
                "Compares Weir with its peers on one query: checks that the answers agree, then prints the times.",
        footer = "Inputs are kept for the next time in $WEIR_BENCHMARKS_DIR, or in a folder weir-bench of the "
                + "temporary folder. What the sides print and answer is kept there as well.")
public final class Main implements Callable<Integer> {
    private static final int FUNCTION_ROWS = 50_000;
    private static final long EXACTLY_ONCE_ROWS = 10_000_000;

    @Parameters(
            paramLabel = "NAME",
            description =
                    "json-window, json-distinct, hop, session, kafka-window, parquet, group-by, dedup, functions, "
                            + "guarantee-cost, epoch-cost, recovery, kafka-exactly-once, view-reads, "
                            + "collect-visible or metrics-cost")
    private String name = "";

    @Option(names = "--rows", paramLabel = "N", description = "rows of input (the comparison's own number)")
    private long rows;

    @Option(names = "--runs", paramLabel = "K", description = "runs that count (${DEFAULT-VALUE})", defaultValue = "5")
    private int runs;

    @Option(
            names = "--only",
            paramLabel = "SIDE",
            split = ",",
            description =
                    "only these sides, e.g. weir,limit; for functions: these families, each function by itself; for "
                            + "guarantee-cost: json-window or group-by; for kafka-exactly-once: weir, flink or streams")
    private List<String> only = new ArrayList<>();

    public static void main(String[] args) {
        CommandLine command = new CommandLine(new Main());
        command.setExecutionExceptionHandler((exception, failed, parsed) -> {
            failed.getErr().println("benchmarks/run: " + exception.getMessage());
            return exception instanceof IllegalArgumentException ? 2 : 1;
        });
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (name.equals("functions")) {
            int count = rows > 0 ? Math.toIntExact(rows) : FUNCTION_ROWS;
            System.out.println(new FunctionsBenchmark(count, runs).run(only));
            return 0;
        }
        Path home = Path.of(System.getProperty("weir.home", "")).toAbsolutePath();
        Path folder = Path.of(System.getProperty("weir.benchmarks.dir", "")).toAbsolutePath();
        EpochBenchmarks epochs = new EpochBenchmarks(home.resolve("benchmarks/sql"), folder, runs);
        if (EpochBenchmarks.NAMES.contains(name)) {
            epochs.run(name, rows, only);
            return 0;
        }
        if (name.equals("kafka-exactly-once")) {
            KafkaExactlyOnce benchmark =
                    new KafkaExactlyOnce(home.resolve("benchmarks/sql"), folder.resolve(name), runs);
            long count = rows > 0 ? rows : EXACTLY_ONCE_ROWS;
            System.out.println("\n" + benchmark.run(new SideProcesses(home)::ofMain, count, only));
            return 0;
        }
        List<SideKind> sides = only.isEmpty()
                ? List.of(SideKind.values())
                : only.stream().map(SideKind::of).toList();
        if (runs < 1 || rows < 0) {
            throw new IllegalArgumentException("--rows and --runs must be positive");
        }
        ComparisonRunner runner = new ComparisonRunner(home, folder, runs);
        List<Report> reports = new ArrayList<>();
        for (Comparison comparison : Comparison.named(name)) {
            long count = rows > 0 ? rows : comparison.rowsDefault();
            Report report = new Report(comparison, count, runner.run(comparison, count, sides));
            reports.add(report);
            System.out.println("\n" + report.text());
        }
        if (reports.size() == 2) {
            printCostPerRow(reports.get(0), reports.get(1), sides);
        }
        for (Report report : reports) {
            System.out.println(report.json());
        }
        return 0;
    }

    /** What more overlapping windows cost. */
    private static void printCostPerRow(Report few, Report many, List<SideKind> sides) {
        for (SideKind side : sides) {
            double before = few.nanosPerRow(side);
            double after = many.nanosPerRow(side);
            if (Double.isFinite(after / before)) {
                System.out.println(side.id() + ": a row costs " + Report.number(before, 0)
                        + " ns with 60 overlapping windows, " + Report.number(after, 0) + " ns with 600: "
                        + Report.number(after / before, 2) + " times");
            }
        }
    }
}
