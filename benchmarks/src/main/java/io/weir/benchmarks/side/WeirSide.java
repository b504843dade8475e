package io.weir.benchmarks.side;

import io.weir.connector.console.ResultFormat;
import io.weir.connector.console.ResultPrinter;
import io.weir.flink.PlannedScript;
import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import io.weir.library.run.EngineChoice;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunOptions;
import java.io.IOException;
import java.util.Map;

/** Weir's native engine in this process. The plan is made once, as the command finds it in its cache. */
final class WeirSide implements Side {
    private final PlannedScript script;
    private final JobRunner runner;

    WeirSide(Task task) throws IOException {
        try (ScriptPlanner planner = new ScriptPlanner(Map.of())) {
            script = planner.plan(SqlScript.parse(task.sql(".sql"), task.query()));
        }
        runner = new JobRunner(
                RunOptions.defaults().withEngine(EngineChoice.NATIVE).withParallelism(task.threads()));
    }

    @Override
    public void run() throws InterruptedException {
        for (PlannedStatement.Job job : script.jobs()) {
            try (JobRun run = runner.start(job, new ResultPrinter(ResultFormat.CSV))) {
                run.await();
            }
        }
    }
}
