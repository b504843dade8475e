package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Main;
import io.weir.cli.demo.ShopTraffic;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.connector.view.View;
import io.weir.connector.view.ViewQuery;
import io.weir.flink.cluster.ClusterClient;
import io.weir.flink.cluster.ClusterJob;
import io.weir.library.Pipeline;
import io.weir.library.Weir;
import io.weir.library.run.EngineChoice;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pipelines of the shop, from the very files that the demo runs, natively with their views and on a cluster with
 * topics in place of them: both come to the same.
 *
 * <p>The traffic is that of the demo: out of order, with events that come twice. Two things are left out, because they
 * hang on how fast which subtask is, also between two runs of Flink alone: events behind the watermark, and a second
 * partition, whose watermark may be idle for a moment.
 */
class ClusterShopTest {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int EVENTS = 8_000;
    private static final int STEP_MILLIS = 1_000;
    private static final int LATE_MILLIS = 5_000;
    private static final int TWICE_ONE_IN = 30;
    private static final long START = Instant.parse("2026-03-01T22:40:00Z").toEpochMilli();
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();
    private static final FlinkProcesses CLUSTER = FlinkProcesses.shared();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int ROWS_MAX = 100_000;

    @BeforeAll
    static void shoppersAreThere() throws Exception {
        KAFKA.createTopic("clickstream", 1);
        TopicRows.write(KAFKA, "clickstream", traffic());
    }

    private static List<byte[]> traffic() {
        ShopTraffic shop = new ShopTraffic(7, "c");
        Random random = new Random(11);
        List<byte[]> events = new ArrayList<>();
        long newest = Long.MIN_VALUE;
        for (int i = 0; i < EVENTS; i++) {
            byte[] event = i % 400 == 399 ? visitor(i) : shop.next(START + (long) i * STEP_MILLIS);
            long millis = Instant.parse(
                            JSON.readTree(event).path("event_timestamp").asString())
                    .toEpochMilli();
            newest = Math.max(newest, millis);
            if (millis > newest - LATE_MILLIS) {
                events.add(event);
                if (random.nextInt(TWICE_ONE_IN) == 0) {
                    events.add(event);
                }
            }
        }
        assertThat(events).hasSizeGreaterThan(EVENTS);
        return events;
    }

    private static byte[] visitor(int number) {
        return ("{\"event_id\":\"v" + number
                        + "\",\"user_id\":2000000,\"session_id\":\"v\",\"action\":\"click\",\"page\":"
                        + "\"/console/views\",\"load_time_ms\":20,\"event_timestamp\":\""
                        + Instant.ofEpochMilli(START + (long) number * STEP_MILLIS + 123) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "active_users",
                "cart_abandonment",
                "features",
                "live_counts",
                "page_metrics",
                "revenue_per_hour",
                "visitors"
            })
    void bothEnginesComeToTheSame(String name, @TempDir Path folder) throws Exception {
        Path file = gallery().resolve("shop/" + name + ".sql");
        Map<String, List<String>> here = natively(file, "weir.table.clickstream.scan.bounded.mode");
        for (String view : here.keySet()) {
            KAFKA.createTopic("there-" + view, 2);
        }

        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int status = Main.run(
                new PrintStream(error, true, StandardCharsets.UTF_8),
                "deploy",
                file.toString(),
                "--flink",
                CLUSTER.address(),
                "--parallelism",
                here.size() > 2 ? "1" : "3",
                "-D",
                "table.local-time-zone=UTC",
                "-D",
                "execution.checkpointing.interval=1 s",
                "--views",
                "kafka://" + KAFKA.bootstrapServers() + "/there-",
                "--home",
                folder.resolve("home.sql").toString(),
                "--table",
                "*.properties.bootstrap.servers=" + KAFKA.bootstrapServers(),
                "--table",
                "clickstream.scan.bounded.mode=latest-offset");

        assertThat(status).as(error.toString(StandardCharsets.UTF_8)).isZero();
        awaitEnd(name);
        here.forEach((view, rows) -> {
            assertThat(rows).as(view).isNotEmpty();
            assertThat(there(view)).as(view).isEqualTo(rows);
        });
        if (name.equals("revenue_per_hour")) {
            // And the topics are views again at home; here are both kinds, with a key and without.
            assertThat(atHome(folder.resolve("home.sql"), here)).isEqualTo(here);
        }
    }

    private static Map<String, List<String>> atHome(Path script, Map<String, List<String>> views) throws Exception {
        String[] bounds = views.keySet().stream()
                .map(view -> "weir.table." + view + "_topic.scan.bounded.mode")
                .toArray(String[]::new);
        return natively(script, bounds);
    }

    /** The rows of each view. */
    private static Map<String, List<String>> natively(Path file, String... bounded) throws Exception {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Weir.Builder builder = Weir.builder()
                .set("table.local-time-zone", "UTC")
                .set("weir.table.*.properties.bootstrap.servers", KAFKA.bootstrapServers())
                .engine(EngineChoice.NATIVE)
                .parallelism(2);
        for (String key : bounded) {
            builder.set(key, "latest-offset");
        }
        try (Weir weir = builder.open()) {
            for (String statement :
                    Files.readString(file).replaceAll("(?m)^--.*$", "").split(";\\s*\n", -1)) {
                if (statement.strip().startsWith("INSERT")) {
                    try (Pipeline pipeline = weir.start(statement.strip())) {
                        pipeline.await();
                    }
                } else if (!statement.isBlank()) {
                    weir.execute(statement.strip() + ";");
                }
            }
            for (View view : weir.views().views()) {
                rows.put(view.name(), rows(view));
            }
        }
        return rows;
    }

    private static List<String> rows(View view) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Row row : view.read(ViewQuery.ALL.withLimit(ROWS_MAX)).toRows()) {
            Map<String, String> fields = new TreeMap<>();
            for (int i = 0; i < view.columns().size(); i++) {
                fields.put(view.columns().get(i).name(), text(row.getField(i)));
            }
            rows.add(fields);
        }
        return TopicRows.normal(rows);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof LocalDateTime time) {
            return TIME.format(time);
        }
        if (value instanceof Instant time) {
            return TIME.format(time) + "Z";
        }
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    private static List<String> there(String view) {
        boolean isKeyed =
                List.of("last_products", "live_counts", "revenue_today").contains(view);
        Collection<String> values =
                isKeyed ? TopicRows.newest(KAFKA, "there-" + view) : TopicRows.values(KAFKA, "there-" + view);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String value : values) {
            Map<String, String> fields = new TreeMap<>();
            for (Map.Entry<String, JsonNode> field : JSON.readTree(value).properties()) {
                fields.put(
                        field.getKey(),
                        field.getValue().isNull() ? "null" : field.getValue().asString());
            }
            rows.add(fields);
        }
        return TopicRows.normal(rows);
    }

    private static void awaitEnd(String name) throws InterruptedException {
        ClusterClient client = CLUSTER.client();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            List<ClusterJob> jobs = client.jobs().stream()
                    .filter(job -> job.name().equals(name) || job.name().matches(name + "-\\d"))
                    .toList();
            if (jobs.stream().allMatch(job -> job.state().equals("FINISHED"))) {
                return;
            }
            assertThat(System.nanoTime()).as(jobs.toString()).isLessThan(end);
            Thread.sleep(200);
        }
    }

    private static Path gallery() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("gallery"))) {
            here = here.getParent();
        }
        return here.resolve("gallery");
    }
}
