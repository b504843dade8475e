package io.weir.flink.cluster;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a cluster's JobManager answers.
 *
 * @param uri {@code http://host:port}, without anything behind it
 */
public record ClusterAddress(URI uri) {
    private static final int PORT_DEFAULT = 8081;

    /**
     * Reads an address: {@code http://host:port}, {@code host:port} or a host alone.
     *
     * @throws WeirException if it is none
     */
    public static ClusterAddress of(String text) {
        String full = text.contains("://") ? text.strip() : "http://" + text.strip();
        try {
            URI given = new URI(full);
            String path = given.getPath() == null ? "" : given.getPath();
            boolean isPlain = given.getHost() != null
                    && (path.isEmpty() || path.equals("/"))
                    && given.getQuery() == null
                    && given.getUserInfo() == null;
            if (isPlain
                    && (given.getScheme().equals("http") || given.getScheme().equals("https"))) {
                int port = given.getPort() < 0 ? PORT_DEFAULT : given.getPort();
                return new ClusterAddress(new URI(given.getScheme(), null, given.getHost(), port, null, null, null));
            }
        } catch (URISyntaxException e) {
            // The message below says it.
        }
        throw new WeirException(
                ErrorCode.USAGE,
                "'" + text + "' is no address of a Flink cluster",
                "--flink",
                "Give the address of its JobManager, such as http://localhost:8081",
                null);
    }

    public String host() {
        return uri.getHost();
    }

    public int port() {
        return uri.getPort();
    }

    public boolean isSecure() {
        return uri.getScheme().equals("https");
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
