package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Main;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.flink.cluster.ClusterClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code weir move}: a pipeline in a process of its own, a real Kafka, a real cluster; then every window of every key
 * is counted, and compared with what the rows say.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class MoveTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int PARTITIONS = 3;
    private static final int PAGES = 4;
    private static final long MINUTE = 60_000;
    private static final long START = 1_767_261_600_000L;
    private static final long DELAY = 5_000;
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();

    @TempDir
    private static Path shared;

    private static FlinkProcesses cluster;
    private static int scenes;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private final Random random = new Random(17);
    private final List<Row> rows = new ArrayList<>();

    /** A row; windows that had closed before it came do not have it. */
    private record Row(long id, int page, long at, long closedBefore) {}

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = FlinkProcesses.start(shared.resolve("cluster"), 2);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    private int weir(String... arguments) {
        error.reset();
        return Main.run(new PrintStream(error, true, StandardCharsets.UTF_8), arguments);
    }

    private String error() {
        return error.toString(StandardCharsets.UTF_8);
    }

    private static String table(String name, String columns, String topic, String options) {
        return "CREATE TABLE " + name + " (" + columns + ") WITH ('connector' = 'kafka', 'format' = 'json', 'topic' = '"
                + topic + "', 'properties.bootstrap.servers' = '" + KAFKA.bootstrapServers() + "', " + options + ");\n";
    }

    private static String sink(String name, String columns, String topic) {
        return table(
                name,
                columns,
                topic,
                "'sink.delivery-guarantee' = 'exactly-once', 'sink.transactional-id-prefix' = '" + topic
                        + "', 'properties.transaction.timeout.ms' = '60000'");
    }

    private static final String EVENT =
            "id BIGINT, page INT, `at` TIMESTAMP(3), WATERMARK FOR `at` AS `at` - INTERVAL '5' SECOND";

    private Path script(String scene) throws IOException {
        String counts = "page INT, since TIMESTAMP(3), n BIGINT, total BIGINT";
        String sql = "SET 'execution.checkpointing.interval' = '500 ms';\n"
                + table(
                        "clicks",
                        EVENT,
                        scene + "-clicks",
                        "'properties.group.id' = '" + scene + "', 'scan.startup.mode' = 'earliest-offset'")
                + sink("ids", "id BIGINT", scene + "-ids")
                + sink("minutes", counts, scene + "-minutes")
                + sink("sliding", counts, scene + "-sliding")
                + sink("best", "page INT, since TIMESTAMP(3), id BIGINT", scene + "-best")
                + "EXECUTE STATEMENT SET BEGIN\n"
                + "INSERT INTO ids SELECT id FROM clicks WHERE id >= 0;\n"
                + "INSERT INTO minutes SELECT page, window_start, COUNT(*), SUM(id) FROM TUMBLE(TABLE clicks,"
                + " DESCRIPTOR(`at`), INTERVAL '1' MINUTE) GROUP BY page, window_start, window_end;\n"
                + "INSERT INTO sliding SELECT page, window_start, COUNT(*), SUM(id) FROM HOP(TABLE clicks,"
                + " DESCRIPTOR(`at`), INTERVAL '1' MINUTE, INTERVAL '3' MINUTE) GROUP BY page, window_start,"
                + " window_end;\n"
                + "INSERT INTO best SELECT page, window_start, id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY"
                + " window_start, window_end, page ORDER BY id DESC) AS n FROM TUMBLE(TABLE clicks, DESCRIPTOR(`at`),"
                + " INTERVAL '1' MINUTE)) WHERE n <= 1;\n"
                + "END;\n";
        return Files.writeString(folder.resolve(scene + ".sql"), sql);
    }

    /** Rows of some minutes, up to the delay out of order. */
    private void produce(KafkaProducer<String, String> producer, String scene, long from, long to) {
        for (long at = from; at < to; at += 400) {
            send(producer, scene, at - random.nextInt((int) DELAY), Long.MIN_VALUE);
        }
        producer.flush();
    }

    private void send(KafkaProducer<String, String> producer, String scene, long at, long closedBefore) {
        Row row = new Row(rows.size(), random.nextInt(PAGES), at, closedBefore);
        rows.add(row);
        send(producer, scene, (int) (row.id() % PARTITIONS), row.id(), row.page(), at);
    }

    private static void send(
            KafkaProducer<String, String> producer, String scene, int partition, long id, int page, long at) {
        String value = "{\"id\":" + id + ",\"page\":" + page + ",\"at\":\"" + text(at) + "\"}";
        Future<RecordMetadata> unused =
                producer.send(new ProducerRecord<>(scene + "-clicks", partition, at, null, value));
    }

    /** A row in each partition brings its time there. */
    private static void advance(KafkaProducer<String, String> producer, String scene, long at) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            send(producer, scene, partition, -1, -1, at);
        }
        producer.flush();
    }

    private static String text(long millis) {
        return java.time.LocalDateTime.ofEpochSecond(
                        Math.floorDiv(millis, 1000), Math.floorMod(millis, 1000) * 1_000_000, java.time.ZoneOffset.UTC)
                .format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS"));
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers()), new StringSerializer(), new StringSerializer());
    }

    /** What the rows say: of each page the windows that end up to a time, as the sink writes them. */
    private List<String> windows(long size, long until) {
        Map<String, long[]> found = new TreeMap<>();
        for (Row row : rows) {
            for (long end = Math.floorDiv(row.at(), MINUTE) * MINUTE + MINUTE; end <= row.at() + size; end += MINUTE) {
                if (end - 1 > row.closedBefore() && end <= until) {
                    long[] sums = found.computeIfAbsent(row.page() + " " + text(end - size), unused -> new long[2]);
                    sums[0]++;
                    sums[1] += row.id();
                }
            }
        }
        List<String> lines = new ArrayList<>();
        found.forEach((key, sums) -> lines.add("{\"page\":" + key.charAt(0) + ",\"since\":\""
                + shortened(key.substring(2)) + "\",\"n\":" + sums[0] + ",\"total\":" + sums[1] + "}"));
        return lines.stream().sorted().toList();
    }

    private List<String> best(long until) {
        Map<String, Long> found = new TreeMap<>();
        for (Row row : rows) {
            long end = Math.floorDiv(row.at(), MINUTE) * MINUTE + MINUTE;
            if (end - 1 > row.closedBefore() && end <= until) {
                found.merge(row.page() + " " + text(end - MINUTE), row.id(), Math::max);
            }
        }
        List<String> lines = new ArrayList<>();
        found.forEach((key, id) -> lines.add("{\"page\":" + key.charAt(0) + ",\"since\":\""
                + shortened(key.substring(2)) + "\",\"id\":" + id + "}"));
        return lines.stream().sorted().toList();
    }

    private static String shortened(String time) {
        return time.replaceFirst("\\.000$", "");
    }

    /** Everything that there is, compared with what there should be. */
    private void assertEach(String scene, long until) throws Exception {
        List<String> ids =
                rows.stream().map(row -> "{\"id\":" + row.id() + "}").sorted().toList();
        assertThat(read(scene + "-ids", 0)).isEqualTo(ids);
        assertThat(read(scene + "-minutes", 0)).isEqualTo(windows(MINUTE, until));
        assertThat(read(scene + "-sliding", 0)).isEqualTo(windows(3 * MINUTE, until));
        assertThat(read(scene + "-best", 0)).isEqualTo(best(until));
    }

    /** Waits until a topic has so many rows of real pages, and gives all that are there then. */
    private static List<String> read(String topic, int count) throws Exception {
        List<String> lines = new ArrayList<>();
        Properties properties = new Properties();
        properties.put("bootstrap.servers", KAFKA.bootstrapServers());
        properties.put("isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = System.nanoTime() + LIMIT.toNanos();
            long there = consumer.endOffsets(partitions).get(partitions.get(0));
            while (lines.size() < count || consumer.position(partitions.get(0)) < there) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> lines.add(record.value()));
                lines.removeIf(line -> line.contains("\"page\":-1"));
                assertThat(System.nanoTime())
                        .as(topic + " has " + lines.size() + " rows of " + count)
                        .isLessThan(end);
            }
        }
        return lines.stream().map(MoveTest::plainTime).sorted().toList();
    }

    /** Flink and Weir may write the zeros at the end of a time, or not. */
    private static String plainTime(String line) {
        return line.replaceFirst("(:\\d\\d)\\.0+\"", "$1\"");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyWindowComesOutOnce(boolean isKilled) throws Exception {
        // Given a pipeline in a process of its own, some of whose windows have closed
        String scene = "move-" + ++scenes;
        KAFKA.createTopic(scene + "-clicks", PARTITIONS, Map.of("retention.ms", "-1"));
        Stream.of("ids", "minutes", "sliding", "best").forEach(name -> KAFKA.createTopic(scene + "-" + name, 1));
        Path script = script(scene);
        String state = folder.resolve("state").toString();
        long cut = START + 6 * MINUTE + 30_000;
        Path log = folder.resolve("weir.log");
        Process process = CommandProcess.start(log, "run", "--quiet", "--state", state, script.toString());
        try (KafkaProducer<String, String> producer = producer()) {
            produce(producer, scene, START, cut);
            advance(producer, scene, cut);
            long watermark = cut - DELAY;
            long closed = Math.floorDiv(watermark + 1, MINUTE) * MINUTE;
            List<String> early = windows(3 * MINUTE, closed);
            assertThat(read(scene + "-sliding", early.size()))
                    .as(Files.readString(log))
                    .isEqualTo(early);
            // and rows that are late for some windows or all, which must stay so
            for (int i = 0; i < 60; i++) {
                send(producer, scene, cut - random.nextInt((int) (5 * MINUTE)), watermark);
            }
            producer.flush();
            read(scene + "-ids", rows.size());
            List<String> move = new ArrayList<>(List.of("move", script.toString(), "--to-flink", cluster.address()));
            move.addAll(List.of("--state", state, "--parallelism", "3", "--name", scene));
            if (isKilled) {
                // and the first records are deleted, which no open window needs
                process.destroyForcibly().waitFor();
                KafkaTopics.delete(KAFKA, scene + "-clicks", 20);
                move.addAll(List.of("--max-ahead", "10s"));
            }

            // When it is moved
            int status = weir(move.toArray(String[]::new));

            // Then it is over here, and cannot be begun again by accident
            assertThat(status).as(error() + Files.readString(log)).isZero();
            assertThat(process.isAlive()).isFalse();
            assertThat(weir("run", "--quiet", "--state", state, script.toString()))
                    .isEqualTo(1);
            assertThat(error()).contains("the pipeline goes on at " + cluster.address() + " as " + scene);

            // and there every window comes out once, with late rows and rows from before, and a stop in between
            for (int i = 0; i < 60; i++) {
                send(producer, scene, cut - random.nextInt((int) (5 * MINUTE)), watermark);
            }
            produce(producer, scene, cut, cut + 3 * MINUTE);
            goOn(scene, script, state);
            produce(producer, scene, cut + 3 * MINUTE, cut + 6 * MINUTE);
            advance(producer, scene, cut + 60 * MINUTE);
            // What is committed with a row that comes later is all that there is.
            read(scene + "-ids", rows.size());
            read(scene + "-sliding", windows(3 * MINUTE, cut + 30 * MINUTE).size());
            send(producer, scene, cut + 60 * MINUTE, Long.MIN_VALUE);
            producer.flush();
            read(scene + "-ids", rows.size());
            assertEach(scene, cut + 30 * MINUTE);
        } finally {
            process.destroyForcibly();
            cluster.client().jobs().stream()
                    .filter(job -> !job.hasEnded())
                    .forEach(job -> cluster.client().cancel(job.id()));
        }
        assertThat(weir("state", "take-back", "--state", state)).as(error()).isZero();
        assertThat(weir("state", "take-back", "--state", state)).isEqualTo(2);
    }

    /** Stops the job, and has it go on from its savepoint at another parallelism. */
    private void goOn(String scene, Path script, String state) throws Exception {
        ClusterClient client = cluster.client();
        String savepoint = client.stop(client.job(scene).id(), Optional.empty(), false);
        String[] from = {"deploy", script.toString(), "--flink", cluster.address(), "--name", scene, "--from", savepoint
        };
        assertThat(weir(from)).isEqualTo(1);
        assertThat(error()).contains("A job that was moved goes on with `weir move … --from`");
        from[0] = "move";
        assertThat(weir(add(from, "--state", state, "--parallelism", "2")))
                .as(error())
                .isZero();
    }

    @Test
    void whatCannotBeMovedStaysWhereItIs() throws Exception {
        String scene = "move-" + ++scenes;
        KAFKA.createTopic(scene + "-clicks", PARTITIONS, Map.of("retention.ms", "-1"));
        Stream.of("ids", "minutes", "sliding", "best").forEach(name -> KAFKA.createTopic(scene + "-" + name, 1));
        Path script = script(scene);
        String state = folder.resolve("state").toString();
        String[] move = {"move", script.toString(), "--flink", cluster.address(), "--state", state, "--parallelism", "3"
        };
        assertThat(weir(move)).isEqualTo(1);
        assertThat(error()).contains("There is no epoch to move");

        Path log = folder.resolve("weir.log");
        Process process = CommandProcess.start(log, "run", "--quiet", "--state", state, script.toString());
        try (KafkaProducer<String, String> producer = producer()) {
            produce(producer, scene, START, START + 3 * MINUTE);
            advance(producer, scene, START + 3 * MINUTE);
            read(scene + "-minutes", windows(MINUTE, START + 2 * MINUTE).size());
            assertThat(weir(add(move, "--dry-run"))).as(error()).isZero();
            assertThat(weir(add(move, "--parallelism", "8"))).isEqualTo(2);

            // Records that are gone: nothing is stopped.
            KafkaTopics.delete(KAFKA, scene + "-clicks", 5);
            assertThat(weir(move)).isEqualTo(1);
            assertThat(error())
                    .contains("Records before offset 5 of " + scene + "-clicks-0 are no longer kept")
                    .contains("--max-ahead 1min");
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            // There are windows that are open since then.
            assertThat(weir(add(move, "--dry-run", "--max-ahead", "1min"))).isEqualTo(1);
            assertThat(error()).contains("retention.ms");
            assertRefusedOfItsTopic(scene, move);
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private void assertRefusedOfItsTopic(String scene, String... move) throws Exception {
        // A partition of which nothing is left, and rows that vanish.
        KafkaTopics.delete(KAFKA, scene + "-clicks", -1);
        assertThat(weir(add(move, "--dry-run", "--max-ahead", "1ms"))).isEqualTo(1);
        assertThat(error()).contains("are no longer kept").contains("retention.ms");
        KafkaTopics.clean(KAFKA, scene + "-clicks", "compact,delete");
        assertThat(weir(add(move, "--dry-run"))).isEqualTo(1);
        assertThat(error()).contains(scene + "-clicks is compacted ('cleanup.policy' = 'compact,delete')");
    }

    private static String[] add(String[] arguments, String... more) {
        List<String> all = new ArrayList<>(List.of(arguments));
        List<String> extra = List.of(more);
        if (extra.contains("--parallelism")) {
            all.removeAll(List.of("--parallelism", "3"));
        }
        all.addAll(extra);
        return all.toArray(String[]::new);
    }
}
