package io.weir.cli.cluster;

import io.weir.flink.cluster.ClusterClient;
import io.weir.flink.cluster.ClusterJob;
import io.weir.flink.cluster.ClusterOverview;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir jobs --flink URL}: what runs on a cluster. */
@Command(
        name = "jobs",
        mixinStandardHelpOptions = true,
        description = "List the jobs of a Flink cluster, the newest first.")
public final class JobsCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() {
        ClusterClient client = cluster.client();
        ClusterOverview overview = client.overview();
        List<ClusterJob> jobs = client.jobs();
        System.out.printf(
                "Flink %s at %s: %d TaskManagers, %d of %d slots free%n",
                overview.version(), cluster.address(), overview.taskManagers(), overview.freeSlots(), overview.slots());
        for (ClusterJob job : jobs) {
            System.out.printf(
                    "%s  %-10s %2d of %2d tasks  since %s, %s  %s%n",
                    job.id(),
                    job.state(),
                    job.runningTasks(),
                    job.tasks(),
                    Instant.ofEpochMilli(job.startMillis()).truncatedTo(ChronoUnit.SECONDS),
                    words(Duration.ofMillis(job.durationMillis())),
                    job.name());
        }
        return 0;
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 60
                ? seconds + " s"
                : seconds < 7200 ? duration.toMinutes() + " min" : duration.toHours() + " h";
    }
}
