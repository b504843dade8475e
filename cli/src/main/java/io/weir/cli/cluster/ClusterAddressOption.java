package io.weir.cli.cluster;

import io.weir.flink.cluster.ClusterAddress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option that names a cluster. */
public final class ClusterAddressOption {
    @Option(
            names = "--flink",
            paramLabel = "URL",
            required = true,
            description = "The REST address of a Flink cluster's JobManager, such as http://localhost:8081.")
    @SuppressWarnings("NullAway.Init")
    private String url;

    @Mixin
    private final HeaderOption headers = new HeaderOption();

    public ClusterAddress address() {
        return headers.address(url);
    }
}
