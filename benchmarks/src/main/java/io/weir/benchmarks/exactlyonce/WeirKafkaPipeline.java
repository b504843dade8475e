package io.weir.benchmarks.exactlyonce;

import io.weir.benchmarks.side.Task;
import io.weir.connector.console.ResultFormat;
import io.weir.connector.console.ResultPrinter;
import io.weir.flink.PlannedScript;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import io.weir.library.run.EngineChoice;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunOptions;
import io.weir.library.run.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Weir's native engine. */
final class WeirKafkaPipeline implements KafkaPipeline {
    private final JobRun run;

    WeirKafkaPipeline(Task task, Path state) throws IOException {
        PlannedScript script;
        try (ScriptPlanner planner = new ScriptPlanner(Map.of())) {
            script = planner.plan(SqlScript.parse(task.sql(".sql"), task.query()));
        }
        RunOptions options =
                RunOptions.defaults().withEngine(EngineChoice.NATIVE).withParallelism(task.threads());
        RunState runState = new RunState(task.variable("output"), Optional.of(state.toString()), false);
        run = new JobRunner(options)
                .start(script.jobs().get(0), new ResultPrinter(ResultFormat.CSV), runState, 1, System.err::println);
    }

    @Override
    public boolean isRunning() {
        return run.restarts() == 0;
    }

    @Override
    public void stop() throws InterruptedException {
        run.stop();
        run.await();
        run.close();
    }
}
