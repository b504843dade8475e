package io.weir.cli;

import io.weir.cli.cluster.HeaderOption;
import io.weir.cli.move.PipelineMove;
import io.weir.flink.PlannedStatement;
import io.weir.flink.cluster.TransactionPrefixes;
import io.weir.library.run.RunState;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir move FILE --to-flink URL}: a pipeline that runs here goes on on a cluster. */
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = "Hand a pipeline that has run here over to a Flink cluster: every window comes out exactly once.")
final class MoveCommand implements Callable<Integer> {
    @Mixin
    private final ScriptOptions options = new ScriptOptions();

    @Option(
            names = {"--to-flink", "--flink"},
            paramLabel = "URL",
            required = true,
            description = "The REST address of a Flink cluster's JobManager, such as http://localhost:8081.")
    @SuppressWarnings("NullAway.Init")
    private String url;

    @Mixin
    private final HeaderOption headers = new HeaderOption();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The folder, or s3://bucket/prefix, of the pipeline's epochs; by default .weir/<name>.")
    private @Nullable String state;

    @Option(names = "--name", paramLabel = "NAME", description = "The job's name on the cluster; the file's, without.")
    private @Nullable String name;

    @Option(
            names = "--max-ahead",
            paramLabel = "DURATION",
            description = "How far an event may be stamped ahead of its Kafka record, such as 1min; then only records"
                    + " are read again that can have events of open windows.")
    private @Nullable String maxAhead;

    @Option(
            names = "--from",
            paramLabel = "SAVEPOINT",
            description = "Have a pipeline that was moved, and stopped there, go on from its savepoint on the cluster.")
    private @Nullable String savepoint;

    @Option(names = "--dry-run", description = "Only say whether it can be moved, and what would be read again.")
    private boolean isDryRun;

    @Override
    public Integer call() throws InterruptedException {
        return StopOnSignal.interrupting(this::move, "stopped by a signal before the move was done");
    }

    private int move() throws InterruptedException {
        List<PlannedStatement.Job> jobs = options.plan().jobs();
        if (jobs.size() != 1 || jobs.get(0) instanceof PlannedStatement.SelectJob) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    options.file() + " has " + jobs.size() + " jobs, and one INSERT or statement set can be moved",
                    "",
                    "Put several INSERTs between EXECUTE STATEMENT SET BEGIN and END",
                    null);
        }
        String jobName = options.jobName(name, jobs.get(0));
        Map<String, String> transactions =
                ScriptOptions.transactions(jobName, jobs.get(0).configuration());
        PlannedStatement.Job there =
                TransactionPrefixes.apart(options.plan(transactions).jobs()).get(0);
        RunState runState = new RunState(options.pipelineName(), Optional.ofNullable(state), false);
        PipelineMove move = new PipelineMove(
                jobs.get(0),
                there,
                runState,
                new PipelineMove.Settings(
                        headers.address(url), jobName, options.runOptions().parallelism(), ahead()),
                System.err);
        if (isDryRun) {
            move.explain();
            return Main.EXIT_DONE;
        }
        DeployCommand.tell(savepoint == null ? move.move() : move.goOn(Map.of(DeployCommand.SAVEPOINT_KEY, savepoint)));
        return Main.EXIT_DONE;
    }

    private Optional<Duration> ahead() {
        if (maxAhead == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(TimeUtils.parseDuration(maxAhead));
        } catch (IllegalArgumentException e) {
            throw new WeirException(
                    ErrorCode.USAGE, "'" + maxAhead + "' is no duration", "--max-ahead", "Give one such as 1min", e);
        }
    }
}
