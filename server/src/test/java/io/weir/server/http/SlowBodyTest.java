package io.weir.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that come byte by byte: whoever sends them is not waited for, and does not keep others out. */
@Timeout(180)
class SlowBodyTest extends DoorFixture {
    private static final int BODY_BYTES = 100_000;
    private static final long LIMIT_MILLIS = 60_000;

    private Socket begin(int bytes) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream()
                .write(("POST /write HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\nContent-Length: " + bytes
                                + "\r\n" + MARK + "\r\n\r\n{")
                        .getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Sends a byte every moment, during which the server's clock goes on, until there is an answer. */
    private String trickle(Socket socket, long stepMillis) throws IOException {
        socket.setSoTimeout(20);
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        for (long end = System.currentTimeMillis() + LIMIT_MILLIS; System.currentTimeMillis() < end; ) {
            try {
                int next = in.read();
                if (next < 0) {
                    return answer.toString();
                }
                answer.append((char) next);
            } catch (SocketTimeoutException e) {
                clock.advance(stepMillis);
                write(socket);
            }
        }
        throw new AssertionError("it is still waited for; the answer is '" + answer + "'");
    }

    private static void write(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
        } catch (IOException e) {
            // The server has closed it; what it said is still to be read.
            return;
        }
    }

    @Test
    void aBodyThatTricklesIsCutOff() throws Exception {
        start(HttpOptions.local(0));
        try (Socket socket = begin(BODY_BYTES)) {
            String answer = trickle(socket, 3_000);

            assertThat(answer)
                    .startsWith("HTTP/1.1 408 ")
                    .contains("\"TOO_SLOW\"")
                    .contains("Send it faster than 8192 bytes a second");
        }
    }

    @Test
    void aPauseIsForgiven() throws Exception {
        start(HttpOptions.local(0));
        try (Socket socket = begin(BODY_BYTES)) {
            clock.advance(9_000);
            socket.getOutputStream().write(new byte[BODY_BYTES - 1]);

            socket.setSoTimeout((int) LIMIT_MILLIS);
            byte[] answer = new byte[15];
            assertThat(socket.getInputStream().readNBytes(answer, 0, answer.length))
                    .isEqualTo(answer.length);
            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void manyOfThemDoNotKeepOthersOut() throws Exception {
        start(HttpOptions.local(0));
        int extra = 20;
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < RequestBody.WAITED_MAX + extra; i++) {
                sockets.add(begin(BODY_BYTES));
            }

            List<Socket> waiting = new ArrayList<>(sockets);
            for (long end = System.currentTimeMillis() + LIMIT_MILLIS; waiting.size() > RequestBody.WAITED_MAX; ) {
                assertThat(System.currentTimeMillis())
                        .as("%d wait", waiting.size())
                        .isLessThan(end);
                waiting.removeIf(SlowBodyTest::isAnswered);
            }
            for (Socket socket : sockets) {
                if (!waiting.contains(socket)) {
                    assertThat(trickle(socket, 0)).startsWith("HTTP/1.1 503 ").contains("Try again later");
                }
            }
            assertThat(status(send("GET", "/open"))).isEqualTo(200);
            assertThat(status(send("POST", "/write", MARK))).isEqualTo(200);

            for (Socket socket : waiting) {
                assertThat(trickle(socket, 3_000)).startsWith("HTTP/1.1 408 ");
            }
            try (Socket last = begin(2)) {
                last.getOutputStream().write('}');
                last.setSoTimeout((int) LIMIT_MILLIS);
                assertThat(new String(last.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
                        .isEqualTo("HTTP/1.1 200");
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
