package io.weir.cli.move;

import io.weir.columnar.Batch;
import io.weir.connector.console.ResultConsumer;
import io.weir.engine.epoch.EpochFiles;
import io.weir.engine.epoch.EpochStores;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.epoch.MovedMark;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.pipeline.PipelineOptions;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.time.Clock;
import io.weir.flink.PlannedStatement;
import io.weir.flink.cluster.ClusterAddress;
import io.weir.flink.cluster.ClusterDeployment;
import io.weir.flink.move.MovablePlan;
import io.weir.flink.move.MovedPlan;
import io.weir.flink.move.PlanCut;
import io.weir.library.run.EngineChoice;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunOptions;
import io.weir.library.run.RunState;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Moves a pipeline to a cluster: looks whether it can be moved, stops it, has everything committed that its newest
 * epoch has prepared, cuts it there, and starts it on the cluster where the cut says.
 *
 * <p><b>Failure.</b> Before the pipeline is marked as moved nothing has changed, but that it may have been stopped. If
 * the cluster does not take the job, the mark goes again, unless something of the job may be there ({@link HandOver}).
 */
public final class PipelineMove {
    private static final ResultConsumer NOBODY = new ResultConsumer() {
        @Override
        public void open(SinkRequest request) {}

        @Override
        public void accept(Batch batch) {}
    };

    private final PlannedStatement.Job job;
    private final PlannedStatement.Job there;
    private final RunState state;
    private final Settings settings;
    private final PrintStream log;
    private final ClusterDeployment deployment;
    private final MovablePlan plan;
    private final String location;

    /**
     * What is wanted.
     *
     * @param name of the job on the cluster
     * @param parallelism there; without, the job's {@code parallelism.default}, or 1
     * @param maxAhead how far an event may be stamped ahead of its record's timestamp, if that is known
     */
    public record Settings(ClusterAddress cluster, String name, OptionalInt parallelism, Optional<Duration> maxAhead) {}

    /**
     * Looks whether a job can be moved at all.
     *
     * @param job as it has run here
     * @param there the same job with the options that its tables have on the cluster
     * @param log is told what happens
     * @throws WeirException with all that stands against it
     */
    public PipelineMove(
            PlannedStatement.Job job, PlannedStatement.Job there, RunState state, Settings settings, PrintStream log) {
        this.job = job;
        this.there = there;
        this.state = state;
        this.settings = settings;
        this.log = log;
        deployment =
                new ClusterDeployment(settings.cluster(), Thread.currentThread().getContextClassLoader());
        plan = new MovablePlan(
                job.planOr("A batch cannot be moved: it has nothing to go on with"), job.configuration());
        location = state.location(job.configuration());
        List<String> obstacles = plan.obstacles();
        if (!obstacles.isEmpty()) {
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "This pipeline cannot be moved:\n  " + String.join("\n  ", obstacles),
                    "line " + job.line(),
                    "It can begin anew there: ./weir deploy",
                    null);
        }
    }

    /** Says what a move would do now; nothing is stopped. */
    public void explain() {
        deployment.check(Map.of(settings.name(), there), settings.parallelism());
        try (EpochStorage storage = storage()) {
            Manifest manifest = newest(storage);
            MoveCut cut = cut(manifest);
            PlanCut unused = cut.find();
            check(cut);
            log.println("weir: epoch " + manifest.epoch() + " of " + location + " can be moved: " + words(cut.records())
                    + " would be read again");
        }
    }

    /** Moves it. */
    public ClusterDeployment.Deployed move() throws InterruptedException {
        deployment.check(Map.of(settings.name(), there), settings.parallelism());
        try (EpochStorage storage = storage()) {
            // Before anything is stopped: what is wrong now would be wrong then.
            MoveCut cut = cut(newest(storage));
            PlanCut unused = cut.find();
            check(cut);
        }
        NativeStop.stop(this::storage).ifPresent(pid -> log.println("weir: process " + pid + " has ended"));
        settle();
        try (EpochStorage storage = storage()) {
            storage.lock();
            return handOver(storage);
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED, "The state cannot be locked: " + e.getMessage(), location, "", e);
        }
    }

    /**
     * Has a pipeline that was moved go on from a savepoint of the cluster, where its job has been stopped: by the cut
     * of then, so that the job has the steps whose state the savepoint has.
     *
     * @param recovery Flink's options that say which savepoint
     */
    public ClusterDeployment.Deployed goOn(Map<String, String> recovery) throws InterruptedException {
        deployment.check(Map.of(settings.name(), there), settings.parallelism());
        String cut;
        try (EpochStorage storage = storage()) {
            cut = MovedMark.read(storage)
                    .flatMap(mark -> MovedMark.cut(storage))
                    .orElseThrow(() -> new WeirException(
                            ErrorCode.USAGE,
                            "The state does not say where the pipeline was cut: it was not moved, or by an older Weir",
                            location,
                            "Give the state that was moved with --state; what was deployed goes on with ./weir deploy"
                                    + " --from",
                            null));
        }
        return deployment.deploy(
                moved(MovedPlan.write(there.planJson(), plan, PlanCut.of(cut))),
                settings.name(),
                settings.parallelism(),
                recovery);
    }

    private PlannedStatement.Job moved(String planJson) {
        return new PlannedStatement.InsertJob(job.sql(), job.line(), planJson, job.configuration(), job.setup());
    }

    private ClusterDeployment.Deployed handOver(EpochStorage storage) throws InterruptedException {
        Manifest manifest = newest(storage);
        MoveCut cut = cut(manifest);
        PlanCut found = find(cut);
        log.println("weir: cut at epoch " + manifest.epoch() + "; " + words(cut.records()) + " are read again");
        PlannedStatement.Job moved = moved(MovedPlan.write(there.planJson(), plan, found));
        MovedMark.keepCut(storage, found.text());
        MovedMark mark = new MovedMark(manifest.epoch(), settings.cluster().toString(), settings.name());
        return new HandOver(storage, mark, log)
                .run(() -> deployment.deploy(moved, settings.name(), settings.parallelism()));
    }

    private PlanCut find(MoveCut cut) {
        try {
            PlanCut found = cut.find();
            check(cut);
            return found;
        } catch (WeirException e) {
            throw e.withMoreToDo("The pipeline is stopped now, and goes on here with './weir run'");
        }
    }

    /** Runs the pipeline for one epoch: that commits all that is prepared, and ends in order. */
    private void settle() throws InterruptedException {
        JobRunner runner = new JobRunner(new RunOptions(
                EngineChoice.NATIVE, OptionalInt.empty(), PipelineOptions.BATCH_ROWS_MAX_DEFAULT, Clock.SYSTEM));
        try (JobRun run = runner.start(job, NOBODY, state, 1, line -> log.println("weir: " + line))) {
            run.stop();
            run.await();
        }
    }

    private MoveCut cut(Manifest manifest) {
        Map<String, String> configuration = job.configuration();
        PipelineOptions options = new PipelineOptions(
                configuration,
                1,
                PipelineOptions.BATCH_ROWS_MAX_DEFAULT,
                Clock.SYSTEM,
                Thread.currentThread().getContextClassLoader());
        return new MoveCut(plan, manifest, options.localTimeZone(), settings.maxAhead());
    }

    /** A subtask without a partition would hold all watermarks for ever. */
    private void check(MoveCut cut) {
        int parallelism = ClusterDeployment.parallelism(job, settings.parallelism());
        if (parallelism > cut.partitionsMin()) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    "With " + parallelism + " instances and " + cut.partitionsMin()
                            + " partitions of a topic some would have nothing to read, and hold all windows open",
                    "--parallelism",
                    "Give at most " + cut.partitionsMin(),
                    null);
        }
    }

    private EpochStorage storage() {
        return EpochStores.storage(location, job.configuration());
    }

    private Manifest newest(EpochStorage storage) {
        EpochFiles files = new EpochFiles(storage);
        MovedMark.refuseMoved(storage);
        List<Long> epochs = files.epochs();
        if (epochs.isEmpty()) {
            throw new WeirException(
                    ErrorCode.IO_NOT_FOUND,
                    "There is no epoch to move",
                    location,
                    "Give the pipeline's state with --state; what has never run is sent with ./weir deploy",
                    null);
        }
        Manifest manifest = files.manifest(epochs.get(epochs.size() - 1));
        if (manifest.isFinal()) {
            throw new WeirException(
                    ErrorCode.USAGE, "The pipeline has come to its end", location, "There is nothing to move", null);
        }
        return manifest;
    }

    private static String words(long records) {
        return records == 1 ? "1 record" : records + " records";
    }
}
