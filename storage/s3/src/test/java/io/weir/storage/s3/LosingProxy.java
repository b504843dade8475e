package io.weir.storage.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Stands before a server, and keeps back the answer to a request that the server has carried out. */
final class LosingProxy implements AutoCloseable {
    /** What clients and servers set themselves, each for its own connection. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "connection", "content-length", "expect", "transfer-encoding");

    private static final byte[] NO_SUCH_UPLOAD =
            "<Error><Code>NoSuchUpload</Code><Message>forgotten</Message></Error>".getBytes(StandardCharsets.UTF_8);

    private static final byte[] NOT_HERE = "404 page not found\n".getBytes(StandardCharsets.UTF_8);

    /** What becomes of an answer. */
    enum Loss {
        /** Nothing of it comes. */
        WHOLE,
        /** It breaks off in its middle. */
        HALF,
        /** It breaks off behind its head. */
        BODY,
        /** Somebody between answers, who knows nothing of the object: a balancer whose server begins again. */
        FOREIGN,
        /** Nothing of it comes, and whoever asks again hears that there is no such upload, as some servers say. */
        FORGOTTEN
    }

    private final S3Server server;
    private final HttpServer proxy;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Predicate<HttpExchange> isToLose;
    private final Loss loss;
    private final int times;
    private final AtomicInteger seen = new AtomicInteger();

    /**
     * Starts it.
     *
     * @param isToLose the requests of which the first get no answer
     * @param times how many get none
     */
    LosingProxy(S3Server server, Predicate<HttpExchange> isToLose, Loss loss, int times) throws IOException {
        this.server = server;
        this.isToLose = isToLose;
        this.loss = loss;
        this.times = times;
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", this::forward);
        proxy.start();
    }

    Map<String, String> configuration() {
        Map<String, String> configuration = new HashMap<>(server.configuration());
        configuration.put(
                S3StorageFactory.ENDPOINT_KEY,
                "http://127.0.0.1:" + proxy.getAddress().getPort());
        return configuration;
    }

    S3Storage storage(String prefix) {
        return (S3Storage) new S3StorageFactory().open("s3://" + S3Server.BUCKET + "/" + prefix, configuration());
    }

    /** How many requests were of the kind of which answers are lost. */
    int seen() {
        return seen.get();
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            int number = isToLose.test(exchange) ? seen.incrementAndGet() : 0;
            if (number > times && loss == Loss.FORGOTTEN) {
                exchange.sendResponseHeaders(404, NO_SUCH_UPLOAD.length);
                exchange.getResponseBody().write(NO_SUCH_UPLOAD);
                return;
            }
            HttpResponse<byte[]> answer = ask(exchange);
            boolean isLost = number > 0 && number <= times;
            if (isLost && loss == Loss.FOREIGN) {
                exchange.sendResponseHeaders(404, NOT_HERE.length);
                exchange.getResponseBody().write(NOT_HERE);
                return;
            }
            if (isLost && loss != Loss.HALF && loss != Loss.BODY) {
                return;
            }
            answer.headers().map().forEach((name, values) -> {
                if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            int sent = loss == Loss.BODY ? 0 : body.length / 2;
            exchange.getResponseBody().write(body, 0, isLost ? sent : body.length);
        }
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.endpoint() + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        proxy.stop(0);
    }
}
