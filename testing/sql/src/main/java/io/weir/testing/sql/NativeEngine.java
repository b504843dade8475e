package io.weir.testing.sql;

import io.weir.columnar.Batch;
import io.weir.connector.console.ResultConsumer;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.type.RowConverter;
import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.PlannedStatement.SelectJob;
import io.weir.library.compare.FinalRows;
import io.weir.library.run.EngineChoice;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The engine under test, as the command runs it: what it cannot run goes to Flink. */
public final class NativeEngine implements EngineUnderTest {

    private static final Duration JOB_LIMIT = Duration.ofMinutes(4);
    private static final long POLL_NANOS = 500_000;

    private final String name;
    private final JobRunner runner;

    private NativeEngine(String name, RunOptions options) {
        this.name = name;
        this.runner = new JobRunner(options.withEngine(EngineChoice.AUTO));
    }

    /** With so many instances of each operator, and batches of the usual size. */
    public static NativeEngine withParallelism(int parallelism) {
        return new NativeEngine("native p=" + parallelism, RunOptions.defaults().withParallelism(parallelism));
    }

    /** For jobs that were planned with {@code execution.runtime-mode} = {@code batch}. */
    public static NativeEngine ofFinalRows() {
        return new NativeEngine("native final", RunOptions.defaults().withParallelism(2));
    }

    /** With batches of one row: every batch ends everywhere. */
    public static NativeEngine withBatchesOfOneRow() {
        return new NativeEngine(
                "native batch=1", RunOptions.defaults().withParallelism(1).withBatchRowsMax(1));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isNative() {
        return true;
    }

    @Override
    public Result run(Job job) throws Exception {
        LateRowsReporter.reset();
        Collector collector = collector(job);
        Ended ended = new Ended();
        List<String> printed = StandardOutput.printedLines(() -> {
            try (JobRun run = runner.start(job, collector)) {
                awaitEnd(run);
                ended.handedToFlink = run.reason();
                ended.lateRows = run.status().lateRows();
            }
        });
        // Late rows of a job that was handed to Flink are counted by its reporter, all others by the engine.
        return new Result(
                TextTable.of(job, collector.rows()),
                printed,
                ended.lateRows + LateRowsReporter.total(),
                ended.handedToFlink);
    }

    /** What is known of a run when it has ended. */
    private static final class Ended {
        private Optional<String> handedToFlink = Optional.empty();
        private long lateRows;
    }

    private static void awaitEnd(JobRun run) throws InterruptedException {
        long deadline = System.nanoTime() + JOB_LIMIT.toNanos();
        while (!run.hasEnded()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The job did not end within " + JOB_LIMIT);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        run.await();
    }

    /** What takes the rows of a job, if it is a SELECT. */
    static Collector collector(Job job) {
        return new Collector(new FinalRows(job instanceof SelectJob select ? select.columns() : List.of()));
    }

    /** Takes the rows of a SELECT. */
    static final class Collector implements ResultConsumer {

        private final FinalRows rows;
        private @Nullable RowConverter converter;

        private Collector(FinalRows rows) {
            this.rows = rows;
        }

        /** The rows that are left when all changes are applied. */
        FinalRows rows() {
            return rows;
        }

        @Override
        public void open(SinkRequest request) {
            converter = new RowConverter(request.type());
        }

        @Override
        public void accept(Batch batch) {
            RowConverter opened = converter;
            if (opened == null) {
                throw new IllegalStateException("Rows came before the result was opened");
            }
            for (int position = 0; position < batch.rowCount(); position++) {
                rows.accept(opened.toRow(batch, position));
            }
        }
    }
}
