package io.weir.cli.cluster;

import io.weir.flink.cluster.ClusterAddress;
import io.weir.flink.cluster.ClusterClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which cluster is meant. */
public final class ClusterOptions {
    @Mixin
    private final ClusterAddressOption flink = new ClusterAddressOption();

    @Option(names = "--verbose", description = "Show stack traces, and more of the log.")
    private boolean isVerbose;

    public boolean isVerbose() {
        return isVerbose;
    }

    public ClusterAddress address() {
        return flink.address();
    }

    ClusterClient client() {
        return new ClusterClient(address());
    }
}
