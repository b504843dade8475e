package io.weir.benchmarks.epochs;

import io.weir.engine.epoch.EpochStores;
import io.weir.engine.pipeline.ConnectorRegistry;
import io.weir.engine.pipeline.NativePipeline;
import io.weir.engine.pipeline.PipelineOptions;
import io.weir.engine.pipeline.PipelineState;
import io.weir.engine.runtime.Job;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.time.Clock;
import io.weir.flink.PlannedScript;
import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import io.weir.plan.CompiledPlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A query that is planned once and started again and again, with its epochs in a folder. */
public final class SavedPipeline {
    private static final int THREADS = 2;

    private final PlannedStatement.Job planned;

    /** @param sql a script with one INSERT */
    public SavedPipeline(String sql, String name) {
        try (ScriptPlanner planner = new ScriptPlanner(Map.of())) {
            PlannedScript script = planner.plan(SqlScript.parse(sql, name));
            planned = script.jobs().get(0);
        }
    }

    /**
     * Starts it where its newest epoch in the folder ends, if there is one.
     *
     * @param sinks connectors in place of those that are found
     */
    public Job start(Path folder, Map<String, String> settings, SinkFactory... sinks) {
        Map<String, String> configuration = new HashMap<>(planned.configuration());
        configuration.putAll(settings);
        ClassLoader loader = SavedPipeline.class.getClassLoader();
        PipelineOptions options = new PipelineOptions(
                configuration, THREADS, PipelineOptions.BATCH_ROWS_MAX_DEFAULT, Clock.SYSTEM, loader);
        PipelineState state =
                new PipelineState("benchmark", true, false, () -> EpochStores.open(folder.toString(), configuration));
        ConnectorRegistry connectors = ConnectorRegistry.discover(loader);
        for (SinkFactory sink : sinks) {
            connectors.add(sink);
        }
        return new NativePipeline(CompiledPlanReader.read(planned.planJson(), loader), connectors, options)
                .start("weir", Optional.of(state));
    }

    /** Deletes a folder, if it is there, with all that is in it. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> inside;
        try (Stream<Path> paths = Files.walk(folder)) {
            inside = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inside) {
            Files.deleteIfExists(path);
        }
    }
}
