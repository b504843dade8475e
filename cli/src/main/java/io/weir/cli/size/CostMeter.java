package io.weir.cli.size;

import com.sun.management.OperatingSystemMXBean;
import io.weir.columnar.Batch;
import io.weir.connector.console.ResultConsumer;
import io.weir.engine.runtime.JobMetrics;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.flink.PlannedStatement;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunOptions;
import io.weir.library.run.RunStatus;
import io.weir.plan.CompiledPlan;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.TableSourceScanNode;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs a slice of a job's sources without writing anything, and measures what its rows cost.
 *
 * <p>Processor time counts, not the clock: it hardly changes with what else runs on the machine. A slice is run again
 * until it has been compiled, and the cheapest run counts.
 */
public final class CostMeter {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int RUNS_MAX = 6;
    private static final long ENOUGH_CPU_NANOS = 4_000_000_000L;
    private static final long RUN_LIMIT_NANOS = 20_000_000_000L;
    private static final long POLL_MILLIS = 5;
    private static final long ROWS_MIN = 1_000;

    /** Sources whose rows are gone once they were read, or that are in another process. */
    private static final Set<String> NO_SLICE = Set.of("stdin", "collect", "push", "view");

    private static final ResultConsumer NOBODY = new ResultConsumer() {
        @Override
        public void open(SinkRequest request) {}

        @Override
        public void accept(Batch batch) {}
    };

    private final RunOptions options;
    private final long rowsMax;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** @param rowsMax how many rows are enough */
    public CostMeter(RunOptions options, long rowsMax) {
        this.options = options;
        this.rowsMax = rowsMax;
    }

    /**
     * Measures a job.
     *
     * @throws WeirException if its sources cannot be read twice, or give too little
     */
    public MeasuredCost measure(PlannedStatement.Job job) throws InterruptedException {
        CompiledPlan plan = job.planOr("The cost of a batch that only Flink can plan cannot be measured");
        PlannedStatement.Job slice = new PlannedStatement.InsertJob(
                job.sql(), job.line(), sliced(plan, job.planJson()), job.configuration(), job.setup());
        JobRunner runner = new JobRunner(options, List.of(), discarding(plan));
        MeasuredCost best = null;
        long spent = 0;
        for (int run = 1; run <= RUNS_MAX && spent < ENOUGH_CPU_NANOS; run++) {
            long before = system.getProcessCpuTime();
            MeasuredCost cost = run(runner, slice, run);
            spent += system.getProcessCpuTime() - before;
            boolean isBetter = best == null || cost.nanosPerRow() < best.nanosPerRow();
            MeasuredCost better = isBetter || best == null ? cost : best;
            best = new MeasuredCost(
                    better.rows(), better.cpuNanos(), better.bytes(), better.stateBytes(), better.stateEntries(), run);
        }
        if (best == null) {
            throw new IllegalStateException("no run");
        }
        return best;
    }

    private static List<SinkFactory> discarding(CompiledPlan plan) {
        Set<String> connectors = new TreeSet<>();
        for (PlanNode node : plan.nodes()) {
            if (node instanceof SinkNode sink && !sink.table().connector().equals("result")) {
                connectors.add(sink.table().connector());
            }
        }
        return connectors.stream().<SinkFactory>map(DiscardSinkFactory::new).toList();
    }

    /** The plan with topics that begin at their first record, and end with their last. */
    private static String sliced(CompiledPlan plan, String planJson) {
        for (PlanNode node : plan.nodes()) {
            if (node instanceof TableSourceScanNode scan
                    && NO_SLICE.contains(scan.table().connector())) {
                throw new WeirException(
                        ErrorCode.USAGE,
                        "Rows of 'connector' = '" + scan.table().connector() + "' can be read only once",
                        "table " + scan.table().identifier(),
                        "Measure with a file or a topic of the same rows in its place",
                        null);
            }
        }
        JsonNode root = JSON.readTree(planJson);
        for (JsonNode scan : root.findValues("scanTableSource")) {
            JsonNode found = scan.path("table").path("resolvedTable").path("options");
            if (found instanceof ObjectNode options
                    && options.path("connector").asString("").equals("kafka")) {
                List.of("scan.startup.timestamp-millis", "scan.startup.specific-offsets")
                        .forEach(options::remove);
                options.put("scan.startup.mode", "earliest-offset").put("scan.bounded.mode", "latest-offset");
            }
        }
        return root.toString();
    }

    private MeasuredCost run(JobRunner runner, PlannedStatement.Job job, int number) throws InterruptedException {
        long begin = System.nanoTime();
        long beginCpu = system.getProcessCpuTime();
        try (JobRun run = runner.start(job, NOBODY)) {
            JobMetrics metrics = run.metrics().orElseThrow(() -> notNative(run));
            long firstRows = 0;
            long firstBytes = 0;
            long firstCpu = 0;
            long stateBytes = 0;
            long stateEntries = 0;
            while (true) {
                RunStatus status = run.status();
                if (firstRows == 0 && status.rowsIn() > 0) {
                    // What it takes to start is not a row's cost.
                    firstRows = status.rowsIn();
                    firstBytes = status.bytesIn();
                    firstCpu = system.getProcessCpuTime();
                }
                if (status.stateBytes() >= stateBytes) {
                    stateBytes = status.stateBytes();
                    stateEntries = metrics.nodes().stream()
                            .mapToLong(JobMetrics.NodeMetrics::stateEntries)
                            .sum();
                }
                boolean isOver = System.nanoTime() - begin > RUN_LIMIT_NANOS;
                if (run.hasEnded() || status.rowsIn() >= rowsMax || isOver) {
                    break;
                }
                Thread.sleep(POLL_MILLIS);
            }
            RunStatus last = run.status();
            long cpu = system.getProcessCpuTime() - firstCpu;
            if (run.hasEnded()) {
                run.await();
            }
            if (last.rowsIn() < ROWS_MIN) {
                throw tooFew(last.rowsIn());
            }
            if (firstRows > last.rowsIn() / 2) {
                // Over before it was looked at: the start counts as well.
                return new MeasuredCost(
                        last.rowsIn(), cpu + firstCpu - beginCpu, last.bytesIn(), stateBytes, stateEntries, number);
            }
            return new MeasuredCost(
                    last.rowsIn() - firstRows, cpu, last.bytesIn() - firstBytes, stateBytes, stateEntries, number);
        }
    }

    private static WeirException notNative(JobRun run) {
        return new WeirException(
                ErrorCode.NOT_NATIVE,
                "The job runs on Flink, whose rows are not measured here: "
                        + run.reason().orElse("it was chosen"),
                "",
                "Change what is not native; './weir explain' shows it",
                null);
    }

    private static WeirException tooFew(long rows) {
        return new WeirException(
                ErrorCode.USAGE,
                rows == 0
                        ? "The sources give no rows"
                        : "The sources give " + rows + " rows, which go by too fast to be measured",
                "",
                "Give them some hundred thousand rows that look like the real ones",
                null);
    }
}
