package io.weir.testing.sql;

import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.EpochStores;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.epoch.storage.MemoryStorage;
import io.weir.engine.pipeline.PipelineState;
import io.weir.flink.PlannedStatement.InsertJob;
import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.PlannedStatement.SelectJob;
import io.weir.library.run.EngineChoice;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunOptions;
import io.weir.plan.NotNativeException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The native engine with a job that is stopped behind an epoch, again and again, and goes on from it at another
 * parallelism: the answer is that of a job which was never stopped. Its state is all in memory, or by turns there and
 * in RocksDB, where each key goes as soon as it may.
 */
public final class RestoredEngine implements EngineUnderTest {
    private static final int[] PARALLELISMS = {1, 3, 3, 2};
    private static final int[] EPOCHS = {2, 1, 2, 0};
    private static final int ROWS_MAX = 2;
    private static final long JOB_LIMIT_NANOS = 240_000_000_000L;
    private static final long POLL_NANOS = 50_000;
    private static final Map<String, String> ROCKSDB =
            Map.of("state.backend.type", "rocksdb", "weir.state.memory-size", "0 b");

    private final String name;
    private final boolean usesRocksDb;

    private RestoredEngine(String name, boolean usesRocksDb) {
        this.name = name;
        this.usesRocksDb = usesRocksDb;
    }

    /** With all state in memory. */
    public static RestoredEngine onHeap() {
        return new RestoredEngine("native restored", false);
    }

    /** With state in RocksDB before the first stop, in memory after it, and so on. */
    public static RestoredEngine onRocksDb() {
        return new RestoredEngine("native restored on rocksdb", true);
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
        try {
            return runAgainAndAgain(job);
        } catch (NotNativeException e) {
            // As the command does it: such a case is about what Flink says.
            return NativeEngine.withParallelism(1).run(job);
        }
    }

    private Result runAgainAndAgain(Job job) throws Exception {
        LateRowsReporter.reset();
        NativeEngine.Collector collector = NativeEngine.collector(job);
        Job often = withSettings(job, Map.of("execution.checkpointing.interval", "1 ms"));
        Job spilling = usesRocksDb ? withSettings(often, ROCKSDB) : often;
        Attempts attempts = new Attempts();
        java.util.List<String> printed = StandardOutput.printedLines(() -> {
            MemoryStorage storage = new MemoryStorage();
            for (int i = 0; i < PARALLELISMS.length && !attempts.isComplete; i++) {
                PipelineState state =
                        new PipelineState("case", true, false, () -> EpochStores.open(storage, often.configuration()));
                RunOptions options = RunOptions.defaults()
                        .withEngine(EngineChoice.NATIVE)
                        .withParallelism(PARALLELISMS[i])
                        .withBatchRowsMax(ROWS_MAX);
                try (JobRun run =
                        new JobRunner(options).start(i % 2 == 0 ? spilling : often, collector, Optional.of(state))) {
                    awaitEpochs(run, EPOCHS[i]);
                    run.await();
                    attempts.lateRows += run.status().lateRows();
                }
                attempts.isComplete = isFinal(storage);
            }
        });
        return new Result(TextTable.of(job, collector.rows()), printed, attempts.lateRows, Optional.empty());
    }

    /** What is known so far of a job that is stopped again and again. */
    private static final class Attempts {
        private boolean isComplete;
        private long lateRows;
    }

    /** True if the job has come to its end, and not only been stopped. */
    private static boolean isFinal(MemoryStorage storage) {
        try (EpochStore store = EpochStores.open(storage, Map.of())) {
            return store.newest().map(Manifest::isFinal).orElse(true);
        }
    }

    /** Stops the job behind so many epochs, unless it comes to its end before. */
    private static void awaitEpochs(JobRun run, int epochs) {
        long deadline = System.nanoTime() + JOB_LIMIT_NANOS;
        boolean isStopped = false;
        while (!run.hasEnded()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The job did not end in time");
            }
            if (!isStopped && epochs > 0 && run.status().epochs() >= epochs) {
                run.stop();
                isStopped = true;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static Job withSettings(Job job, Map<String, String> settings) {
        Map<String, String> configuration = new TreeMap<>(job.configuration());
        configuration.putAll(settings);
        if (job instanceof SelectJob select) {
            return new SelectJob(
                    select.sql(),
                    select.line(),
                    select.planJson(),
                    configuration,
                    select.setup(),
                    select.columns(),
                    select.isInsertOnly());
        }
        InsertJob insert = (InsertJob) job;
        return new InsertJob(insert.sql(), insert.line(), insert.planJson(), configuration, insert.setup());
    }
}
