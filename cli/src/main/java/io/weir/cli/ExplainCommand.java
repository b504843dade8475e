package io.weir.cli;

import io.weir.engine.pipeline.NodeSupport;
import io.weir.flink.PlannedStatement;
import io.weir.library.run.JobRunner;
import io.weir.plan.CompiledPlan;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            Optional<CompiledPlan> plan = job.plan();
            if (plan.isEmpty()) {
                System.out.println(job.sql() + "\n\nRuns on Flink, as a batch: it cannot be planned as a stream.\n");
                continue;
            }
            List<NodeSupport> support = runner.support(job);
            Explanation explanation = new Explanation(plan.get(), support, job.configuration());
            System.out.print(explanation.text(job.sql(), job.line()));
            System.out.println(guarantees(runner, job, support));
        }
        return Main.EXIT_DONE;
    }

    /** What is promised of each sink; sources and sinks are asked, which must be there for it. */
    private static String guarantees(JobRunner runner, PlannedStatement.Job job, List<NodeSupport> support) {
        if (!support.stream().allMatch(NodeSupport::isNative)) {
            return "Guarantee: Flink's, of a job without checkpoints: a run that fails begins anew\n";
        }
        try {
            return runner.promises(job).stream()
                    .map(promise -> "Guarantee: " + Explanation.guarantee(promise) + "\n")
                    .collect(Collectors.joining());
        } catch (WeirException e) {
            return "Guarantee: not known, because a table is not there: " + e.getMessage() + "\n";
        }
    }
}
