package io.weir.cli;

import io.weir.cli.run.JobRunner;
import io.weir.cli.run.ScriptRunner;
import io.weir.connector.console.ResultFormat;
import io.weir.flink.PlannedScript;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir run FILE}: plans a script and runs its jobs one after another. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run a file of Flink SQL, or a compiled plan. The rows of a SELECT go to standard output.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final ScriptOptions options = new ScriptOptions();

    @Option(
            names = "--format",
            paramLabel = "table|json|csv",
            description =
                    "The form of a SELECT's rows; by default table on a terminal, otherwise json (one object a line).")
    private @Nullable ResultFormat format;

    @Option(names = "--quiet", description = "Show neither progress nor summaries.")
    private boolean isQuiet;

    @Override
    public Integer call() throws InterruptedException {
        PlannedScript script = options.plan();
        ResultFormat shown = format != null ? format : Terminal.isOutput() ? ResultFormat.TABLE : ResultFormat.JSON;
        ScriptRunner runner =
                new ScriptRunner(new JobRunner(options.runOptions()), shown, System.err, Terminal.isError(), isQuiet);
        CountDownLatch ended = new CountDownLatch(1);
        Thread onSignal = new Thread(() -> stop(runner, ended), "weir-signal");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            runner.run(script);
        } finally {
            ended.countDown();
        }
        return Main.EXIT_DONE;
    }

    /** Ctrl-C: the job ends where it is, its sinks are flushed, then the process goes. */
    private static void stop(ScriptRunner runner, CountDownLatch ended) {
        runner.stop();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
