package io.weir.server.pipeline;

import io.weir.flink.PlannedStatement;
import io.weir.library.run.JobRun;
import io.weir.plan.CompiledPlan;
import java.util.Optional;

/**
 * A job of a pipeline that is served.
 *
 * @param number its number in its script, from 1
 * @param planned the statement that it is
 * @param plan its plan; empty for a batch that only Flink can plan
 * @param run what runs it
 */
public record ServedJob(int number, PlannedStatement.Job planned, Optional<CompiledPlan> plan, JobRun run) {
    /** The failure that has ended it, if there is one. */
    Optional<Throwable> failure() {
        if (!run.hasEnded()) {
            return Optional.empty();
        }
        try {
            run.await();
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(e);
        }
    }
}
