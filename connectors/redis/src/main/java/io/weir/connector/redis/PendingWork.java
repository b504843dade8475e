package io.weir.connector.redis;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What a writer has handed to the thread that talks to Redis: one piece of work at a time. */
final class PendingWork {
    private final ExecutorService threads;
    private @Nullable Future<?> running;

    PendingWork(ExecutorService threads) {
        this.threads = threads;
    }

    void start(Runnable work) {
        running = threads.submit(work);
    }

    /** True while the work is not done. */
    boolean isRunning() {
        if (running != null && running.isDone()) {
            await();
        }
        return running != null;
    }

    /** Waits for the end of the work, and fails as it has failed. */
    void await() {
        Future<?> awaited = running;
        if (awaited == null) {
            return;
        }
        try {
            awaited.get();
            running = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeirException(ErrorCode.CANCELLED, "interrupted while writing to Redis", "", "", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WeirException failure) {
                throw failure;
            }
            throw new WeirException(ErrorCode.INTERNAL, "writing to Redis failed", "", "", e.getCause());
        }
    }

    /** Stops the work; the connection is closed behind it, on the thread that uses it. */
    void close(RedisSession session) {
        Future<?> cancelled = running;
        running = null;
        if (cancelled == null) {
            session.close();
            return;
        }
        boolean unused = cancelled.cancel(true);
        session.abandon();
    }
}
