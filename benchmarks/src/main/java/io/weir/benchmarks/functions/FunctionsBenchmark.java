package io.weir.benchmarks.functions;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Measures each family of functions on one thread, Weir's columns against the code that Flink generates, in one
 * process. All values of both are compared before the clock counts. A run of Flink starts with new rows, since Flink
 * keeps with a row what it has decoded of it; a text of Flink's counts as made when its bytes are there.
 */
public final class FunctionsBenchmark {
    private static final int BATCH_ROWS = 2048;
    private static final long WARM_UP_NANOS = 500_000_000L;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final FlinkFunctions flink = new FlinkFunctions();
    private final FunctionRows rows;
    private final int runs;

    /**
     * Makes the benchmark.
     *
     * @param rowCount the rows of one run
     */
    public FunctionsBenchmark(int rowCount, int runs) {
        rows = new FunctionRows(rowCount);
        this.runs = runs;
    }

    /** What a family took, in nanoseconds of processor time for a row. */
    private record Measured(double weirNanos, double flinkNanos) {}

    /** Runs all families, or those that are named, and gives a table. */
    public String run(List<String> only) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "functions: %d rows, one thread, JDK %d; all values agree; medians of %d runs%n%n",
                rows.count(),
                Runtime.version().feature(),
                runs));
        text.append(
                String.format("%-14s %10s %12s %12s %8s%n", "family", "functions", "weir M/s", "flink M/s", "times"));
        for (FunctionFamily family : FunctionFamily.all()) {
            if (only.isEmpty() || only.contains(family.name())) {
                Measured measured = measure(family.expressions());
                text.append(line(family.name(), family.expressions().size(), measured));
            } else {
                continue;
            }
            if (!only.isEmpty()) {
                for (String expression : family.expressions()) {
                    text.append(line("  " + expression, 1, measure(List.of(expression))));
                }
            }
        }
        return text.toString();
    }

    private static String line(String name, int count, Measured measured) {
        return String.format(
                Locale.ROOT,
                "%-14s %10d %12.2f %12.2f %8.2f%n",
                name,
                count,
                1e3 / measured.weirNanos(),
                1e3 / measured.flinkNanos(),
                measured.flinkNanos() / measured.weirNanos());
    }

    private Measured measure(List<String> expressions) {
        List<LogicalType> types = flink.types(expressions);
        WeirFunctions weir = new WeirFunctions(flink.plan(expressions));
        MethodHandle code = flink.code(expressions);
        List<Batch> batches = rows.batches(weir.inputType(), BATCH_ROWS);
        ResultCheck check = new ResultCheck(expressions, types);
        check.compare(weir, batches, code, rows.flinkRows());
        List<Double> weirNanos = new ArrayList<>();
        List<Double> flinkNanos = new ArrayList<>();
        Column[] columns = new Column[expressions.size()];
        long warmUp = 0;
        while (weirNanos.size() < runs) {
            RowData[] input = rows.flinkRows();
            long start = threads.getCurrentThreadCpuTime();
            for (Batch batch : batches) {
                weir.evaluate(batch, columns);
            }
            long middle = threads.getCurrentThreadCpuTime();
            long used = check.runFlink(code, input);
            long end = threads.getCurrentThreadCpuTime();
            if (used == Long.MIN_VALUE) {
                throw new IllegalStateException("nothing was computed");
            }
            if (warmUp < WARM_UP_NANOS) {
                // Both sides are warm when the faster one is.
                warmUp += Math.min(middle - start, end - middle);
            } else {
                weirNanos.add((double) (middle - start) / rows.count());
                flinkNanos.add((double) (end - middle) / rows.count());
            }
        }
        return new Measured(median(weirNanos), median(flinkNanos));
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
