package io.weir.cli;

import io.weir.cli.size.CostMeter;
import io.weir.cli.size.MeasuredCost;
import io.weir.cli.size.SizeReport;
import io.weir.cli.size.TargetRate;
import io.weir.flink.PlannedStatement;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir size FILE --target RATE}: what a pipeline costs here, and what it needs for a rate. */
@Command(
        name = "size",
        mixinStandardHelpOptions = true,
        description = "Measure what a row of a pipeline costs on this machine, without writing anything, and compute"
                + " cores, memory, partitions and Flink slots for a target rate.")
final class SizeCommand implements Callable<Integer> {
    private static final long ROWS_DEFAULT = 1_000_000;

    @Mixin
    private final ScriptOptions options = new ScriptOptions();

    @Option(
            names = "--target",
            required = true,
            paramLabel = "RATE",
            description = "Rows a second of all sources together: 2M/s, 500k/s, 10000.")
    @SuppressWarnings("NullAway.Init")
    private String target;

    @Option(
            names = "--sample-rows",
            paramLabel = "N",
            description = "How many rows are read in each run; by default a million. Topics are read from their begin.")
    private long rows = ROWS_DEFAULT;

    @Option(
            names = "--keys",
            paramLabel = "N",
            description = "How many entries of state there will be: keys, or keys times open windows.")
    private @Nullable Long keys;

    @Option(
            names = "--flink-factor",
            paramLabel = "X",
            defaultValue = "6.2",
            description =
                    "How much more processor time Flink takes for the same rows; ${DEFAULT-VALUE}, as measured for"
                            + " windows over Kafka, exactly once.")
    private double flinkFactor;

    @Override
    public Integer call() throws InterruptedException {
        TargetRate rate = TargetRate.of(target);
        if (rows < 1 || flinkFactor <= 0 || (keys != null && keys < 0)) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    "--sample-rows, --keys and --flink-factor are numbers above 0",
                    "",
                    "Mend the one that is not",
                    null);
        }
        List<PlannedStatement.Job> jobs = options.plan().jobs();
        if (jobs.isEmpty()) {
            throw new WeirException(
                    ErrorCode.USAGE, options.file() + " has no job", "", "Add an INSERT INTO a table", null);
        }
        CostMeter meter = new CostMeter(options.runOptions(), rows);
        for (PlannedStatement.Job job : jobs) {
            if (jobs.size() > 1) {
                System.out.println("job of line " + job.line());
            }
            MeasuredCost cost = meter.measure(job);
            OptionalLong entries = keys == null ? OptionalLong.empty() : OptionalLong.of(keys);
            new SizeReport(
                            cost,
                            rate,
                            entries,
                            flinkFactor,
                            Runtime.getRuntime().availableProcessors())
                    .print(System.out);
        }
        return Main.EXIT_DONE;
    }
}
