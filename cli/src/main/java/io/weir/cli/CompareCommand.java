package io.weir.cli;

import io.weir.cli.compare.ComparisonJson;
import io.weir.cli.compare.ComparisonText;
import io.weir.library.compare.ComparedEngine;
import io.weir.library.compare.Comparison;
import io.weir.library.compare.ComparisonReport;
import io.weir.library.run.EngineChoice;
import io.weir.library.run.RunOptions;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir compare FILE}: whether a script gives the same answers on several engines. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = Main.EXIT_USAGE,
        description = "Run a slice of a script's input on several engines, and compare the final rows. Nothing is"
                + " written to the script's tables. Exit status: 0 equal, 1 different, 2 it cannot be compared.")
final class CompareCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;

    @Mixin
    private final ScriptOptions options = new ScriptOptions();

    @Option(
            names = "--engines",
            paramLabel = "LIST",
            defaultValue = "native,flink",
            description = "What to compare, the first with each of the others: native, flink, cluster=URL; with a"
                    + " parallelism as in native:3 or cluster:4=URL. By default native,flink.")
    @SuppressWarnings("NullAway.Init")
    private String engines;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many rows of each source to read at most (1000000).")
    private long rows;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long to read a source that has no end (30).")
    private long seconds;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            defaultValue = "1e-9",
            description = "How far DOUBLE and FLOAT values may be apart, relative to the larger (1e-9); 0 for exactly.")
    private double tolerance;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean isJson;

    @Option(names = "--quiet", description = "Do not say what is being done.")
    private boolean isQuiet;

    @Override
    public Integer call() throws InterruptedException {
        check(rows > 0, "--rows " + rows, "Give a whole number from 1");
        check(seconds > 0, "--seconds " + seconds, "Give a whole number from 1");
        check(tolerance >= 0 && tolerance < 1, "--tolerance " + tolerance, "Give a number from 0 to 1, such as 1e-9");
        RunOptions runOptions = options.runOptions();
        check(runOptions.engine() == EngineChoice.AUTO, "--engine", "Name the engines with --engines");
        Comparison comparison = new Comparison(new Comparison.Settings(
                ComparedEngine.list(engines).stream()
                        .map(engine -> engine.orParallelism(runOptions.parallelism()))
                        .toList(),
                rows,
                Duration.ofSeconds(seconds),
                tolerance,
                line -> {
                    if (!isQuiet) {
                        System.err.println("weir: " + line);
                    }
                }));
        ComparisonReport report =
                comparison.compare(options.plan(), options.file().toString());
        System.out.print(isJson ? ComparisonJson.of(report) : ComparisonText.of(report));
        System.out.flush();
        return report.isEqual() ? Main.EXIT_DONE : DIFFERENT;
    }

    private static void check(boolean isFine, String option, String hint) {
        if (!isFine) {
            throw new WeirException(ErrorCode.USAGE, option + " makes no sense", "", hint, null);
        }
    }
}
