package io.weir.cli.cluster;

import io.weir.flink.cluster.ClusterAddress;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Who asks a cluster: the headers that the gateway in front of it wants. */
public final class HeaderOption {
    /** Flink's own variable for the same: a header in each line. */
    private static final String VARIABLE = "FLINK_REST_CLIENT_HEADERS";

    @Option(
            names = "--header",
            paramLabel = "NAME:VALUE",
            description = "A header for the gateway in front of the cluster, such as 'Authorization: Bearer …'; may be"
                    + " repeated. The variable " + VARIABLE + " holds some, one in each line.")
    private List<String> headers = new ArrayList<>();

    /** The address of a cluster, with the headers. */
    public ClusterAddress address(String url) {
        List<String> all = new ArrayList<>();
        String given = System.getenv(VARIABLE);
        if (given != null) {
            given.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(all::add);
        }
        all.addAll(headers);
        return ClusterAddress.of(url).withHeaders(all);
    }
}
