package io.weir.cli.cluster;

import io.weir.flink.cluster.ClusterClient;
import io.weir.flink.cluster.ClusterJob;
import io.weir.flink.cluster.ClusterOverview;
import io.weir.flink.cluster.ClusterProgress;
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
                    "%s  %-10s %2d of %2d tasks  since %s, %s  %s%s%n",
                    job.id(),
                    job.state(),
                    job.runningTasks(),
                    job.tasks(),
                    Instant.ofEpochMilli(job.startMillis()).truncatedTo(ChronoUnit.SECONDS),
                    words(Duration.ofMillis(job.durationMillis())),
                    job.name(),
                    job.hasEnded() ? "" : progress(client.progress(job.id())));
        }
        return 0;
    }

    /** How far a job is: its checkpoints and how often it went on from one. */
    private static String progress(ClusterProgress progress) {
        StringBuilder words = new StringBuilder("  ");
        if (progress.checkpoints() == 0) {
            words.append("no checkpoint yet");
        } else {
            words.append(progress.checkpoints())
                    .append(" checkpoints, the last took ")
                    .append(progress.lastMillis())
                    .append(" ms and has ")
                    .append(progress.lastBytes() / 1024)
                    .append(" KiB");
        }
        if (progress.failedCheckpoints() > 0) {
            words.append(", ").append(progress.failedCheckpoints()).append(" failed");
        }
        if (progress.restores() > 0) {
            words.append(", restored ").append(progress.restores()).append("x");
        }
        return words.toString();
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 60
                ? seconds + " s"
                : seconds < 7200 ? duration.toMinutes() + " min" : duration.toHours() + " h";
    }
}
