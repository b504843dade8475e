package io.weir.cli.cluster;

import io.weir.flink.cluster.ClusterClient;
import io.weir.flink.cluster.ClusterJob;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir stop JOB --flink URL}: ends a job of a cluster behind a savepoint. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Stop a job of a Flink cluster behind a savepoint, from which it can go on.")
public final class StopCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "JOB", description = "The job's id, or its name.")
    @SuppressWarnings("NullAway.Init")
    private String job;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Where the savepoint goes; without, where the cluster keeps its savepoints.")
    private @Nullable String folder;

    @Option(names = "--drain", description = "Give out open windows first: the job is over for good.")
    private boolean drains;

    @Option(names = "--cancel", description = "End it at once, without a savepoint.")
    private boolean cancels;

    @Override
    public Integer call() throws InterruptedException {
        ClusterClient client = cluster.client();
        ClusterJob found = client.job(job);
        if (found.hasEnded()) {
            throw new WeirException(
                    ErrorCode.USAGE, "The job " + found.name() + " has ended: " + found.state(), found.id(), "", null);
        }
        if (cancels) {
            client.cancel(found.id());
            boolean hasEnded = client.awaitEnd(found.id());
            System.out.println("job " + found.id() + (hasEnded ? " is cancelled" : " was told to end, and still does"));
            return hasEnded ? 0 : 1;
        }
        String place = client.stop(found.id(), Optional.ofNullable(folder), drains);
        System.out.println("job " + found.id() + " has stopped; its savepoint is " + place);
        return 0;
    }
}
