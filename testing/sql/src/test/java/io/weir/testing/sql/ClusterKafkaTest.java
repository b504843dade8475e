package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Main;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.flink.cluster.ClusterJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From Kafka over windows to Kafka on a real cluster, exactly once without a word about it in the file: a TaskManager
 * is killed, the job is stopped behind a savepoint and goes on at another parallelism, and whoever reads what is
 * committed finds each window once, with the sums that arithmetic says.
 */
class ClusterKafkaTest {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();
    private static final FlinkProcesses CLUSTER = FlinkProcesses.shared();
    private static final int ROWS = 60_000;
    private static final int PART_ROWS = 20_000;
    private static final int STEP_MILLIS = 10;
    private static final int WINDOW_ROWS = 1_000;
    private static final int KEYS = 10;
    private static final int DISORDER_ROWS = 40;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    private String weir(String... arguments) {
        error.reset();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int status = Main.run(new PrintStream(error, true, StandardCharsets.UTF_8), arguments);
            assertThat(status).as(error.toString(StandardCharsets.UTF_8)).isZero();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(what + "; " + CLUSTER.client().jobs())
                    .isLessThan(end);
            Thread.sleep(200);
        }
    }

    private Path script() throws IOException {
        String servers = "'properties.bootstrap.servers' = '" + KAFKA.bootstrapServers() + "'";
        return Files.writeString(
                folder.resolve("sums.sql"),
                String.join(
                        "\n",
                        "SET 'execution.checkpointing.interval' = '500 ms';",
                        "SET 'restart-strategy.type' = 'fixed-delay';",
                        "SET 'restart-strategy.fixed-delay.attempts' = '50';",
                        "SET 'restart-strategy.fixed-delay.delay' = '500 ms';",
                        "CREATE TABLE events (id BIGINT, k INT, `at` TIMESTAMP_LTZ(3),",
                        "  WATERMARK FOR `at` AS `at` - INTERVAL '1' SECOND) WITH ('connector' = 'kafka',",
                        "  'topic' = 'sums-events', 'scan.startup.mode' = 'earliest-offset', 'format' = 'json',",
                        "  'json.timestamp-format.standard' = 'ISO-8601', " + servers + ");",
                        "CREATE TABLE sums (since TIMESTAMP(3), k INT, events BIGINT, total BIGINT)",
                        "  WITH ('connector' = 'kafka', 'topic' = 'sums-windows', 'format' = 'json', " + servers + ");",
                        "CREATE TABLE totals (k INT, events BIGINT, total BIGINT, PRIMARY KEY (k) NOT ENFORCED)",
                        "  WITH ('connector' = 'upsert-kafka', 'topic' = 'sums-totals', 'key.format' = 'json',",
                        "  'value.format' = 'json', " + servers + ");",
                        "EXECUTE STATEMENT SET BEGIN",
                        "INSERT INTO sums SELECT window_start, k, COUNT(*), SUM(id)",
                        "  FROM TUMBLE(TABLE events, DESCRIPTOR(`at`), INTERVAL '10' SECOND)",
                        "  GROUP BY k, window_start, window_end;",
                        "INSERT INTO totals SELECT k, COUNT(*), SUM(id) FROM events GROUP BY k;",
                        "END;",
                        ""));
    }

    /** Rows from one number to another, a little out of order. */
    private static List<byte[]> rows(int from, int to) {
        List<Integer> ids = new ArrayList<>();
        for (int id = from; id < to; id++) {
            ids.add(id);
        }
        Random random = new Random(from);
        for (int start = 0; start < ids.size(); start += DISORDER_ROWS) {
            Collections.shuffle(ids.subList(start, Math.min(ids.size(), start + DISORDER_ROWS)), random);
        }
        return ids.stream()
                .map(id -> "{\"id\":" + id + ",\"k\":" + id % KEYS + ",\"at\":\""
                        + Instant.ofEpochMilli((long) id * STEP_MILLIS
                                + Duration.ofDays(20_000).toMillis())
                        + "\"}")
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** What each closed window holds: rows whose numbers are an arithmetic series. */
    private static List<String> windows(int closed) {
        List<String> windows = new ArrayList<>();
        long each = WINDOW_ROWS / KEYS;
        for (long window = 0; window < closed; window++) {
            for (long key = 0; key < KEYS; key++) {
                long total = each * (window * WINDOW_ROWS + key) + KEYS * each * (each - 1) / 2;
                windows.add(window + " " + key + " " + each + " " + total);
            }
        }
        return windows.stream().sorted().toList();
    }

    private static List<String> written() {
        return TopicRows.values(KAFKA, "sums-windows").stream()
                .map(line -> {
                    String[] parts = line.replaceAll("[{}\"]|[a-z]+\":", "").split(",", -1);
                    long millis =
                            Instant.parse(parts[0].replace(' ', 'T') + "Z").toEpochMilli()
                                    - Duration.ofDays(20_000).toMillis();
                    return millis / (WINDOW_ROWS * STEP_MILLIS) + " " + parts[1] + " " + parts[2] + " " + parts[3];
                })
                .sorted()
                .toList();
    }

    private static List<String> totals(int rows) {
        return Stream.iterate(0L, key -> key + 1)
                .limit(KEYS)
                .map(key -> {
                    long each = rows / KEYS;
                    long total = each * key + KEYS * each * (each - 1) / 2;
                    return "{\"k\":" + key + ",\"events\":" + each + ",\"total\":" + total + "}";
                })
                .toList();
    }

    @Test
    void eachWindowIsThereOnceAlthoughATaskManagerDiesAndTheParallelismChanges() throws Exception {
        KAFKA.createTopic("sums-events", 8);
        KAFKA.createTopic("sums-windows", 2);
        KAFKA.createTopic("sums-totals", 2);
        String script = script().toString();

        // Given a job that has written something
        String[] zone = {"-D", "table.local-time-zone=UTC"};
        TopicRows.write(KAFKA, "sums-events", rows(0, PART_ROWS));
        weir("deploy", script, "--flink", CLUSTER.address(), "--parallelism", "6", zone[0], zone[1]);
        await("windows of the first part", () -> !written().isEmpty());

        // When a TaskManager is killed in the middle of the second part
        TopicRows.write(KAFKA, "sums-events", rows(PART_ROWS, 2 * PART_ROWS));
        CLUSTER.replaceTaskManager(0);
        int closed = 2 * PART_ROWS / WINDOW_ROWS - 1;
        await("windows of the second part", () -> written().size() >= closed * KEYS);

        // And the job is stopped, and goes on at another parallelism
        assertThat(weir("jobs", "--flink", CLUSTER.address()))
                .contains("RUNNING")
                .contains("restored");
        String stopped = weir("stop", "sums", "--flink", CLUSTER.address());
        String savepoint = stopped.substring(stopped.lastIndexOf(' ')).strip();
        weir(
                "deploy",
                script,
                "--flink",
                CLUSTER.address(),
                "--parallelism",
                "2",
                "--from",
                savepoint,
                zone[0],
                zone[1]);
        TopicRows.write(KAFKA, "sums-events", rows(2 * PART_ROWS, ROWS));
        int all = ROWS / WINDOW_ROWS - 1;
        await("all windows", () -> written().size() >= all * KEYS);
        weir("stop", "sums", "--flink", CLUSTER.address());

        // Then each is there once, and the totals are those of all rows
        assertThat(CLUSTER.client().jobs()).allMatch(ClusterJob::hasEnded);
        assertThat(written()).isEqualTo(windows(all));
        assertThat(TopicRows.newest(KAFKA, "sums-totals")).containsExactlyInAnyOrderElementsOf(totals(ROWS));
    }
}
