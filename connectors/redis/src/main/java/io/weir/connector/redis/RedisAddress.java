package io.weir.connector.redis;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where Redis is, and who logs in. Its text does not show the password.
 *
 * @param host the host's name
 * @param port the port
 * @param database the number of the database
 * @param isSecure true for TLS
 * @param username who logs in, if it is not the default user
 * @param password the password, if one is needed
 */
record RedisAddress(String host, int port, int database, boolean isSecure, String username, String password)
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int PORT_DEFAULT = 6379;
    private static final int PORT_MAX = 65_535;
    private static final String PORT_WRONG = "the port of the URL is no number from 1 to 65535";
    private static final String HIDDEN = "***";
    private static final String HINT =
            "Write it as redis://[user:password@]host[:port][/database], or rediss:// for TLS";

    /**
     * Reads a URL; what it has no word for is left empty.
     *
     * @param where the option, for messages
     */
    static RedisAddress of(String url, Optional<String> username, Optional<String> password, String where) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // The exception's message has the URL in it, and with it the password.
            throw wrong("the URL cannot be understood", where);
        }
        boolean isSecure = "rediss".equals(uri.getScheme());
        if (!isSecure && !"redis".equals(uri.getScheme())) {
            throw wrong("the URL begins with neither 'redis://' nor 'rediss://'", where);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong("the URL has something behind the database; options are those of the table", where);
        }
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at);
        String hostAndPort = authority.substring(at + 1);
        // Not that of java.net.URI, which has none where the name has an underscore.
        int portColon = hostAndPort.indexOf(':', hostAndPort.indexOf(']') + 1);
        String host = portColon < 0 ? hostAndPort : hostAndPort.substring(0, portColon);
        if (host.isEmpty()) {
            throw wrong("the URL names no host", where);
        }
        int colon = user.indexOf(':');
        String urlUsername = colon < 0 ? "" : decode(user.substring(0, colon));
        // Without a colon it is a password, as in redis-cli.
        String urlPassword = decode(colon < 0 ? user : user.substring(colon + 1));
        return new RedisAddress(
                host,
                portColon < 0 ? PORT_DEFAULT : port(hostAndPort.substring(portColon + 1), where),
                database(uri.getPath(), where),
                isSecure,
                username.orElse(urlUsername),
                password.orElse(urlPassword));
    }

    private static int port(String number, String where) {
        if (number.isEmpty()) {
            return PORT_DEFAULT;
        }
        try {
            int port = Integer.parseInt(number);
            if (port > 0 && port <= PORT_MAX) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Not shown: without an @ it may be the password.
            throw wrong(PORT_WRONG, where);
        }
        throw wrong(PORT_WRONG, where);
    }

    private static int database(String path, String where) {
        String number = path.startsWith("/") ? path.substring(1) : path;
        if (number.isEmpty()) {
            return 0;
        }
        try {
            int database = Integer.parseInt(number);
            if (database >= 0) {
                return database;
            }
        } catch (NumberFormatException e) {
            throw wrong("the database '" + number + "' is no number", where);
        }
        throw wrong("the database '" + number + "' is negative", where);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static WeirException wrong(String what, String where) {
        return new WeirException(ErrorCode.OPTION_INVALID, what, where, HINT, null);
    }

    /** A text of somebody else's, without the password. */
    String withoutSecrets(String text) {
        return password.isEmpty() ? text : text.replace(password, HIDDEN);
    }

    @Override
    public String toString() {
        return (isSecure ? "rediss://" : "redis://") + host + ":" + port + "/" + database;
    }
}
