package io.weir.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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
