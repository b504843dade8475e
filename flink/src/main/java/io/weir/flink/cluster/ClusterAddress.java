package io.weir.flink.cluster;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final String LEFT_OUT = "…";
    private static final Pattern QUERY = Pattern.compile("[?#]");

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
        String shown = shown(text.strip());
        throw new WeirException(
                ErrorCode.USAGE,
                "'" + shown + "' is no address of a Flink cluster",
                "--flink",
                "Give the address of its JobManager, such as http://localhost:8081"
                        + (shown.endsWith(LEFT_OUT)
                                ? "; a user or a token goes into --header, such as --header 'Authorization: Bearer …'"
                                : ""),
                null);
    }

    /** The text without what may be a secret in it: a user's name and password, and a query. */
    private static String shown(String text) {
        if (text.contains("@")) {
            // Where a password ends can only be guessed.
            return text.substring(0, text.indexOf("://") < 0 ? 0 : text.indexOf("://") + 3) + LEFT_OUT;
        }
        Matcher query = QUERY.matcher(text);
        return query.find() ? text.substring(0, query.start()) + LEFT_OUT : text;
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
                // Not the whole of it: its value is a secret as a rule.
                throw refused(
                        "A header that begins with '" + header.substring(0, Math.min(4, header.length()))
                                + "' has no name and value",
                        "Write it as in HTTP: --header 'Authorization: Bearer …'");
            }
            String name = header.substring(0, colon).strip();
            String value = header.substring(colon + 1).strip();
            if (!isTaken(name, "x")) {
                throw refused("'" + name + "' is a header that HTTP itself sets", "Leave it out");
            }
            if (!isTaken(name, value)) {
                throw refused(
                        "The value of the header '" + name + "' has a character that no header may have",
                        "Is there the end of a line, or a letter beyond Latin-1, in it?");
            }
            all.put(name, value);
        }
        return new ClusterAddress(uri, all);
    }

    /** Whether the JDK sends this header; what it says of one that it does not send has the value in it. */
    private static boolean isTaken(String name, String value) {
        try {
            HttpRequest.newBuilder().header(name, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static WeirException refused(String what, String hint) {
        return new WeirException(ErrorCode.USAGE, what, "--header", hint, null);
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
