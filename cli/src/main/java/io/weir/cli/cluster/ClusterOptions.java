package io.weir.cli.cluster;

import io.weir.flink.cluster.ClusterAddress;
import io.weir.flink.cluster.ClusterClient;
import picocli.CommandLine.Option;

/** Which cluster is meant. */
public final class ClusterOptions {
    @Option(
            names = "--flink",
            paramLabel = "URL",
            required = true,
            description = "The REST address of a Flink cluster's JobManager, such as http://localhost:8081.")
    @SuppressWarnings("NullAway.Init")
    private String url;

    @Option(names = "--verbose", description = "Show stack traces, and more of the log.")
    private boolean isVerbose;

    public boolean isVerbose() {
        return isVerbose;
    }

    public ClusterAddress address() {
        return ClusterAddress.of(url);
    }

    ClusterClient client() {
        return new ClusterClient(address());
    }
}
