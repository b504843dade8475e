package io.weir.library.run;

import io.weir.engine.runtime.JobMetrics;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A job that begins again after a failure, from its last epoch, as its restart strategy says.
 *
 * <p>What would fail in the same way again, such as a record that cannot be decoded or an option that is wrong, ends
 * the job at once.
 */
final class RestartingRun implements JobRun {
    private static final Set<ErrorCode> PASSING = EnumSet.of(
            ErrorCode.CONNECTOR_FAILED,
            ErrorCode.CONNECTOR_UNREACHABLE,
            ErrorCode.EPOCH_FAILED,
            ErrorCode.IO_FAILED,
            ErrorCode.IO_FULL,
            ErrorCode.RUN_FAILED,
            ErrorCode.INTERNAL);

    private final Supplier<JobRun> starter;
    private final RestartStrategy strategy;
    private final Consumer<String> log;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile JobRun current;
    private volatile @Nullable Throwable failure;
    /** Only the thread of restarts writes. */
    private volatile int restarts;

    /**
     * Runs a job.
     *
     * @param first the run that has been started
     * @param starter starts it again
     * @param log is told of each failure after which the job begins again
     */
    RestartingRun(JobRun first, Supplier<JobRun> starter, RestartStrategy strategy, Consumer<String> log) {
        this.starter = starter;
        this.strategy = strategy;
        this.log = log;
        current = first;
        thread = new Thread(this::run, "weir-restarts");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!goesWell()) {
                Throwable thrown = failure;
                Optional<Long> delay = thrown != null && isPassing(thrown) ? strategy.afterFailure() : Optional.empty();
                if (delay.isEmpty() || stopped.getCount() == 0) {
                    return;
                }
                log.accept("The job failed and begins again in " + delay.get() + " ms: "
                        + (thrown == null ? "" : thrown.getMessage()));
                if (stopped.await(delay.get(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                restart();
            }
        } catch (InterruptedException e) {
            failure = e;
        } finally {
            ended.countDown();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void restart() {
        current.close();
        restarts++;
        try {
            current = starter.get();
            failure = null;
            if (stopped.getCount() == 0) {
                current.stop();
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private boolean goesWell() throws InterruptedException {
        if (failure != null) {
            return false;
        }
        try {
            current.await();
            return true;
        } catch (RuntimeException | Error e) {
            failure = e;
            return false;
        }
    }

    private static boolean isPassing(Throwable thrown) {
        return thrown instanceof WeirException weir && PASSING.contains(weir.code());
    }

    @Override
    public String engine() {
        return current.engine();
    }

    @Override
    public Optional<String> reason() {
        return current.reason();
    }

    @Override
    public void await() throws InterruptedException {
        ended.await();
        Throwable thrown = failure;
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }

    @Override
    public boolean hasEnded() {
        return ended.getCount() == 0;
    }

    @Override
    public void stop() {
        stopped.countDown();
        current.stop();
    }

    @Override
    public RunStatus status() {
        return current.status();
    }

    @Override
    public Optional<JobMetrics> metrics() {
        return current.metrics();
    }

    @Override
    public int restarts() {
        return restarts;
    }

    @Override
    public Optional<Throwable> restartsAfter() {
        return hasEnded() ? Optional.empty() : Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        stop();
        boolean isInterrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        current.close();
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
