package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo as a new user tries it: his own click among the numbers, a kill, and the totals right again. */
@Timeout(value = 240)
class DemoProcessTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    private ServingProcess open(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "demo",
                "--no-browser",
                "--port",
                "0",
                "--state",
                folder.resolve("home").toString()));
        all.addAll(List.of(arguments));
        return ServingProcess.start(all.toArray(String[]::new));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(ServingProcess shop, String path) {
        return URI.create("http://127.0.0.1:" + shop.port() + "/api/v1" + path);
    }

    /** The totals by page and action; empty while there is no such view yet. */
    private Map<String, Long> totals(ServingProcess shop) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(shop, "/views/live_counts?limit=10000"))
                .build());
        Map<String, Long> totals = new TreeMap<>();
        if (answer.statusCode() == 200) {
            for (JsonNode row : JSON.readTree(answer.body()).path("rows")) {
                totals.put(
                        row.path("page").asString() + " " + row.path("action").asString(),
                        row.path("events").asLong());
            }
        }
        return totals;
    }

    /** Sends a click of a visitor as the console does, until the shop takes it. */
    private void click(ServingProcess shop, String page) throws IOException, InterruptedException {
        String event = "{\"page\":\"" + page + "\",\"action\":\"click\",\"user_id\":0,\"event_timestamp\":\""
                + Instant.now().truncatedTo(ChronoUnit.MILLIS) + "\"}";
        long start = System.nanoTime();
        int status = 0;
        while (status != 202) {
            assertThat(System.nanoTime() - start).as("status %d", status).isLessThan(LIMIT_NANOS);
            status = send(HttpRequest.newBuilder(uri(shop, "/collect/clickstream"))
                            .header("Content-Type", "text/plain;charset=UTF-8")
                            .POST(HttpRequest.BodyPublishers.ofString(event))
                            .build())
                    .statusCode();
        }
    }

    private void awaitTotal(ServingProcess shop, String key, long wanted) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Map<String, Long> seen = totals(shop);
        while (seen.getOrDefault(key, 0L) != wanted) {
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new AssertionError("%s is not %d in %s; the pipelines: %s; it said %s"
                        .formatted(
                                key,
                                wanted,
                                seen,
                                send(HttpRequest.newBuilder(uri(shop, "/pipelines"))
                                                .build())
                                        .body(),
                                shop.said()));
            }
            Thread.sleep(20);
            seen = totals(shop);
        }
    }

    /** A machine with other work may be late now and then, but not always. Gives how many clicks there are then. */
    private long clickUntilSeenWithinASecond(ServingProcess shop, long clicksBefore)
            throws IOException, InterruptedException {
        long clicks = clicksBefore;
        long limit = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            long start = System.nanoTime();
            click(shop, "/mine");
            clicks++;
            awaitTotal(shop, "/mine click", clicks);
            long nanos = System.nanoTime() - start;
            if (nanos <= TimeUnit.SECONDS.toNanos(1)) {
                return clicks;
            }
            assertThat(System.nanoTime())
                    .as("the last click was seen after %d ns", nanos)
                    .isLessThan(limit);
        }
    }

    @Test
    void aVisitorSeesHisOwnClickAndAfterAKillTheTotalsAreRight() throws Exception {
        long clicks;
        ServingProcess shop = open("--rate", "300");
        try {
            click(shop, "/mine");
            awaitTotal(shop, "/mine click", 1);
            clicks = clickUntilSeenWithinASecond(shop, 1);
        } finally {
            shop.kill();
        }

        ServingProcess again = open("--rate", "0");
        try {
            click(again, "/mine");
            awaitTotal(again, "/mine click", clicks + 1);
            Map<String, Long> expected = count();
            long start = System.nanoTime();
            while (!totals(again).equals(expected) && System.nanoTime() - start < LIMIT_NANOS) {
                Thread.sleep(100);
            }
            assertThat(totals(again)).isEqualTo(expected);
            assertThat(expected).hasSizeGreaterThan(10).containsEntry("/mine click", clicks + 1);
        } finally {
            again.kill();
        }
    }

    /** The same totals, counted by a plain consumer from the beginning of the topic: each event id once. */
    private Map<String, Long> count() throws IOException {
        String port = Files.readString(folder.resolve("home").resolve("broker-port"));
        Set<String> ids = new HashSet<>();
        Map<String, Long> totals = new TreeMap<>();
        long records = 0;
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + port), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("clickstream").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    records++;
                    JsonNode event = JSON.readTree(record.value());
                    if (ids.add(event.path("event_id").asString())) {
                        String key = event.path("page").asString() + " "
                                + event.path("action").asString();
                        totals.merge(key, 1L, Long::sum);
                    }
                }
            }
        }
        assertThat(records).as("some events come twice").isGreaterThan(ids.size());
        return totals;
    }
}
