package io.weir.connector.kafka;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks whether anybody listens at the addresses of {@code bootstrap.servers} before Kafka's client is asked: the
 * client tries again and again without saying that the connection is refused.
 */
final class KafkaAddresses {
    private static final Pattern ADDRESS = Pattern.compile("(?:[A-Za-z_0-9]+://)?\\[?([^\\[\\]/]+?)]?:(\\d{1,5})");
    private static final int CONNECT_LIMIT_MILLIS = 3000;

    private KafkaAddresses() {}

    /** Returns once one of the addresses takes a connection. */
    static void check(KafkaTable table) {
        List<String> reasons = new ArrayList<>();
        for (String server : table.servers().split(",", -1)) {
            String address = server.strip();
            if (address.isEmpty()) {
                continue;
            }
            Matcher matcher = ADDRESS.matcher(address);
            if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65535) {
                throw malformed(table, address);
            }
            String reason = connect(matcher.group(1), Integer.parseInt(matcher.group(2)));
            if (reason.isEmpty()) {
                return;
            }
            reasons.add(address + " (" + reason + ")");
        }
        if (reasons.isEmpty()) {
            throw malformed(table, table.servers());
        }
        throw new WeirException(
                ErrorCode.CONNECTOR_UNREACHABLE,
                "Kafka cannot be reached at " + String.join(", ", reasons),
                "table " + table.name(),
                "Start the broker, or correct 'properties.bootstrap.servers'",
                null);
    }

    private static WeirException malformed(KafkaTable table, String address) {
        return new WeirException(
                ErrorCode.OPTION_INVALID,
                "'" + address + "' is no address: host and port are expected, for instance 'localhost:9092'",
                "table " + table.name() + ", option 'properties.bootstrap.servers'",
                "",
                null);
    }

    /** Why there is no connection, or an empty string. */
    private static String connect(String host, int port) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            return "unknown host";
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_LIMIT_MILLIS);
            return "";
        } catch (SocketTimeoutException e) {
            return "no answer within " + CONNECT_LIMIT_MILLIS / 1000 + " s";
        } catch (IOException e) {
            String message = e.getMessage();
            return message == null ? e.getClass().getSimpleName() : message.toLowerCase(Locale.ROOT);
        }
    }
}
