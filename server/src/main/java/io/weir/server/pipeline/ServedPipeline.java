package io.weir.server.pipeline;

import io.weir.engine.time.Clock;
import io.weir.flink.PlannedScript;
import io.weir.flink.PlannedStatement;
import io.weir.library.run.JobRun;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.server.pipeline.RateMeter.Totals;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pipeline that is served: what its file says, run for as long as the server runs.
 *
 * <p>All jobs of the file run at the same time. Everything that plans, starts or stops happens on one thread of the
 * pipeline's own, so that a slow one holds up nobody else; everything that asks is for any thread.
 *
 * <p><b>Change.</b> A new text is planned first. If that fails, what runs goes on, and {@link #error} says why. If it
 * succeeds, the jobs are stopped behind a last epoch and the new ones go on from there.
 *
 * <p><b>Failure.</b> Jobs begin again by themselves, as their restart strategy says. A pipeline whose other side cannot
 * be reached when it starts tries again and again.
 */
public final class ServedPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(ServedPipeline.class);
    private static final long RETRY_MILLIS_MIN = 1_000;
    private static final long RETRY_MILLIS_MAX = 30_000;
    /** With these, another attempt may go well although nothing has been changed here. */
    private static final Set<ErrorCode> PASSING =
            EnumSet.of(ErrorCode.CONNECTOR_UNREACHABLE, ErrorCode.CONNECTOR_FAILED, ErrorCode.STATE_LOCKED);

    private final String name;
    private final PipelineRunner runner;
    private final Clock clock;
    private final RateMeter meter = new RateMeter();
    private final ExecutorService thread;

    /** Its file as it is now; what runs may still be what it said before. */
    private volatile SqlFile wanted;

    private volatile Phase phase = Phase.STARTING;
    /** What runs, or ran last. */
    private volatile Version version = new Version("", List.of());

    private volatile @Nullable Throwable failure;
    private volatile @Nullable Instant startedAt;
    private volatile boolean isWanted = true;
    private volatile int starts;
    private volatile int earlierRestarts;
    private volatile long retryAtMillis;
    private long retryMillis = RETRY_MILLIS_MIN;

    private enum Phase {
        STARTING,
        STARTED,
        WAITING,
        FAILED,
        STOPPED
    }

    private record Version(String sql, List<ServedJob> jobs) {}

    ServedPipeline(SqlFile file, PipelineRunner runner, Clock clock) {
        this.name = file.name();
        this.runner = runner;
        this.clock = clock;
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "weir-pipeline-" + file.name());
            made.setDaemon(true);
            return made;
        });
        wanted = file;
        thread.execute(this::renew);
    }

    /** The name of its file, without the ending. */
    public String name() {
        return name;
    }

    /** Where it is described. */
    public Path file() {
        return wanted.path();
    }

    /** The script that runs; if none does, what stands in the file. */
    public String sql() {
        Version now = version;
        return now.sql.isEmpty() ? wanted.text() : now.sql;
    }

    /** What must not be shown of it: its script and its errors go through this. */
    public Secrets secrets() {
        return runner.secrets(sql(), wanted.text());
    }

    /** Its jobs; those of the last run after it has ended. */
    public List<ServedJob> jobs() {
        return version.jobs;
    }

    /** When its jobs were started last. */
    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    /** How often its jobs have begun again after failures. */
    public int restarts() {
        return earlierRestarts
                + version.jobs.stream().mapToInt(job -> job.run().restarts()).sum();
    }

    RateMeter.Rates rates() {
        return meter.rates();
    }

    public PipelineState state() {
        return switch (phase) {
            case STARTING -> PipelineState.STARTING;
            case WAITING -> PipelineState.RESTARTING;
            case FAILED -> PipelineState.FAILED;
            case STOPPED -> PipelineState.STOPPED;
            case STARTED -> stateOfJobs(version.jobs);
        };
    }

    private static PipelineState stateOfJobs(List<ServedJob> jobs) {
        if (jobs.stream().anyMatch(job -> job.failure().isPresent())) {
            return PipelineState.FAILED;
        }
        if (jobs.stream().anyMatch(job -> job.run().restartsAfter().isPresent())) {
            return PipelineState.RESTARTING;
        }
        return jobs.stream().allMatch(job -> job.run().hasEnded()) ? PipelineState.FINISHED : PipelineState.RUNNING;
    }

    /** Why it does not run, or why what its file says now does not. */
    public Optional<String> error() {
        return failed().map(failed -> secrets().mask(failed.which + message(failed.thrown)));
    }

    /** What kind of failure {@link #error} is: its {@link ErrorCode}, or what Java calls it. */
    public Optional<String> errorKind() {
        return failed().map(failed -> failed.thrown instanceof WeirException known
                ? known.code().name()
                : failed.thrown.getClass().getSimpleName());
    }

    /** A failure, and the job that it is of, where there are several. */
    private record Failed(String which, Throwable thrown) {}

    private Optional<Failed> failed() {
        Throwable known = failure;
        if (known != null) {
            return Optional.of(new Failed("", known));
        }
        if (phase != Phase.STARTED) {
            return Optional.empty();
        }
        List<ServedJob> jobs = version.jobs;
        for (ServedJob job : jobs) {
            Optional<Throwable> thrown = job.failure().or(() -> job.run().restartsAfter());
            if (thrown.isPresent()) {
                String which = jobs.size() == 1
                        ? ""
                        : "job " + job.number() + " (line " + job.planned().line() + "): ";
                return Optional.of(new Failed(which, thrown.get()));
            }
        }
        return Optional.empty();
    }

    private static String message(Throwable thrown) {
        return thrown instanceof WeirException known ? String.valueOf(known.getMessage()) : thrown.toString();
    }

    /** Takes what its file says now. */
    void change(SqlFile changed) {
        if (changed.equals(wanted)) {
            return;
        }
        wanted = changed;
        if (isWanted) {
            thread.execute(this::renew);
        }
    }

    /** Stops its jobs behind a last epoch, until somebody starts it again or the server does. */
    public void stop() {
        isWanted = false;
        thread.execute(() -> {
            stopJobs();
            failure = null;
            phase = Phase.STOPPED;
        });
    }

    /** Starts what its file says now; what runs already goes on. */
    public void start() {
        isWanted = true;
        thread.execute(() -> {
            if (phase != Phase.STARTED || state() != PipelineState.RUNNING) {
                renew();
            }
        });
    }

    /** Looks at the counters, and tries again what could not be started; called about every second. */
    void look() {
        Totals totals = Totals.NONE;
        for (ServedJob job : version.jobs) {
            totals = totals.plus(job.run().status());
        }
        meter.look(clock.nanoTime(), totals);
        boolean isDue = phase == Phase.WAITING && clock.currentTimeMillis() >= retryAtMillis;
        if (isWanted && (isDue || isUnreachable())) {
            retryAtMillis = Long.MAX_VALUE;
            thread.execute(this::renew);
        }
    }

    /** Whether a job has given up because its other side cannot be reached. */
    private boolean isUnreachable() {
        return phase == Phase.STARTED
                && version.jobs.stream()
                        .anyMatch(job -> job.failure()
                                .filter(thrown -> thrown instanceof WeirException known
                                        && known.code() == ErrorCode.CONNECTOR_UNREACHABLE)
                                .isPresent());
    }

    private void renew() {
        SqlFile file = wanted;
        String sql = file.text();
        if (!isWanted) {
            return;
        }
        boolean isRunning = phase == Phase.STARTED && state() != PipelineState.FAILED;
        if (isRunning && sql.equals(version.sql) && file.obstacle().isEmpty()) {
            failure = null;
            return;
        }
        if (!isRunning) {
            phase = Phase.STARTING;
        }
        try {
            if (file.obstacle().isPresent()) {
                throw file.obstacle().get();
            }
            PlannedScript planned = runner.plan(sql, file.path());
            if (!isWanted) {
                return;
            }
            stopJobs();
            phase = Phase.STARTING;
            startJobs(sql, planned);
        } catch (RuntimeException | Error e) {
            LOG.warn("Pipeline {}: {}", name, secrets().mask(message(e)), isDefect(e) ? e : null);
            failure = e;
            if (phase != Phase.STARTED) {
                fail(e);
            }
        }
    }

    private static boolean isDefect(Throwable thrown) {
        return !(thrown instanceof WeirException known) || !known.userMistake();
    }

    private void fail(Throwable thrown) {
        if (thrown instanceof WeirException known && PASSING.contains(known.code())) {
            retryAtMillis = clock.currentTimeMillis() + retryMillis;
            retryMillis = Math.min(RETRY_MILLIS_MAX, retryMillis * 2);
            phase = Phase.WAITING;
        } else {
            phase = Phase.FAILED;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only the pipeline's thread writes
    private void startJobs(String sql, PlannedScript planned) {
        List<ServedJob> jobs = new ArrayList<>();
        Secrets secrets = runner.secrets(sql, "");
        boolean isStarted = false;
        try {
            for (PlannedStatement.Job job : planned.jobs()) {
                int number = jobs.size() + 1;
                JobRun run = runner.start(name, job, number, secrets);
                jobs.add(new ServedJob(number, job, job.plan(), run));
            }
            isStarted = true;
        } finally {
            if (!isStarted) {
                jobs.forEach(job -> job.run().close());
            }
        }
        if (starts > 0 && failure != null) {
            earlierRestarts++;
        }
        starts++;
        version = new Version(sql, List.copyOf(jobs));
        failure = null;
        retryMillis = RETRY_MILLIS_MIN;
        startedAt = Instant.ofEpochMilli(clock.currentTimeMillis());
        phase = Phase.STARTED;
        LOG.info("Pipeline {} runs: {} jobs", name, jobs.size());
    }

    private void stopJobs() {
        List<ServedJob> jobs = version.jobs;
        jobs.forEach(job -> job.run().stop());
        for (ServedJob job : jobs) {
            try {
                job.run().await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                LOG.info(
                        "Pipeline {}, job {}, had failed: {}",
                        name,
                        job.number(),
                        secrets().mask(message(e)));
            }
            job.run().close();
        }
    }

    /** Asks its jobs to end; {@link #awaitEnd} waits. */
    void shutDown() {
        isWanted = false;
        version.jobs.forEach(job -> job.run().stop());
        thread.execute(() -> {
            stopJobs();
            phase = Phase.STOPPED;
        });
        thread.shutdown();
    }

    /** Waits until nothing of it runs any more, but not for ever. */
    void awaitEnd(long seconds) throws InterruptedException {
        if (!thread.awaitTermination(seconds, TimeUnit.SECONDS)) {
            LOG.warn("Pipeline {} has not ended within {} s, and is left", name, seconds);
        }
    }
}
