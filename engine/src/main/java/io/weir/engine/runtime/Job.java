package io.weir.engine.runtime;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.Source;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline that runs: its workers, each on a thread, and what they share.
 *
 * <p><b>Ends.</b> When all input has ended, the last epoch is committed. After {@link #stop} a job that saves epochs
 * ends behind one more, from which it can go on; in another the sources end where they are, what has come out so far is
 * committed, and windows that are still open give nothing. After a failure all workers stop at once, nothing more is
 * committed, and {@link #await} throws the failure.
 */
public final class Job implements AutoCloseable {
    private static final long RETRY_NANOS = 200_000_000;

    private final List<Worker> workers;
    private final EpochCoordinator coordinator;
    private final Optional<Restored> restored;
    private final List<Source> sources;
    private final List<Sink> sinks;
    private final JobMetrics metrics;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch running;
    private final CountDownLatch opened;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopRequested;
    private volatile boolean isOver;

    Job(
            List<Worker> workers,
            EpochCoordinator coordinator,
            Optional<Restored> restored,
            Collection<Source> sources,
            Collection<Sink> sinks,
            JobMetrics metrics) {
        this.workers = workers;
        this.coordinator = coordinator;
        this.restored = restored;
        this.sources = List.copyOf(sources);
        this.sinks = List.copyOf(sinks);
        this.metrics = metrics;
        running = new CountDownLatch(workers.size());
        opened = new CountDownLatch(workers.size());
    }

    List<Worker> workers() {
        return workers;
    }

    EpochCoordinator coordinator() {
        return coordinator;
    }

    Optional<Restored> restored() {
        return restored;
    }

    List<Source> sources() {
        return sources;
    }

    List<Sink> sinks() {
        return sinks;
    }

    Job start(String name) {
        for (int i = 0; i < workers.size(); i++) {
            Worker worker = workers.get(i);
            Thread thread = new Thread(() -> run(worker), name + "-worker-" + i);
            threads.add(thread);
        }
        Thread leader = new Thread(this::lead, name + "-epochs");
        leader.setDaemon(true);
        leader.start();
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
        return this;
    }

    public JobMetrics metrics() {
        return metrics;
    }

    /** True if the job can go on where its last epoch ends. */
    public boolean savesEpochs() {
        return coordinator.savesEpochs();
    }

    /** Asks the sources to end where they are. */
    public void stop() {
        stopRequested = true;
    }

    /** True when nothing of the job runs any more. */
    public boolean hasEnded() {
        return finished.getCount() == 0;
    }

    /** Waits for the end; throws the failure, if there was one. */
    public void await() throws InterruptedException {
        finished.await();
        Throwable thrown = failure.get();
        if (thrown instanceof WeirException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        if (thrown != null) {
            throw new WeirException(
                    ErrorCode.INTERNAL,
                    "The pipeline failed: " + thrown,
                    "",
                    "This is a defect of Weir; run again with --verbose and report it",
                    thrown);
        }
    }

    /** Stops the job and waits for its end, whatever that is. */
    @Override
    public void close() {
        stop();
        boolean interrupted = false;
        while (true) {
            try {
                finished.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Worker worker) {
        boolean hasOpened = false;
        try {
            worker.open(restored);
            hasOpened = true;
            opened.countDown();
            opened.await();
            loop(worker);
        } catch (Throwable t) {
            failure.compareAndSet(null, t);
        } finally {
            if (!hasOpened) {
                opened.countDown();
            }
            try {
                worker.close();
            } catch (Throwable t) {
                failure.compareAndSet(null, t);
            }
            running.countDown();
        }
    }

    private void loop(Worker worker) {
        IdleStrategy idle = new IdleStrategy();
        boolean stopped = false;
        while (failure.get() == null && !isOver && !worker.hasEnded()) {
            if (stopRequested && !stopped && !coordinator.savesEpochs()) {
                worker.stop();
                stopped = true;
            }
            idle.idle(worker.doWork());
        }
    }

    /** Leads from epoch to epoch, until the last is committed or something fails; then closes what is shared. */
    private void lead() {
        try {
            opened.await();
            IdleStrategy idle = new IdleStrategy();
            while (failure.get() == null && !coordinator.isDone()) {
                if (stopRequested) {
                    coordinator.stop();
                }
                idle.idle(coordinator.doWork());
            }
        } catch (Throwable t) {
            failure.compareAndSet(null, t);
        } finally {
            isOver = true;
            finish();
        }
    }

    private void finish() {
        Closing closing = new Closing();
        try {
            running.await();
        } catch (InterruptedException e) {
            failure.compareAndSet(null, e);
        } finally {
            if (failure.get() != null) {
                // Not before: a worker may have been writing to it.
                closing.run(coordinator::abandon);
            }
            sinks.forEach(sink -> closing.run(sink::close));
            sources.forEach(source -> closing.run(source::close));
            closing.run(coordinator::close);
            try {
                closing.finish();
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            }
            metrics.end();
            finished.countDown();
        }
    }

    /** Storage and sinks are given a moment before they are tried again. */
    static void waitBeforeRetry() {
        LockSupport.parkNanos(RETRY_NANOS);
    }
}
