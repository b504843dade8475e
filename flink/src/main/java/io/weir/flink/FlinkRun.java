package io.weir.flink;

import io.weir.plan.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;

/** A job that runs on local Flink. Closing it stops the job if it still runs. */
public final class FlinkRun implements AutoCloseable {
    private static final long CANCEL_SECONDS_MAX = 30;

    private final JobClient client;
    private final CompletableFuture<JobExecutionResult> end;
    private final Runnable onEnd;
    private volatile boolean isCancelled;

    FlinkRun(JobClient client, Runnable onEnd) {
        this.client = client;
        this.onEnd = onEnd;
        this.end = client.getJobExecutionResult();
    }

    /** Waits for the end of the job. */
    public void await() {
        try {
            end.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunException(ErrorCode.CANCELLED, "Interrupted while the job ran", e);
        } catch (ExecutionException | CancellationException e) {
            throw failed(e);
        } finally {
            onEnd.run();
        }
    }

    /** Waits for the end of the job, though not longer than that; whether it has ended. */
    public boolean await(Duration limit) {
        try {
            end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            onEnd.run();
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunException(ErrorCode.CANCELLED, "Interrupted while the job ran", e);
        } catch (ExecutionException | CancellationException e) {
            onEnd.run();
            throw failed(e);
        }
    }

    public boolean isDone() {
        return end.isDone();
    }

    /** Stops the job and waits until it has stopped; {@link #await()} then reports {@link ErrorCode#CANCELLED}. */
    public void cancel() {
        isCancelled = true;
        if (!end.isDone()) {
            try {
                client.cancel().get(CANCEL_SECONDS_MAX, TimeUnit.SECONDS);
                end.handle((result, failure) -> null).get(CANCEL_SECONDS_MAX, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                // A job that ended in the meantime cannot be cancelled, which is as good; another is reported.
                if (!end.isDone()) {
                    throw new RunException(ErrorCode.RUN_FAILED, "The job cannot be stopped: " + rootMessage(e), e);
                }
            }
        }
        onEnd.run();
    }

    @Override
    public void close() {
        if (end.isDone()) {
            onEnd.run();
        } else {
            cancel();
        }
    }

    private RunException failed(Throwable failure) {
        return isCancelled
                ? new RunException(ErrorCode.CANCELLED, "The job was stopped", failure)
                : new RunException(ErrorCode.RUN_FAILED, "The job failed: " + rootMessage(failure), failure);
    }

    /**
     * The innermost message, which is what really happened; with the kind of failure where the message alone says
     * little.
     */
    static String rootMessage(Throwable failure) {
        Throwable root = failure;
        @Nullable Throwable next = failure;
        for (int depth = 0; next != null && depth < 50; depth++) {
            if (next.getMessage() != null && !next.getMessage().isBlank()) {
                root = next;
            }
            next = next.getCause();
        }
        String message = root.getMessage() == null ? "" : root.getMessage().strip();
        boolean isTerse = message.length() < 30 || !message.contains(" ");
        return isTerse ? root.getClass().getSimpleName() + ": " + message : message;
    }
}
