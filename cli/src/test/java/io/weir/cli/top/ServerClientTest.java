package io.weir.cli.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody is told who asks a server the wrong way. */
@Timeout(60)
class ServerClientTest {
    /** What a server with TLS answers to plain HTTP: an alert that the record is none. */
    private static final byte[] TLS_ALERT = {0x15, 3, 3, 0, 2, 2, 0x46};

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** Answers everybody with these bytes. */
    private void answer(byte[] bytes) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    assertThat(socket.getInputStream().read()).isNotNegative();
                    socket.getOutputStream().write(bytes);
                } catch (IOException e) {
                    if (!server.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void assertToldOf(String scheme, String what, String hint) {
        String url = scheme + "://127.0.0.1:" + server.getLocalPort();
        assertThatThrownBy(() -> new ServerClient(url, Optional.empty()).get("/api/v1/pipelines"))
                .isInstanceOf(WeirException.class)
                .hasMessageStartingWith(url + ": " + what)
                .hasMessageContaining(hint);
    }

    @Test
    void nobodyListens() throws IOException {
        server.close();

        assertToldOf("http", "No server answers", "weir serve");
    }

    @Test
    void plainHttpToAServerWithACertificate() {
        answer(TLS_ALERT);

        assertToldOf("http", "What answers there does not speak HTTP", "Write https://");
    }

    @Test
    void httpsToAServerWithoutACertificate() {
        answer("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertToldOf("https", "The server's certificate is not trusted, or it has none", "or write http://");
    }
}
