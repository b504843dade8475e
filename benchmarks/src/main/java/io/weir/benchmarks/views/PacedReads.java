package io.weir.benchmarks.views;

import io.weir.connector.view.View;
import io.weir.connector.view.ViewCatalog;
import io.weir.connector.view.ViewFilter.Operator;
import io.weir.connector.view.ViewQuery;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** A thread that reads single keys of a view, so many a second, and keeps how long each took. */
final class PacedReads {
    private static final int LATENCIES_MAX = 10_000_000;

    private final ViewCatalog catalog;
    private final String viewName;
    private final int keys;
    private final long periodNanos;
    private final Thread thread = new Thread(this::run, "reads");
    private volatile boolean isEnded;
    /** By read, in the order in which they were made. */
    private long[] nanos = new long[1 << 16];

    private int count;
    private long rowsFound;
    private long cpuNanos;

    PacedReads(ViewCatalog catalog, String viewName, int keys, int readsPerSecond) {
        this.catalog = catalog;
        this.viewName = viewName;
        this.keys = keys;
        periodNanos = 1_000_000_000L / readsPerSecond;
        thread.start();
    }

    private void run() {
        SplittableRandom random = new SplittableRandom(1);
        long due = System.nanoTime();
        while (!isEnded && count < LATENCIES_MAX) {
            Optional<View> view = catalog.find(viewName);
            if (view.isEmpty() || view.get().rowCount() == 0 || System.nanoTime() < due) {
                LockSupport.parkNanos(periodNanos / 2);
                due = view.isEmpty() ? System.nanoTime() : due;
                continue;
            }
            long start = System.nanoTime();
            rowsFound += view.get()
                    .read(ViewQuery.ALL.where("page", Operator.EQ, Integer.toString(random.nextInt(keys))))
                    .rowCount();
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = System.nanoTime() - start;
            due += periodNanos;
        }
        cpuNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Ends the thread and waits for it. */
    void end() throws InterruptedException {
        isEnded = true;
        thread.join();
        Arrays.sort(nanos, 0, count);
    }

    int count() {
        return count;
    }

    /** The processor time of the thread that reads, in seconds. */
    double cpuSeconds() {
        return cpuNanos / 1e9;
    }

    long rowsFound() {
        return rowsFound;
    }

    /** After how many microseconds this part of the reads had its answer. */
    double micros(double part) {
        return count == 0 ? Double.NaN : nanos[(int) Math.min(count - 1, (long) (part * count))] / 1e3;
    }
}
