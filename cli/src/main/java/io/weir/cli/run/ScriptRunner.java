package io.weir.cli.run;

import io.weir.connector.console.ResultFormat;
import io.weir.connector.console.ResultPrinter;
import io.weir.flink.PlannedScript;
import io.weir.flink.PlannedStatement;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunState;
import io.weir.library.run.RunStatus;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs the statements of a script one after another, as a person at a terminal, or a pipe, wants to see it. */
public final class ScriptRunner {
    /** When to show a line of progress. */
    public enum Live {
        /** Not at all. */
        NEVER,
        /** For jobs that print no rows: those would stand on the same terminal. */
        WITHOUT_ROWS,
        /** For all jobs. */
        ALWAYS
    }

    private static final Pattern PRINTS = Pattern.compile("\"connector\"\\s*:\\s*\"print\"");
    private static final long LIVE_MILLIS = 500;

    private final JobRunner runner;
    private final Optional<RunState> state;
    private final ResultFormat format;
    private final PrintStream error;
    private final Live live;
    private final boolean isQuiet;
    private final AtomicReference<@Nullable JobRun> running = new AtomicReference<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * Makes a runner.
     *
     * @param state where the script's jobs keep their epochs
     * @param format the form of a SELECT's rows on standard output
     * @param error where progress and summaries go
     * @param live for which jobs to show a line of progress that is overwritten as it goes
     * @param isQuiet whether to show neither progress nor summaries
     */
    public ScriptRunner(
            JobRunner runner,
            Optional<RunState> state,
            ResultFormat format,
            PrintStream error,
            Live live,
            boolean isQuiet) {
        this.runner = runner;
        this.state = state;
        this.format = format;
        this.error = error;
        this.live = live;
        this.isQuiet = isQuiet;
    }

    /** Runs all statements; throws the failure of the first one that fails. */
    public void run(PlannedScript script) throws InterruptedException {
        int number = 0;
        for (PlannedStatement statement : script.statements()) {
            if (stopped.get()) {
                return;
            }
            if (statement instanceof PlannedStatement.Job job) {
                number += job instanceof PlannedStatement.SelectJob ? 0 : 1;
                run(job, number);
            } else if (statement instanceof PlannedStatement.Immediate immediate) {
                System.out.print(ImmediateTable.render(immediate, format));
                System.out.flush();
            }
        }
    }

    /** Ends the running job where it is, and starts no other. */
    public void stop() {
        stopped.set(true);
        JobRun run = running.get();
        if (run != null) {
            run.stop();
        }
    }

    private JobRun start(PlannedStatement.Job job, int number) {
        ResultPrinter printer = new ResultPrinter(format);
        return state.isEmpty()
                ? runner.start(job, printer)
                : runner.start(job, printer, state.get(), number, line -> error.println("weir: " + line));
    }

    private void run(PlannedStatement.Job job, int number) throws InterruptedException {
        try (JobRun run = start(job, number)) {
            running.set(run);
            if (stopped.get()) {
                run.stop();
            }
            run.reason()
                    .filter(reason -> !isQuiet)
                    .ifPresent(reason -> error.println("weir: running on Flink, because " + reason));
            Thread progress = !isQuiet && showsLive(job) ? startLive(run) : null;
            try {
                run.await();
            } finally {
                if (progress != null) {
                    progress.interrupt();
                    progress.join();
                }
            }
            if (!isQuiet) {
                error.println("weir: " + StatusLine.summary(run.engine(), run.status()));
            }
        } finally {
            running.set(null);
        }
    }

    private boolean showsLive(PlannedStatement.Job job) {
        return switch (live) {
            case NEVER -> false;
            case ALWAYS -> true;
            case WITHOUT_ROWS ->
                !(job instanceof PlannedStatement.SelectJob)
                        && !PRINTS.matcher(job.planJson()).find();
        };
    }

    private Thread startLive(JobRun run) {
        Thread thread = new Thread(() -> showLive(run), "weir-progress");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void showLive(JobRun run) {
        RunStatus before = run.status();
        try {
            while (true) {
                Thread.sleep(LIVE_MILLIS);
                RunStatus now = run.status();
                StatusLine.show(error, StatusLine.live(before, now));
                before = now;
            }
        } catch (InterruptedException e) {
            StatusLine.clear(error);
        }
    }
}
