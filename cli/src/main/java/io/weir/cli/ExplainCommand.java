package io.weir.cli;

import io.weir.flink.PlannedStatement;
import io.weir.library.run.JobRunner;
import io.weir.plan.CompiledPlan;
import io.weir.plan.CompiledPlanReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir explain FILE}: shows the plans of a script's jobs, and what they mean for whoever runs them. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Show the plan: which nodes are native or why not, time, delay of results, state, guarantee.")
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private final ScriptOptions options = new ScriptOptions();

    @Override
    public Integer call() {
        JobRunner runner = new JobRunner(options.runOptions());
        for (PlannedStatement.Job job : options.plan().jobs()) {
            if (job.planJson().equals(PlannedStatement.NO_PLAN)) {
                System.out.println(job.sql() + "\n\nRuns on Flink, as a batch: it cannot be planned as a stream.\n");
                continue;
            }
            CompiledPlan plan = CompiledPlanReader.read(job.planJson());
            System.out.print(
                    new Explanation(plan, runner.support(job), job.configuration()).text(job.sql(), job.line()));
        }
        return Main.EXIT_DONE;
    }
}
