package io.weir.library.run;

import io.weir.engine.connector.JobOptions;
import io.weir.engine.pipeline.PipelineOptions;
import io.weir.engine.time.Clock;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How jobs are to be run.
 *
 * @param parallelism wins over the job's {@code parallelism.default}; without either, the number of processors
 * @param batchRowsMax the number of rows in a batch of the native engine
 */
public record RunOptions(EngineChoice engine, OptionalInt parallelism, int batchRowsMax, Clock clock) {
    private static final String PARALLELISM_KEY = "parallelism.default";

    /** The engine's own choice of everything. */
    public static RunOptions defaults() {
        return new RunOptions(
                EngineChoice.AUTO, OptionalInt.empty(), PipelineOptions.BATCH_ROWS_MAX_DEFAULT, Clock.SYSTEM);
    }

    public RunOptions withEngine(EngineChoice choice) {
        return new RunOptions(choice, parallelism, batchRowsMax, clock);
    }

    public RunOptions withParallelism(int instances) {
        return new RunOptions(engine, OptionalInt.of(instances), batchRowsMax, clock);
    }

    public RunOptions withBatchRowsMax(int rows) {
        return new RunOptions(engine, parallelism, rows, clock);
    }

    int parallelism(Map<String, String> configuration) {
        if (parallelism.isPresent()) {
            return parallelism.getAsInt();
        }
        return new JobOptions(configuration)
                .count(PARALLELISM_KEY, Runtime.getRuntime().availableProcessors(), 1);
    }
}
