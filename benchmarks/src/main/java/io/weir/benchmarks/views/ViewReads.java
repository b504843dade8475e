package io.weir.benchmarks.views;

import com.sun.management.OperatingSystemMXBean;
import io.weir.benchmarks.epochs.SavedPipeline;
import io.weir.connector.view.View;
import io.weir.connector.view.ViewCatalog;
import io.weir.connector.view.ViewQuery;
import io.weir.connector.view.ViewSinkFactory;
import io.weir.engine.runtime.Job;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.flink.types.Row;

/**
 * What it costs a pipeline that its view is read: the same rows with 10,000 reads of single keys a second and without
 * any, in turn, in one process; and how long a read takes meanwhile. All runs must end with the right totals.
 */
public final class ViewReads {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** How many keys the view has, all of which change all the time. */
    public static final int KEYS = 100_000;

    private static final int READS_PER_SECOND = 10_000;
    private static final int WARM_UPS = 1;

    private final Path folder;
    private final int runs;

    /**
     * Makes the benchmark.
     *
     * @param folder where state is while it runs
     * @param runs how many runs of each way count
     */
    public ViewReads(Path folder, int runs) {
        this.folder = folder;
        this.runs = runs;
    }

    private enum Way {
        UNREAD,
        READ
    }

    private record Run(
            double seconds,
            double cpuSeconds,
            double readSeconds,
            long reads,
            double median,
            double p99,
            double longest) {}

    /** Measures and gives a table. */
    public String run(String sql, long rows) throws IOException, InterruptedException {
        SavedPipeline pipeline = new SavedPipeline(sql, "view-reads");
        Map<Way, List<Run>> results = new EnumMap<>(Way.class);
        List<Way> ways = List.of(Way.values());
        for (int turn = -WARM_UPS; turn < runs; turn++) {
            for (int i = 0; i < ways.size(); i++) {
                Way way = ways.get(Math.floorMod(i + turn, ways.size()));
                Run run = once(pipeline, way, rows);
                System.err.println("view-reads " + way + ": " + run);
                if (turn >= 0) {
                    results.computeIfAbsent(way, key -> new ArrayList<>()).add(run);
                }
            }
        }
        return report(rows, results);
    }

    private Run once(SavedPipeline pipeline, Way way, long rows) throws IOException, InterruptedException {
        Path state = folder.resolve("state");
        SavedPipeline.delete(state);
        System.gc();
        ViewCatalog catalog = new ViewCatalog();
        int perSecond = way == Way.READ ? READS_PER_SECOND : 1;
        double seconds;
        double cpuSeconds;
        PacedReads reads = new PacedReads(catalog, "pages", KEYS, perSecond);
        try {
            long cpuStart = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            try (Job job = pipeline.start(
                    state, Map.of("execution.checkpointing.interval", "1 s"), new ViewSinkFactory(catalog))) {
                job.await();
            }
            seconds = (System.nanoTime() - start) / 1e9;
            cpuSeconds = (PROCESS.getProcessCpuTime() - cpuStart) / 1e9;
            reads.end();
            check(catalog.get("pages"), rows);
            if (reads.rowsFound() == 0) {
                throw new IllegalStateException("No read has found a row");
            }
            return new Run(
                    seconds,
                    cpuSeconds - reads.cpuSeconds(),
                    reads.cpuSeconds(),
                    reads.count(),
                    reads.micros(0.5),
                    reads.micros(0.99),
                    reads.micros(1));
        } finally {
            reads.end();
            SavedPipeline.delete(state);
        }
    }

    private static void check(View view, long rows) {
        long clicks = 0;
        for (Row row : view.read(ViewQuery.ALL.withLimit(KEYS + 1)).toRows()) {
            clicks += (Long) row.getFieldAs(1);
        }
        if (clicks != rows || view.rowCount() != KEYS) {
            throw new IllegalStateException("The view has " + clicks + " clicks of " + view.rowCount()
                    + " pages, instead of " + rows + " of " + KEYS);
        }
    }

    private String report(long rows, Map<Way, List<Run>> results) {
        List<Run> unread = results.getOrDefault(Way.UNREAD, List.of());
        List<Run> read = results.getOrDefault(Way.READ, List.of());
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "view-reads: %d rows, a view of %d keys, an epoch a second; medians of %d runs%n%n",
                rows,
                KEYS,
                runs));
        text.append(String.format(
                "%-8s %9s %9s %13s %9s %12s %12s %12s%n",
                "", "wall s", "cpu s", "reads' cpu s", "reads", "median us", "p99 us", "longest us"));
        results.forEach((way, of) -> text.append(String.format(
                Locale.ROOT,
                "%-8s %9.2f %9.2f %13.2f %9.0f %12.1f %12.1f %12.1f%n",
                way.name().toLowerCase(Locale.ROOT),
                median(of, Run::seconds),
                median(of, Run::cpuSeconds),
                median(of, Run::readSeconds),
                median(of, Run::reads),
                median(of, Run::median),
                median(of, Run::p99),
                median(of, Run::longest))));
        text.append(String.format(
                Locale.ROOT,
                "%nread to unread: %.2f times the wall time, %.2f times the processor time of all but the reads%n",
                median(read, Run::seconds) / median(unread, Run::seconds),
                median(read, Run::cpuSeconds) / median(unread, Run::cpuSeconds)));
        return text.toString();
    }

    private static double median(List<Run> of, ToDoubleFunction<Run> value) {
        double[] sorted = of.stream().mapToDouble(value).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
