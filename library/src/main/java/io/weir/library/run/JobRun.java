package io.weir.library.run;

import io.weir.engine.runtime.JobMetrics;
import java.util.Optional;

/** A job that runs, on either engine. Closing it stops it. */
public interface JobRun extends AutoCloseable {
    /** Which engine it runs on, for people: {@code native} or {@code Flink}. */
    String engine();

    /** Why it does not run natively, if that was asked for or would have been the choice. */
    Optional<String> reason();

    /** Waits for the end; throws the failure, if there was one. */
    void await() throws InterruptedException;

    /** True when nothing of it runs any more. */
    boolean hasEnded();

    /** Asks it to end where it is. */
    void stop();

    /** What it has done so far. */
    RunStatus status();

    /** The counters of its nodes, if it runs natively. */
    default Optional<JobMetrics> metrics() {
        return Optional.empty();
    }

    /** How often it has begun again after a failure. */
    default int restarts() {
        return 0;
    }

    /** The failure after which it is about to begin again. */
    default Optional<Throwable> restartsAfter() {
        return Optional.empty();
    }

    @Override
    void close();
}
