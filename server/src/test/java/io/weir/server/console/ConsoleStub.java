package io.weir.server.console;

import static io.weir.server.console.StubData.map;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server's HTTP contract with made-up numbers, so that the console's pages are tested in states that a real server
 * is seldom in: failing pipelines, hostile names, ten thousand changes a second, gone and back again.
 */
final class ConsoleStub implements AutoCloseable {
    private final ObjectMapper json = JsonMapper.builder().build();
    private final ConsoleFiles files = new ConsoleFiles();
    private final StubData data = new StubData();
    final List<StubView> views = new CopyOnWriteArrayList<>(List.of(StubView.pageMetrics(), StubView.activeUsers()));
    final List<Map<String, @Nullable Object>> morePipelines = new CopyOnWriteArrayList<>();
    final List<Map<String, @Nullable Object>> collected = new CopyOnWriteArrayList<>();
    final List<String> queries = new CopyOnWriteArrayList<>();
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final List<Map<String, @Nullable Object>> silences = new CopyOnWriteArrayList<>();
    volatile int changesPerSecond = 8;
    volatile boolean isDemo;
    volatile @Nullable String token;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;
    private int port;

    /** Starts on a free port; after {@link #close()} on the same one again. */
    ConsoleStub start() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            port = made.getAddress().getPort();
            ExecutorService pool = Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "console-stub");
                thread.setDaemon(true);
                return thread;
            });
            made.setExecutor(pool);
            made.createContext("/", this::answer);
            made.start();
            server = made;
            threads = pool;
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://localhost:" + port;
    }

    @Override
    public void close() {
        if (server != null && threads != null) {
            threads.shutdownNow();
            server.stop(0);
            server = null;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = URLDecoder.decode(exchange.getRequestURI().getRawPath(), UTF_8);
            Optional<ConsoleFiles.ConsoleFile> file = files.find(path);
            if (file.isPresent()) {
                ConsoleFiles.HEADERS.forEach(exchange.getResponseHeaders()::set);
                send(exchange, 200, file.get().type(), file.get().content());
            } else if (path.startsWith("/api/v1/session")) {
                session(exchange);
            } else if (token != null && !isSignedIn(exchange)) {
                send(exchange, 401, error("UNAUTHORIZED", "A token is needed", "", "Sign in"));
            } else if (!exchange.getRequestMethod().equals("GET")
                    && !"1".equals(exchange.getRequestHeaders().getFirst("X-Weir-Request"))) {
                send(exchange, 403, error("FORBIDDEN", "X-Weir-Request is missing", "", ""));
            } else {
                api(exchange, exchange.getRequestURI().getRawPath().replaceFirst("^/api/v1/", ""));
            }
        }
    }

    private boolean isSignedIn(HttpExchange exchange) {
        String cookie = exchange.getRequestHeaders().getFirst("Cookie");
        return cookie != null && cookie.contains("weir=" + token);
    }

    private void session(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            Map<?, ?> body = json.readValue(exchange.getRequestBody().readAllBytes(), Map.class);
            if (!String.valueOf(body.get("token")).equals(token)) {
                send(exchange, 401, error("UNAUTHORIZED", "This token is not known", "", ""));
                return;
            }
            exchange.getResponseHeaders().set("Set-Cookie", "weir=" + token + "; Path=/; HttpOnly; SameSite=Strict");
        }
        boolean isIn = token == null || isSignedIn(exchange);
        send(exchange, 200, map("name", "someone", "role", isIn ? "admin" : "public", "needsToken", token != null));
    }

    private void api(HttpExchange exchange, String path) throws IOException {
        String[] parts = Arrays.stream(path.split("/"))
                .map(part -> URLDecoder.decode(part, UTF_8))
                .toArray(String[]::new);
        switch (parts[0]) {
            case "pipelines" -> pipelines(exchange, parts);
            case "views" -> views(exchange, parts);
            case "health" -> send(exchange, 200, map("rows", StubData.health()));
            case "alerts" -> alerts(exchange, parts);
            case "silences" -> silences(exchange, parts);
            case "query" -> query(exchange);
            case "explain" -> explain(exchange);
            case "tables" -> tables(exchange);
            case "console" -> send(exchange, 200, map("visitorTable", isDemo ? "clickstream" : null));
            case "runbooks" -> send(exchange, 200, "text/markdown; charset=utf-8", RUNBOOK.getBytes(UTF_8));
            case "collect" -> collect(exchange);
            default -> send(exchange, 404, error("NOT_FOUND", "There is no " + path, "", ""));
        }
    }

    private static final String RUNBOOK = """
            # Backpressure

            A step is **slower** than what feeds it, so the steps before it wait.

            ## What to do

            1. Open the pipeline: the step after the last one that *waits* is the slow one.
            2. Raise `parallelism.default`, then look again.

            | share | means |
            |---|---|
            | 10 % | the threshold |
            | 100 % | everything waits <script>alert(1)</script> |

            ```
            weir top
            ```

            See [lag](lag.md).
            """;

    private void pipelines(HttpExchange exchange, String[] parts) throws IOException {
        List<Map<String, @Nullable Object>> all = new ArrayList<>(data.pipelines(stopped));
        all.addAll(morePipelines);
        if (parts.length == 1) {
            send(exchange, 200, map("pipelines", all));
            return;
        }
        Optional<Map<String, @Nullable Object>> found =
                all.stream().filter(one -> parts[1].equals(one.get("name"))).findFirst();
        if (found.isEmpty()) {
            send(exchange, 404, error("NOT_FOUND", "There is no pipeline " + parts[1], "", "See /api/v1/pipelines"));
        } else if (parts.length == 2) {
            Map<String, @Nullable Object> pipeline = new LinkedHashMap<>(found.get());
            pipeline.putIfAbsent("sql", StubData.SHOP_SQL);
            pipeline.putIfAbsent("jobs", List.of(map("number", 1, "line", 26, "sql", "", "nodes", StubData.nodes())));
            send(exchange, 200, pipeline);
        } else if (parts[2].equals("nodes")) {
            send(exchange, 200, data.liveNodes());
        } else {
            stopped.remove(parts[1]);
            if (parts[2].equals("stop")) {
                stopped.add(parts[1]);
            }
            send(exchange, 200, map());
        }
    }

    private void views(HttpExchange exchange, String[] parts) throws IOException {
        if (parts.length == 1) {
            send(
                    exchange,
                    200,
                    map("views", views.stream().map(StubView::describe).toList()));
            return;
        }
        Optional<StubView> view =
                views.stream().filter(one -> one.name().equals(parts[1])).findFirst();
        if (view.isEmpty()) {
            send(exchange, 404, error("NOT_FOUND", "There is no view " + parts[1], "", ""));
        } else if (parts.length == 2) {
            queries.add(String.valueOf(exchange.getRequestURI().getQuery()));
            send(exchange, 200, view.get().read(parameters(exchange)));
        } else {
            changes(exchange, view.get());
        }
    }

    private void changes(HttpExchange exchange, StubView view) throws IOException {
        int sample = Integer.parseInt(parameters(exchange).getOrDefault("sample", "1000000"));
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write("event: heartbeat\ndata: {}\n\n".getBytes(UTF_8));
        try {
            while (!Thread.currentThread().isInterrupted()) {
                int each = Math.max(1, changesPerSecond / 10);
                int shown = Math.min(each, Math.max(1, sample / 10));
                Map<String, @Nullable Object> event = map("version", view.version(), "changes", view.change(shown));
                if (each > shown) {
                    event.put("skipped", each - shown);
                }
                String text = "event: change\nid: " + view.version() + "\ndata: " + json.writeValueAsString(event);
                out.write((text + "\n\n").getBytes(UTF_8));
                out.flush();
                Thread.sleep(changesPerSecond < 10 ? 1000 / Math.max(1, changesPerSecond) : 100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void alerts(HttpExchange exchange, String[] parts) throws IOException {
        if (parts.length == 3) {
            acknowledged.add(parts[1]);
        }
        send(exchange, 200, map("alerts", StubData.alerts(acknowledged), "silences", silences));
    }

    private void silences(HttpExchange exchange, String[] parts) throws IOException {
        if (parts.length == 1) {
            Map<?, ?> body = json.readValue(exchange.getRequestBody().readAllBytes(), Map.class);
            silences.add(map(
                    "id",
                    "s" + silences.size(),
                    "matchers",
                    body.get("matchers"),
                    "until",
                    "2030-01-01T00:00:00Z",
                    "comment",
                    body.get("comment")));
        } else {
            silences.removeIf(one -> parts[1].equals(one.get("id")));
        }
        send(exchange, 200, map());
    }

    private void query(HttpExchange exchange) throws IOException {
        String sql = String.valueOf(json.readValue(exchange.getRequestBody().readAllBytes(), Map.class)
                .get("sql"));
        if (sql.contains("FORM ")) {
            send(
                    exchange,
                    400,
                    error("SQL", "\"FORM\" is not expected here", "query.sql, line 2, column 1", "Expected: FROM"));
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        line(
                out,
                map(
                        "columns",
                        List.of(StubView.column("page", "STRING", false), StubView.column("views", "BIGINT", false)),
                        "insertOnly",
                        false,
                        "plan",
                        StubData.nodes().subList(0, 3)));
        try {
            for (int i = 0; i < 40; i++) {
                String page = StubData.PAGES.get(i % 8);
                if (i >= 8) {
                    line(out, map("op", "-U", "row", map("page", page, "views", (i - 8) * 3L)));
                }
                line(out, map("op", i < 8 ? "+I" : "+U", "row", map("page", page, "views", i * 3L)));
                Thread.sleep(15);
            }
            if (sql.contains("slow")) {
                Thread.sleep(60_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        line(out, map("end", "time", "rows", 72));
    }

    private void line(OutputStream out, Map<String, @Nullable Object> value) throws IOException {
        out.write((json.writeValueAsString(value) + "\n").getBytes(UTF_8));
        out.flush();
    }

    private void explain(HttpExchange exchange) throws IOException {
        send(exchange, 200, map("jobs", List.of(map("nodes", StubData.nodes().subList(0, 3)))));
    }

    private void tables(HttpExchange exchange) throws IOException {
        List<Map<String, @Nullable Object>> columns =
                List.of(StubView.column("user_id", "BIGINT", false), StubView.column("page", "STRING", false));
        Map<String, @Nullable Object> table = map("name", "clickstream", "connector", "kafka", "columns", columns);
        send(exchange, 200, map("tables", List.of(table)));
    }

    private void collect(HttpExchange exchange) throws IOException {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        Map<?, ?> body = json.readValue(exchange.getRequestBody().readAllBytes(), Map.class);
        body.forEach((key, value) -> event.put(String.valueOf(key), value));
        collected.add(event);
        send(exchange, 202, map("accepted", 1));
    }

    private static Map<String, @Nullable Object> error(String code, String what, String where, String hint) {
        return map("error", map("code", code, "what", what, "where", where, "hint", hint));
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        Map<String, String> found = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            found.put(
                    URLDecoder.decode(pair.substring(0, equals), UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return found;
    }

    private void send(HttpExchange exchange, int status, Map<String, @Nullable Object> body) throws IOException {
        send(exchange, status, "application/json", json.writeValueAsBytes(body));
    }

    private void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
