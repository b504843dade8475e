package io.weir.flink.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A door on this machine to a cluster behind a gateway: it adds the gateway's headers, path and TLS to what Flink's own
 * client says, which knows none of them.
 *
 * <p>It is open on the loopback address for as long as a job is sent, and lets nothing through but questions and new
 * jobs.
 */
final class ClusterTunnel implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(5);
    private static final int THREADS = 4;
    private static final int BAD_GATEWAY = 502;
    private static final int NOT_ALLOWED = 405;

    private final ClusterAddress address;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "cluster-tunnel");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    private ClusterTunnel(ClusterAddress address, HttpServer server) {
        this.address = address;
        this.server = server;
    }

    static ClusterTunnel open(ClusterAddress address) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ClusterTunnel tunnel = new ClusterTunnel(address, server);
            server.setExecutor(tunnel.threads);
            server.createContext("/", tunnel::pass);
            server.start();
            return tunnel;
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED, "No port can be opened on this machine: " + e.getMessage(), "", "", e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getRawPath();
            boolean isAllowed = method.equals("GET") || (method.equals("POST") && path.matches("(/v\\d+)?/jobs/?"));
            if (!isAllowed) {
                answer(exchange, NOT_ALLOWED, new byte[0]);
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + rawTarget(exchange)))
                    .timeout(ANSWER_LIMIT)
                    .method(
                            method,
                            method.equals("GET")
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofInputStream(exchange::getRequestBody));
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            if (type != null) {
                request.header("Content-Type", type);
            }
            address.headers().forEach(request::setHeader);
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                response.headers()
                        .firstValue("Content-Type")
                        .ifPresent(value -> exchange.getResponseHeaders().set("Content-Type", value));
                answer(exchange, response.statusCode(), body.readAllBytes());
            }
        } catch (IOException e) {
            answer(
                    exchange,
                    BAD_GATEWAY,
                    "{\"errors\":[\"the gateway does not answer\"]}".getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String rawTarget(HttpExchange exchange) {
        URI asked = exchange.getRequestURI();
        return asked.getRawPath() + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
