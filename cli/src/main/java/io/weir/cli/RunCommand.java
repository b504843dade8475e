package io.weir.cli;

import io.weir.cli.run.ScriptRunner;
import io.weir.connector.console.ResultFormat;
import io.weir.engine.epoch.EpochStores;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.epoch.Savepoints;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.flink.PlannedScript;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunOptions;
import io.weir.library.run.RunState;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The folder, or s3://bucket/prefix, where the jobs' epochs are kept, from which a later run"
                    + " goes on; by default .weir/<name of the file>, and only for jobs that do not end by"
                    + " themselves.")
    private @Nullable String state;

    @Option(
            names = "--from",
            paramLabel = "SAVEPOINT",
            description = "Begin where a savepoint was made: its name, or its place. There must be no state yet.")
    private @Nullable String savepoint;

    @Option(
            names = "--allow-non-restored-state",
            description = "Go on although the state has operators that the query has not any more.")
    private boolean mayLeaveState;

    @Option(names = "--quiet", description = "Show neither progress nor summaries.")
    private boolean isQuiet;

    @Override
    public Integer call() throws InterruptedException {
        RunOptions runOptions = options.runOptions();
        PlannedScript script = options.plan();
        ResultFormat shown = format != null ? format : Terminal.isOutput() ? ResultFormat.TABLE : ResultFormat.JSON;
        ScriptRunner runner = new ScriptRunner(
                new JobRunner(runOptions), Optional.of(state()), shown, System.err, showsLive(), isQuiet);
        StandardOutput.onFailure(runner::stop);
        StopOnSignal signals = new StopOnSignal(runner::stop);
        try {
            runner.run(script);
        } finally {
            signals.close();
        }
        return Main.EXIT_DONE;
    }

    private RunState state() {
        RunState kept = new RunState(options.pipelineName(), Optional.ofNullable(state), mayLeaveState);
        if (savepoint == null) {
            return kept;
        }
        Map<String, String> configuration = options.configuration();
        String used = kept.location(configuration);
        try (EpochStorage from = EpochStores.storage(Savepoints.locationOf(used, savepoint), configuration);
                EpochStorage to = EpochStores.storage(used, configuration)) {
            Manifest manifest = Savepoints.restore(from, to);
            if (!isQuiet) {
                System.err.println("weir: going on from epoch " + manifest.epoch() + " of " + from.location());
            }
        }
        return new RunState(kept.name(), Optional.of(used), mayLeaveState);
    }

    /** Progress is shown on a terminal that does not show the rows. */
    private static ScriptRunner.Live showsLive() {
        if (!Terminal.isError()) {
            return ScriptRunner.Live.NEVER;
        }
        return Terminal.isOutput() ? ScriptRunner.Live.WITHOUT_ROWS : ScriptRunner.Live.ALWAYS;
    }
}
