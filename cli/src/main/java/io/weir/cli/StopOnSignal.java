package io.weir.cli;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * While open, turns Ctrl-C and SIGTERM into a request to stop, and holds the process until that is done: output is
 * complete, the summary is shown. The exit status is the signal's (130, 143). What does not stop in time is left.
 */
final class StopOnSignal {
    private static final long LIMIT_SECONDS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    StopOnSignal(Runnable stop) {
        hook = new Thread(
                () -> {
                    stop.run();
                    try {
                        boolean unused = ended.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "weir-signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Work that may be interrupted, and then takes back what it has begun. */
    interface Interruptible {
        /** @return the exit status */
        int run() throws InterruptedException;
    }

    /**
     * Does work on this thread that a signal interrupts.
     *
     * @param stopped what is said if it has
     */
    static int interrupting(Interruptible work, String stopped) throws InterruptedException {
        Thread worker = Thread.currentThread();
        AtomicBoolean isStopped = new AtomicBoolean();
        StopOnSignal signals = new StopOnSignal(() -> {
            isStopped.set(true);
            worker.interrupt();
        });
        try {
            return work.run();
        } catch (InterruptedException | WeirException e) {
            if (!isStopped.get()) {
                throw e;
            }
            // Said here, because the process may be gone before anybody else says it.
            boolean isPlain = !(e instanceof WeirException known) || known.code() == ErrorCode.CANCELLED;
            System.err.println("weir: " + (isPlain ? stopped : e.getMessage()));
            return Main.EXIT_FAILED;
        } finally {
            signals.close();
        }
    }

    /** Lets the process go. */
    void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is going down already: the hook runs, and has just been released.
            return;
        }
    }
}
