package io.weir.cli;

import io.weir.connector.console.ResultFormat;
import io.weir.connector.console.ResultPrinter;
import io.weir.connector.console.ResultSinkFactory;
import io.weir.engine.pipeline.ConnectorRegistry;
import io.weir.engine.pipeline.NativePipeline;
import io.weir.engine.pipeline.PipelineOptions;
import io.weir.engine.runtime.Job;
import io.weir.engine.time.Clock;
import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import io.weir.plan.CompiledPlanReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The entry point of the {@code weir} command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        SqlScript script = SqlScript.parse(Files.readString(Path.of(arguments[0])), arguments[0]);
        try (ScriptPlanner planner = new ScriptPlanner(Map.of())) {
            for (PlannedStatement statement : planner.plan(script).statements()) {
                if (statement instanceof PlannedStatement.Job planned) {
                    run(planned, Integer.parseInt(arguments[1]));
                }
            }
        }
    }

    private static void run(PlannedStatement.Job planned, int parallelism) throws InterruptedException {
        ConnectorRegistry connectors = ConnectorRegistry.discover(Main.class.getClassLoader());
        connectors.add(new ResultSinkFactory(new ResultPrinter(ResultFormat.JSON)));
        PipelineOptions options = new PipelineOptions(
                planned.configuration(), parallelism, PipelineOptions.BATCH_ROWS_MAX_DEFAULT, Clock.SYSTEM);
        NativePipeline pipeline = new NativePipeline(CompiledPlanReader.read(planned.planJson()), connectors, options);
        pipeline.support()
                .forEach(support -> System.err.println(
                        support.obstacle() + " " + support.node().description()));
        try (Job job = pipeline.start("weir")) {
            job.await();
            job.metrics().nodes().forEach(System.err::println);
        }
    }
}
