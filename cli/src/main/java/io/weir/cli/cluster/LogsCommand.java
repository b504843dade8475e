package io.weir.cli.cluster;

import io.weir.flink.cluster.ClusterClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir logs [JOB] --flink URL}: why a job failed, and what the cluster has logged. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Show why a job of a Flink cluster failed; without a job, what the cluster has logged.")
public final class LogsCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "JOB", arity = "0..1", description = "The job's id, or its name.")
    private @Nullable String job;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "100",
            description = "The last lines of each log (100).")
    private int lines;

    @Override
    public Integer call() {
        ClusterClient client = cluster.client();
        if (job != null) {
            System.out.println(client.failure(client.job(job).id()).orElse("The job has not failed."));
            return 0;
        }
        client.logs().forEach((name, text) -> {
            String[] all = text.split("\n", -1);
            System.out.println("== " + name);
            for (int i = Math.max(0, all.length - lines); i < all.length; i++) {
                System.out.println(all[i]);
            }
        });
        return 0;
    }
}
