package io.weir.cli;

import io.weir.cli.cluster.ClusterAddressOption;
import io.weir.flink.PlannedStatement;
import io.weir.flink.cluster.ClusterDeployment;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir deploy FILE --flink URL}: runs a file's jobs on a Flink cluster. */
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        description = "Send the jobs of a file to a Flink cluster, with the jars that they need.")
final class DeployCommand implements Callable<Integer> {
    @Mixin
    private final ScriptOptions options = new ScriptOptions();

    @Mixin
    private final ClusterAddressOption flink = new ClusterAddressOption();

    @Option(names = "--name", paramLabel = "NAME", description = "The job's name on the cluster; the file's, without.")
    private @Nullable String name;

    @Override
    public Integer call() throws InterruptedException {
        List<PlannedStatement.Job> jobs = options.plan().jobs();
        if (jobs.isEmpty()) {
            throw new WeirException(
                    ErrorCode.USAGE, options.file() + " has no job", "", "Add an INSERT INTO a table", null);
        }
        ClusterDeployment deployment =
                new ClusterDeployment(flink.address(), Thread.currentThread().getContextClassLoader());
        String jobName = name == null ? options.pipelineName() : name;
        int number = 0;
        for (PlannedStatement.Job job : jobs) {
            number++;
            deployment.warnings(job).forEach(warning -> System.err.println("weir: " + warning));
            ClusterDeployment.Deployed deployed = deployment.deploy(
                    job,
                    number == 1 ? jobName : jobName + "-" + number,
                    options.runOptions().parallelism());
            System.err.println("weir: sent " + String.join(", ", deployed.jars()));
            System.out.println(deployed.jobId() + "  " + deployed.state() + "  " + deployed.name());
        }
        return Main.EXIT_DONE;
    }
}
