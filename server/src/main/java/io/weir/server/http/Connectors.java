package io.weir.server.http;

import java.util.Optional;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/** How connections are taken: with limits for what arrives too slowly, too large or not at all. */
final class Connectors {
    private static final long IDLE_MILLIS = 30_000;
    private static final int HEADER_BYTES_MAX = 16 << 10;
    private static final int WAITING_MAX = 512;

    private Connectors() {}

    static void configure(HttpConfiguration configuration) {
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HEADER_BYTES_MAX);
    }

    static Connector make(Server server, HttpConfiguration configuration, HttpOptions options, Optional<TlsKeys> keys) {
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        ServerConnector connector;
        if (keys.isPresent()) {
            // The host is checked at the door; what SNI says may be an address.
            configuration.addCustomizer(new SecureRequestCustomizer(false));
            connector = new ServerConnector(
                    server, new SslConnectionFactory(keys.get().factory(), http.getProtocol()), http);
        } else {
            connector = new ServerConnector(server, http);
        }
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(WAITING_MAX);
        return connector;
    }
}
