package io.weir.library;

import io.weir.library.run.JobRun;
import io.weir.library.run.RunStatus;
import java.util.Optional;

/** An INSERT or a statement set that runs. Closing it stops it. */
public final class Pipeline implements AutoCloseable {
    private final JobRun run;

    Pipeline(JobRun run) {
        this.run = run;
    }

    /** Waits for the end, which an unbounded pipeline never comes to; throws its failure, if it fails. */
    public void await() throws InterruptedException {
        run.await();
    }

    /** Asks it to stop where it is, and waits until it has. */
    public void stop() throws InterruptedException {
        run.stop();
        run.await();
    }

    public boolean hasEnded() {
        return run.hasEnded();
    }

    /** What it has done so far. */
    public RunStatus status() {
        return run.status();
    }

    /** Why it runs on Flink, if it does. */
    public Optional<String> whyOnFlink() {
        return run.reason();
    }

    @Override
    public void close() {
        run.close();
    }
}
