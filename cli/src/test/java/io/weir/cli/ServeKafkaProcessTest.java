package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server with a broker of its own: killed and started again, its views say what arithmetic says. */
@Timeout(240)
class ServeKafkaProcessTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final int PAGES = 7;
    private static final int EVENTS = 300;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    /** How many events a page has had, and the sum of their numbers. */
    private record Total(long events, long sum) {}

    private ServingProcess serve() throws IOException {
        ServingProcess server = ServingProcess.start(
                "serve",
                folder.resolve("pipelines").toString(),
                "--port",
                "0",
                "--parallelism",
                "2",
                "--kafka",
                "embedded",
                "--state",
                folder.resolve("state").toString());
        port = server.port();
        return server;
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends the events of these numbers; again as long as the pipeline does not take any. */
    private void send(int from, int to) throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder();
        for (int n = from; n < to; n++) {
            body.append("{\"page\":\"/")
                    .append(n % PAGES)
                    .append("\",\"n\":")
                    .append(n)
                    .append("}\n");
        }
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/collect/events");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        for (long start = System.nanoTime();
                answer.statusCode() == 404 || answer.statusCode() == 503;
                Thread.sleep(50)) {
            assertThat(System.nanoTime() - start).as(answer.body()).isLessThan(LIMIT_NANOS);
            answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private Map<String, Total> totals() throws IOException, InterruptedException {
        Map<String, Total> totals = new TreeMap<>();
        HttpResponse<String> answer = ask("/api/v1/views/totals");
        if (answer.statusCode() == 200) {
            for (JsonNode row : JSON.readTree(answer.body()).path("rows")) {
                totals.put(
                        row.path("page").asString(),
                        new Total(row.path("events").asLong(), row.path("total").asLong()));
            }
        }
        return totals;
    }

    /** What must have come of the first events, each once. */
    private static Map<String, Total> expected(int events) {
        Map<String, Total> totals = new TreeMap<>();
        for (int page = 0; page < PAGES; page++) {
            // page, page + 7, page + 14 …: an arithmetic series.
            long count = (events - page + PAGES - 1) / PAGES;
            totals.put("/" + page, new Total(count, count * page + PAGES * count * (count - 1) / 2));
        }
        return totals;
    }

    private void awaitTotals(int events) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Map<String, Total> seen = totals();
        while (!seen.equals(expected(events)) && System.nanoTime() - start < LIMIT_NANOS) {
            Thread.sleep(50);
            seen = totals();
        }
        assertThat(seen).as(ask("/api/v1/pipelines").body()).isEqualTo(expected(events));
    }

    @Test
    void totalsAreRightAfterAKill() throws Exception {
        Files.createDirectories(folder.resolve("pipelines"));
        // Nobody is to be asked there: the tables are on the server's broker.
        Files.writeString(folder.resolve("pipelines").resolve("count.sql"), """
                SET 'execution.checkpointing.interval' = '300 ms';
                CREATE TABLE events (page STRING, n BIGINT) WITH ('connector' = 'kafka', 'topic' = 'events',
                  'properties.bootstrap.servers' = 'production.invalid:9092',
                  'scan.startup.mode' = 'earliest-offset', 'format' = 'json');
                CREATE TABLE totals (page STRING, events BIGINT, total BIGINT, PRIMARY KEY (page) NOT ENFORCED)
                  WITH ('connector' = 'view');
                INSERT INTO totals SELECT page, COUNT(*), SUM(n) FROM events GROUP BY page;
                """);
        ServingProcess server = serve();
        try {
            assertThat(String.join("\n", server.said()))
                    .containsPattern("weir: Kafka is at 127.0.0.1:\\d+, started here");
            send(0, EVENTS);
            awaitTotals(EVENTS);
            send(EVENTS, 2 * EVENTS);
        } finally {
            server.kill();
        }

        server = serve();
        try {
            HttpResponse<String> ready = ask("/health/ready");
            for (long start = System.nanoTime(); ready.statusCode() != 200; ready = ask("/health/ready")) {
                assertThat(System.nanoTime() - start).as(ready.body()).isLessThan(LIMIT_NANOS);
                Thread.sleep(5);
            }
            // Whoever is told that the server is ready finds at least what was to be seen before.
            assertThat(totals().values().stream().mapToLong(Total::events).sum())
                    .as(ready.body())
                    .isGreaterThanOrEqualTo(EVENTS);
            assertThat(ready.body()).contains("\"view totals\"");
            send(2 * EVENTS, 3 * EVENTS);
            awaitTotals(3 * EVENTS);
        } finally {
            server.kill();
        }
    }
}
