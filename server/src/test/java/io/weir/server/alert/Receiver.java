package io.weir.server.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real HTTP server that keeps what it is sent, and answers what it was told to. */
public final class Receiver implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long LIMIT_SECONDS = 30;

    /** What came. */
    public record Request(String method, String path, Map<String, String> headers, String body) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** A header, by its name in lower case. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private record Answer(int status, Map<String, String> headers, String body) {}

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();

    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "receiver");
            made.setDaemon(true);
            return made;
        }));
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer;
        synchronized (answers) {
            answer = answers.isEmpty() ? new Answer(202, Map.of(), "{\"status\":\"success\"}") : answers.remove();
        }
        answer.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
        requests.add(new Request(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers, body));
    }

    /** The next request is answered like this; after all that were given, with 202. */
    public Receiver answer(int status, String body) {
        return answer(status, Map.of(), body);
    }

    public Receiver answer(int status, Map<String, String> headers, String body) {
        synchronized (answers) {
            answers.add(new Answer(status, headers, body));
        }
        return this;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Waits until so many requests have come. */
    public List<Request> await(int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (requests.size() < count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("only " + requests + " have come");
            }
            Thread.sleep(5);
        }
        return requests();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
