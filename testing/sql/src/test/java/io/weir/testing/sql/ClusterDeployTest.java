package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Main;
import io.weir.flink.cluster.ClusterClient;
import io.weir.flink.cluster.ClusterJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a cluster, against a real one: a JobManager and two TaskManagers in processes of their own. */
class ClusterDeployTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int ROWS = 3_000;

    private static final FlinkProcesses CLUSTER = FlinkProcesses.shared();

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @BeforeEach
    void nothingIsLeftOfOthers() {
        assertThat(CLUSTER.client().jobs()).allMatch(ClusterJob::hasEnded);
    }

    private int weir(String... arguments) {
        error.reset();
        return Main.run(new PrintStream(error, true, StandardCharsets.UTF_8), arguments);
    }

    private String error() {
        return error.toString(StandardCharsets.UTF_8);
    }

    private Path script(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private String files(String table, String columns, String place) {
        return "CREATE TABLE " + table + " (" + columns
                + ") WITH ('connector' = 'filesystem', 'format' = 'json', 'path' = '"
                + folder.resolve(place).toUri() + "');";
    }

    private List<String> lines(String place) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve(place))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines.stream().sorted().toList();
    }

    private static void await(String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(200);
        }
    }

    private static void await(String name, String state) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        ClusterClient client = CLUSTER.client();
        while (!client.job(name).state().equals(state)) {
            assertThat(System.nanoTime()).as(name + " " + client.job(name)).isLessThan(end);
            Thread.sleep(200);
        }
    }

    @Test
    void theSameFileGivesTheSameRowsThere() throws Exception {
        // Given a file with windows over files
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            rows.append("{\"id\":")
                    .append(i)
                    .append(",\"page\":\"/p")
                    .append(i % 7)
                    .append("\",\"at\":\"2026-01-01 10:")
                    .append(String.format("%02d:%02d", i / 60 % 60, i % 60))
                    .append("\"}\n");
        }
        Files.writeString(folder.resolve("clicks.json"), rows);
        String[] parts = {
            files("clicks", "id BIGINT, page STRING, `at` TIMESTAMP(3), WATERMARK FOR `at` AS `at`", "clicks.json"),
            "",
            "INSERT INTO pages SELECT page, window_start, COUNT(*), SUM(id) FROM TUMBLE(TABLE clicks, DESCRIPTOR(`at`),"
                    + " INTERVAL '1' MINUTE) GROUP BY page, window_start, window_end;"
        };
        String columns = "page STRING, since TIMESTAMP(3), clicks BIGINT, total BIGINT";
        parts[1] = files("pages", columns, "here");
        assertThat(weir(
                        "run",
                        "--quiet",
                        "--engine",
                        "native",
                        script("here.sql", parts).toString()))
                .as(error())
                .isZero();

        // When it is deployed
        parts[1] = files("pages", columns, "there");
        int status = weir(
                "deploy",
                script("there.sql", parts).toString(),
                "--flink",
                CLUSTER.address(),
                "--parallelism",
                "4",
                "--name",
                "windows");

        // Then the cluster gives the same rows
        assertThat(status).as(error()).isZero();
        await("windows", "FINISHED");
        assertThat(lines("there")).hasSizeGreaterThan(300).isEqualTo(lines("here"));
    }

    @Test
    void aTaskManagerThatDiesLosesAndDoublesNothing() throws Exception {
        Path script = script(
                "numbers.sql",
                "SET 'execution.checkpointing.interval' = '500 ms';",
                "SET 'restart-strategy.type' = 'fixed-delay';",
                "SET 'restart-strategy.fixed-delay.attempts' = '20';",
                "SET 'restart-strategy.fixed-delay.delay' = '500 ms';",
                "CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1500',",
                "  'fields.id.kind' = 'sequence', 'fields.id.start' = '0', 'fields.id.end' = '29999');",
                files("kept", "id BIGINT", "kept"),
                "INSERT INTO kept SELECT id FROM numbers;");
        // With more instances than one TaskManager has slots, so that each has some.
        assertThat(weir("deploy", script.toString(), "--flink", CLUSTER.address(), "--parallelism", "6"))
                .as(error())
                .isZero();
        await(
                "a checkpoint",
                () -> CLUSTER.client()
                                .progress(CLUSTER.client().job("numbers").id())
                                .checkpoints()
                        > 1);
        CLUSTER.replaceTaskManager(0);
        await("numbers", "FINISHED");
        assertThat(lines("kept"))
                .isEqualTo(LongStream.range(0, 30_000)
                        .mapToObj(id -> "{\"id\":" + id + "}")
                        .sorted()
                        .toList());
    }

    @Test
    void aJobIsListedSavedStoppedAndExplained() throws Exception {
        Path script = script(
                "endless.sql",
                "CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '10');",
                "CREATE TABLE nowhere (id BIGINT) WITH ('connector' = 'blackhole');",
                "INSERT INTO nowhere SELECT id FROM numbers;");
        assertThat(weir("deploy", script.toString(), "--flink", CLUSTER.address()))
                .as(error())
                .isZero();
        assertThat(weir("jobs", "--flink", CLUSTER.address())).isZero();
        long before = savepoints();
        assertThat(weir("savepoint", "endless", "--flink", CLUSTER.address()))
                .as(error())
                .isZero();
        assertThat(weir("stop", "endless", "--flink", CLUSTER.address()))
                .as(error())
                .isZero();
        assertThat(CLUSTER.client().job("endless").state()).isEqualTo("FINISHED");
        assertThat(savepoints()).isEqualTo(before + 2);
        assertThat(weir("stop", "endless", "--flink", CLUSTER.address())).isEqualTo(2);
        assertThat(error()).contains("The job endless has ended: FINISHED");
        assertThat(weir("logs", "endless", "--flink", CLUSTER.address())).isZero();
        assertThat(weir("logs", "other", "--flink", CLUSTER.address())).isEqualTo(2);
        assertThat(error()).contains("There is no job 'other' on the cluster at " + CLUSTER.address());
    }

    private static long savepoints() throws IOException {
        Path folder = CLUSTER.folder().resolve("savepoints");
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> savepoints = Files.list(folder)) {
            return savepoints.count();
        }
    }

    @Test
    void whatCannotRunThereIsRefusedBeforeAnythingIsSent() throws Exception {
        int known = CLUSTER.client().jobs().size();
        Path view = script(
                "view.sql",
                "CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen');",
                "CREATE TABLE latest (id BIGINT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'view');",
                "INSERT INTO latest SELECT DISTINCT id FROM numbers;");
        assertThat(weir("deploy", view.toString(), "--flink", CLUSTER.address()))
                .isEqualTo(2);
        assertThat(error())
                .contains("`latest`: a view is read from Weir's server; write to 'upsert-kafka' or 'jdbc' instead")
                .contains("Nothing was sent");

        Path select = script("select.sql", "SELECT 1;");
        assertThat(weir("deploy", select.toString(), "--flink", CLUSTER.address()))
                .isEqualTo(2);
        assertThat(error()).contains("the rows of a SELECT come to this terminal");

        Path wide = script(
                "wide.sql",
                "CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen');",
                "CREATE TABLE nowhere (id BIGINT) WITH ('connector' = 'blackhole');",
                "INSERT INTO nowhere SELECT id FROM numbers;");
        assertThat(weir("deploy", wide.toString(), "--flink", CLUSTER.address(), "--parallelism", "100"))
                .isNotZero();
        assertThat(error()).contains("free slots of 8, and the job needs 100");

        assertThat(weir("deploy", wide.toString(), "--flink", "http://localhost:1"))
                .isNotZero();
        assertThat(error()).contains("There is no Flink cluster at http://localhost:1");
        assertThat(weir("deploy", wide.toString(), "--flink", "ftp://x")).isEqualTo(2);
        assertThat(error()).contains("'ftp://x' is no address of a Flink cluster");
        assertThat(CLUSTER.client().jobs()).hasSize(known);
    }

    @Test
    void aJobThatFailsAtOnceIsTakenAwayAgain() throws Exception {
        Path script = script(
                "broken.sql",
                "SET 'restart-strategy.type' = 'fixed-delay';",
                "SET 'restart-strategy.fixed-delay.attempts' = '1000';",
                files("missing", "id BIGINT", "missing.json"),
                "CREATE TABLE nowhere (id BIGINT) WITH ('connector' = 'blackhole');",
                "INSERT INTO nowhere SELECT id FROM missing;");
        assertThat(weir("deploy", script.toString(), "--flink", CLUSTER.address()))
                .isEqualTo(1);
        assertThat(error()).contains("missing.json").contains("It was taken away again");
        await("broken", "CANCELED");
    }
}
