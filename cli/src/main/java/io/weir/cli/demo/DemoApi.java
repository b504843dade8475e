package io.weir.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the demo asks its own server, over HTTP like everybody else. */
final class DemoApi implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String DATA = "data:";

    private final String base;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private volatile boolean isClosed;

    DemoApi(int port) {
        base = "http://127.0.0.1:" + port + "/api/v1";
    }

    /** The answer of a path; an empty object if there is none now. */
    JsonNode get(String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(LIMIT)
                    .build();
            return JSON.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException | JacksonException e) {
            // It is asked again, and what is shown until then is what was there before.
            return JSON.createObjectNode();
        }
    }

    /**
     * Gives all rows that are added to a view to somebody, on a thread of its own, first those that are there. Begins
     * again when the view is not there yet, or the stream breaks.
     */
    void follow(String view, Consumer<JsonNode> row, Runnable reset) {
        Thread thread = new Thread(
                () -> {
                    while (!isClosed) {
                        try {
                            reset.run();
                            readQuietly(view, row, reset);
                            Thread.sleep(200);
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                },
                "weir-demo-" + view);
        thread.setDaemon(true);
        thread.start();
    }

    private void readQuietly(String view, Consumer<JsonNode> row, Runnable reset) throws InterruptedException {
        try {
            read(view, row, reset);
        } catch (IOException | JacksonException e) {
            // The stream has broken, or is not there yet: the next one begins with all rows.
            reset.run();
        }
    }

    private void read(String view, Consumer<JsonNode> row, Runnable reset) throws IOException, InterruptedException {
        URI changes = URI.create(base + "/views/" + view + "/changes?snapshot=true");
        HttpResponse<InputStream> answer =
                client.send(HttpRequest.newBuilder(changes).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && !isClosed; line = lines.readLine()) {
                if (line.equals("event: reset") || line.equals("event:reset")) {
                    reset.run();
                } else if (line.startsWith(DATA) && answer.statusCode() == 200) {
                    rows(JSON.readTree(line.substring(DATA.length())), row);
                }
            }
        }
    }

    private static void rows(JsonNode data, Consumer<JsonNode> row) {
        if (data.isArray()) {
            data.forEach(one -> rows(one, row));
        } else if (data.has("changes")) {
            data.path("changes").forEach(one -> rows(one, row));
        } else if (data.path("op").asString("").equals("upsert")) {
            row.accept(data.path("row"));
        }
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
