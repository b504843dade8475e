package io.weir.connector.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a client and PostgreSQL, and steals an answer when it is told to: the statement is done, and the
 * client sees a lost connection.
 */
final class AnswerThief implements AutoCloseable {
    private final ServerSocket listening;
    private final int serverPort;
    private final AtomicReference<String> wanted = new AtomicReference<>("");
    private final AtomicInteger stolen = new AtomicInteger();

    AnswerThief(int serverPort) {
        this.serverPort = serverPort;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The next answer that has this text in it is stolen. */
    void steal(String text) {
        wanted.set(text);
    }

    int stolen() {
        return stolen.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                Pair pair = new Pair(client, server);
                start(pair::forward);
                start(pair::answer);
            } catch (IOException e) {
                return;
            }
        }
    }

    private final class Pair {
        private final Socket client;
        private final Socket server;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void forward() {
            byte[] buffer = new byte[1 << 16];
            try (client;
                    server) {
                InputStream from = client.getInputStream();
                OutputStream to = server.getOutputStream();
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    to.write(buffer, 0, count);
                    to.flush();
                }
            } catch (IOException e) {
                // One of the two has hung up, which ends the pair.
                return;
            }
        }

        void answer() {
            byte[] buffer = new byte[1 << 16];
            try (client;
                    server) {
                InputStream from = server.getInputStream();
                OutputStream to = client.getOutputStream();
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    String text = wanted.get();
                    if (!text.isEmpty()
                            && new String(buffer, 0, count, StandardCharsets.ISO_8859_1).contains(text)
                            && wanted.compareAndSet(text, "")) {
                        stolen.incrementAndGet();
                        return;
                    }
                    to.write(buffer, 0, count);
                    to.flush();
                }
            } catch (IOException e) {
                // As above.
                return;
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "answer-thief");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
