package io.weir.flink.cluster;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a cluster's JobManager answers.
 *
 * @param uri {@code http://host:port}, and the path in front of the interface where a gateway has one, without a slash
 *     at its end
 * @param headers what every request carries, for a gateway that wants to know who asks
 */
public record ClusterAddress(URI uri, Map<String, String> headers) {
    private static final int PORT_DEFAULT = 8081;
    private static final int PORT_SECURE_DEFAULT = 443;

    public ClusterAddress {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /**
     * Reads an address: {@code http://host:port}, {@code host:port} or a host alone; a gateway's may have a path.
     *
     * @throws WeirException if it is none
     */
    public static ClusterAddress of(String text) {
        String full = text.contains("://") ? text.strip() : "http://" + text.strip();
        try {
            URI given = new URI(full);
            boolean isPlain = given.getHost() != null
                    && given.getQuery() == null
                    && given.getFragment() == null
                    && given.getUserInfo() == null;
            String scheme = String.valueOf(given.getScheme());
            if (isPlain && (scheme.equals("http") || scheme.equals("https"))) {
                int otherwise = scheme.equals("https") ? PORT_SECURE_DEFAULT : PORT_DEFAULT;
                int port = given.getPort() < 0 ? otherwise : given.getPort();
                String path = given.getPath() == null ? "" : given.getPath().replaceAll("/+$", "");
                return new ClusterAddress(new URI(scheme, null, given.getHost(), port, path, null, null), Map.of());
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

    /**
     * The same address, with these headers in every request.
     *
     * @param given each as {@code Name: value}
     */
    public ClusterAddress withHeaders(List<String> given) {
        Map<String, String> all = new TreeMap<>(headers);
        for (String header : given) {
            int colon = header.indexOf(':');
            if (colon < 1 || !header.substring(0, colon).strip().matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
                throw new WeirException(
                        ErrorCode.USAGE,
                        // Not the whole of it: its value is a secret as a rule.
                        "A header that begins with '" + header.substring(0, Math.min(4, header.length()))
                                + "' has no name and value",
                        "--header",
                        "Write it as in HTTP: --header 'Authorization: Bearer …'",
                        null);
            }
            all.put(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return new ClusterAddress(uri, all);
    }

    public String host() {
        return uri.getHost();
    }

    public int port() {
        return uri.getPort();
    }

    /** True if Flink's own client reaches it: it knows neither headers nor paths, nor the certificates of this JVM. */
    boolean isPlain() {
        return headers.isEmpty() && uri.getPath().isEmpty() && uri.getScheme().equals("http");
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
