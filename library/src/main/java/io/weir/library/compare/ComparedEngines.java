package io.weir.library.compare;

import io.weir.columnar.Batch;
import io.weir.connector.console.ResultConsumer;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.type.RowConverter;
import io.weir.flink.FlinkRun;
import io.weir.flink.LocalFlink;
import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.cluster.ClusterQuery;
import io.weir.flink.connector.SliceInput;
import io.weir.library.run.EngineChoice;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunOptions;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a sliced job on each of the engines, and takes what it gives. */
final class ComparedEngines {
    private static final String PARALLELISM_KEY = "parallelism.default";
    private static final long UNKNOWN = -1;

    /** Throws if an engine cannot run anything: no cluster there, or another Flink. */
    void check(List<ComparedEngine> engines) {
        for (ComparedEngine engine : engines) {
            try {
                engine.cluster()
                        .ifPresent(cluster -> new ClusterQuery(cluster, classes())
                                .check(engine.parallelism().orElse(1)));
            } catch (WeirException e) {
                throw new WeirException(e.code(), e.what(), "--engines", e.hint(), e);
            }
        }
    }

    private static ClassLoader classes() {
        return ComparedEngines.class.getClassLoader();
    }

    /** Runs a job to its end; gives how many rows were late, or -1 if the engine does not say. */
    long run(ComparedEngine engine, PlannedResult planned, List<Slice> slices, Map<String, FinalRows> results)
            throws InterruptedException {
        switch (engine.kind()) {
            case NATIVE -> {
                return runNative(planned.sliced(slices, slice -> slice.file().toString()), engine, results);
            }
            case FLINK -> {
                Job job = planned.sliced(slices, slice -> slice.file().toString());
                // Which rows are late hangs on chance where several tasks have watermarks of their own.
                int parallelism = engine.parallelism().orElse(1);
                try (FlinkRun run = LocalFlink.start(job, parallelism, consumers(results))) {
                    run.await();
                }
                return UNKNOWN;
            }
            case CLUSTER -> {
                Map<String, Path> resources = new LinkedHashMap<>();
                slices.forEach(slice -> resources.put(resource(slice), slice.file()));
                Job job = planned.sliced(slices, slice -> SliceInput.inJar(resource(slice)));
                int parallelism = engine.parallelism().orElse(configured(job).orElse(1));
                new ClusterQuery(engine.cluster().orElseThrow(), classes())
                        .run(job, parallelism, resources, consumers(results));
                return UNKNOWN;
            }
        }
        throw new IllegalStateException("There is no engine " + engine.kind());
    }

    private static String resource(Slice slice) {
        return "weir-slices/" + slice.file().getFileName();
    }

    private static int parallelism(ComparedEngine engine, Job job) {
        return engine.parallelism()
                .orElse(configured(job).orElse(Runtime.getRuntime().availableProcessors()));
    }

    /** The script's own; what is no number is the engine's to refuse. */
    private static Optional<Integer> configured(Job job) {
        return Optional.ofNullable(job.configuration().get(PARALLELISM_KEY))
                .map(String::strip)
                .filter(text -> text.matches("[1-9]\\d{0,5}"))
                .map(Integer::parseInt);
    }

    private static Map<String, LocalFlink.RowConsumer> consumers(Map<String, FinalRows> results) {
        Map<String, LocalFlink.RowConsumer> consumers = new LinkedHashMap<>();
        results.forEach((name, rows) -> consumers.put(name, rows::accept));
        return consumers;
    }

    private static long runNative(Job job, ComparedEngine engine, Map<String, FinalRows> results)
            throws InterruptedException {
        Map<String, ResultConsumer> consumers = new LinkedHashMap<>();
        results.forEach((name, rows) -> consumers.put(name, new NativeRows(rows)));
        ResultConsumer ofSelect = Objects.requireNonNullElseGet(
                consumers.get(LocalFlink.NO_NAME), () -> new NativeRows(new FinalRows(List.of())));
        RunOptions options =
                RunOptions.defaults().withEngine(EngineChoice.NATIVE).withParallelism(parallelism(engine, job));
        JobRunner runner =
                new JobRunner(options, List.of(new SliceSourceFactory()), List.of(new CapturedSinkFactory(consumers)));
        try (JobRun run = runner.start(job, ofSelect, Optional.empty())) {
            run.await();
            return run.status().lateRows();
        } catch (NotNativeException e) {
            throw new WeirException(
                    e.code(),
                    e.what() + " is not native",
                    e.where(),
                    "On Flink alone it can be compared at several parallelisms: --engines flink:1,flink:4",
                    e);
        }
    }

    /** Rows of the native engine. */
    private static final class NativeRows implements ResultConsumer {
        private final FinalRows rows;
        private @Nullable RowConverter converter;

        NativeRows(FinalRows rows) {
            this.rows = rows;
        }

        @Override
        public void open(SinkRequest request) {
            converter = new RowConverter(request.type());
        }

        @Override
        public void accept(Batch batch) {
            RowConverter opened = Objects.requireNonNull(converter);
            for (int position = 0; position < batch.rowCount(); position++) {
                rows.accept(opened.toRow(batch, position));
            }
        }
    }
}
