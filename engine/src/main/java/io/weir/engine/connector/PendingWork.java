package io.weir.engine.connector;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What a writer has handed to the thread that talks to its server: one piece of work at a time. */
public final class PendingWork {
    private final String server;
    private final ExecutorService threads;
    private @Nullable Future<?> running;

    /** A connection that {@link #close} ends. */
    public interface Session {
        /** Ends, from another thread, what is being done; whoever does it closes the session then. */
        void abandon();

        void close();
    }

    /**
     * Begins without work.
     *
     * @param server whom it is given to, for messages: {@code a database}
     */
    public PendingWork(String server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    public void start(Runnable work) {
        running = threads.submit(work);
    }

    /** True while the work is not done. */
    public boolean isRunning() {
        if (running != null && running.isDone()) {
            await();
        }
        return running != null;
    }

    /** Waits for the end of the work, and fails as it has failed. */
    public void await() {
        Future<?> awaited = running;
        if (awaited == null) {
            return;
        }
        try {
            awaited.get();
            running = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeirException(ErrorCode.CANCELLED, "interrupted while writing to " + server, "", "", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WeirException failure) {
                throw failure;
            }
            throw new WeirException(ErrorCode.INTERNAL, "writing to " + server + " failed", "", "", e.getCause());
        }
    }

    /** Stops the work; the connection is closed behind it, on the thread that uses it. */
    public void close(Session session) {
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
