package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.testing.kit.PostgresServer;
import io.weir.testing.sql.ContractRows.Line;
import io.weir.testing.sql.ContractTable.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the tables of every connector do when a job is cut and fails, on every engine: nothing is visible before a
 * checkpoint where a sink promises that, a job that is stopped goes on at another parallelism, one that fails begins
 * again, and then no row is lost, and none is there twice where that is promised.
 */
class TableRecoveryContractTest {
    private static final long ROWS = 600;
    /** So few rows in a second that a job does not end before it is stopped, or fails. */
    private static final int SLOW = 10;

    private static final int FAST = 60;
    private static final String EXACTLY_ONCE = "'sink.delivery-guarantee' = 'exactly-once',"
            + " 'properties.transaction.timeout.ms' = '900000', 'sink.transactional-id-prefix' = '";
    private static final Set<String> SINKS =
            Set.of("files json", "files parquet", "kafka json", "upsert-kafka", "jdbc", "jdbc by key");

    private static final ContractCases<Boolean> UNDER_WAY = new ContractCases<>(4);

    @TempDir
    private static Path shared;

    private static @Nullable FlinkCluster localFlink;

    @BeforeAll
    static void prepare() throws Exception {
        localFlink = FlinkCluster.start();
        Files.writeString(shared.resolve("Passes.java"), """
                import java.io.IOException;
                import java.nio.file.Files;
                import java.nio.file.Path;
                import org.apache.flink.table.functions.ScalarFunction;

                public class Passes extends ScalarFunction {
                    public Long eval(Long id, String folder) throws IOException {
                        Files.write(Path.of(folder, "passed"), new byte[0]);
                        if (Files.deleteIfExists(Path.of(folder, "fail"))) {
                            Files.createFile(Path.of(folder, "failed"));
                            throw new IllegalStateException("wanted");
                        }
                        return id;
                    }
                }
                """);
        FunctionsJar.build(shared);
        for (Case given : sinks().toList()) {
            UNDER_WAY.begin("sink " + given, () -> checkSink(given));
        }
        for (Case given : sources().toList()) {
            UNDER_WAY.begin("source " + given, () -> checkSource(given));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        UNDER_WAY.end();
        Objects.requireNonNull(localFlink).close();
    }

    private record Case(ContractTable table, ContractEngine engine) {
        /** Flink's jdbc writes as rows come, and writes them again after a failure. */
        boolean isExactlyOnce() {
            return !table.kind().isDatabase() || engine == ContractEngine.NATIVE;
        }

        /** Our engine does not try a row again on which a function fails: somebody starts the job again. */
        boolean restarts() {
            return engine == ContractEngine.CLUSTER;
        }

        /**
         * Not behind the door with Kafka: its committer says of what was committed, and whose id is in use again, that
         * it is fenced off, which the door takes for a failure.
         */
        boolean fails() {
            return engine != ContractEngine.DOOR || !table.kind().isTopic();
        }

        /** On Flink one instance only: once one has ended, it has shown its files, and a job cannot go back. */
        int otherParallelism() {
            return engine == ContractEngine.CLUSTER ? 1 : 3;
        }

        @Override
        public String toString() {
            return table + ", " + engine;
        }
    }

    static Stream<Case> sinks() {
        return ContractTable.all().stream()
                .filter(table -> SINKS.contains(table.name()))
                .flatMap(table -> Stream.of(ContractEngine.values())
                        .filter(engine -> table.limit(engine, false).isEmpty())
                        .map(engine -> new Case(table, engine)));
    }

    static Stream<Case> sources() {
        return ContractTable.all().stream()
                .filter(table -> Set.of("files json", "kafka json").contains(table.name()))
                .flatMap(table -> Stream.of(ContractEngine.values()).map(engine -> new Case(table, engine)));
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void whatIsWrittenIsVisibleWithACheckpointAndOnce(Case given) throws Exception {
        assertThat(UNDER_WAY.result("sink " + given)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void whatGrowsIsReadOnWhereItWasCut(Case given) throws Exception {
        assertThat(UNDER_WAY.result("source " + given)).isTrue();
    }

    private static String settings(String interval) {
        return "SET 'execution.checkpointing.interval' = '" + interval + "';\n"
                + "SET 'restart-strategy.type' = 'fixed-delay';\n"
                + "SET 'restart-strategy.fixed-delay.attempts' = '5';\n"
                + "SET 'restart-strategy.fixed-delay.delay' = '100 ms';\n"
                + "CREATE FUNCTION passes AS 'Passes' USING JAR '" + shared.resolve(FunctionsJar.NAME) + "';\n";
    }

    private static String passes(Path folder) {
        return "passes(id, '" + folder + "')";
    }

    private static boolean checkSink(Case given) throws Exception {
        // Given rows that come slowly, of which none is visible without a checkpoint
        ContractTable table = given.table();
        Path folder = Files.createTempDirectory(shared, "sink");
        String place = table.newPlace(folder);
        ContractJob job = ContractJob.once(sinkSql(given, place, folder, false), 2, folder)
                .withEpochs()
                .withDoorSink(table.kind().connector());
        String cut;
        try (ContractRun run = given.engine().start(job)) {
            ContractEngine.await("rows of " + given, () -> Files.exists(folder.resolve("passed")));
            if (given.isExactlyOnce() && visible(table, place) > 0) {
                // Flink takes its first checkpoint early, whatever the interval.
                ContractEngine.await("the checkpoint that shows rows of " + given, () -> run.checkpoints() > 0);
            }
            cut = run.stop();
        }

        // When it goes on at another parallelism, and fails once
        ContractJob next = job.withSql(sinkSql(given, place, folder, true)).goingOn(cut, given.otherParallelism());
        if (given.fails()) {
            failAndEnd(given, next, folder);
        }
        if (!given.restarts()) {
            try (ContractRun run = given.engine().start(next)) {
                run.awaitEnd();
            }
        }

        // Then all rows are there
        assertThat(Files.exists(folder.resolve("failed"))).isEqualTo(given.fails());
        List<Long> ids = ContractLedger.rows(table, place, Objects.requireNonNull(localFlink), folder).stream()
                .map(Line::id)
                .toList();
        List<Long> all = LongStream.rangeClosed(1, ROWS).boxed().toList();
        if (given.isExactlyOnce() || table.kind().hasKey()) {
            assertThat(ids).containsExactlyInAnyOrderElementsOf(all);
        } else {
            assertThat(new HashSet<>(ids)).containsExactlyInAnyOrderElementsOf(all);
        }
        return true;
    }

    /** Fails behind a checkpoint; where the job begins again by itself, it then comes to its end. */
    private static void failAndEnd(Case given, ContractJob job, Path folder) throws Exception {
        try (ContractRun run = given.engine().start(job)) {
            ContractEngine.await("a checkpoint of " + given, () -> run.checkpoints() > 0);
            Files.createFile(folder.resolve("fail"));
            if (given.restarts()) {
                run.awaitEnd();
            } else {
                assertThatThrownBy(run::awaitEnd).hasMessageContaining("wanted");
            }
        }
    }

    private static String sinkSql(Case given, String place, Path folder, boolean fails) {
        String create = given.table().create("t", place);
        if (given.table().kind().isTopic() && given.engine() == ContractEngine.DOOR) {
            create = create.replace("WITH (", "WITH (" + EXACTLY_ONCE + place + "', ");
        }
        return settings(fails ? "200 ms" : "1 h")
                + "CREATE TABLE numbers (id BIGINT NOT NULL, PRIMARY KEY (id) NOT ENFORCED) WITH ("
                + "'connector' = 'datagen', 'rows-per-second' = '" + (fails ? FAST : SLOW)
                + "', 'fields.id.kind' = 'sequence',"
                + " 'fields.id.start' = '1', 'fields.id.end' = '" + ROWS + "');\n" + create
                + "INSERT INTO t SELECT id, CAST(" + passes(folder)
                + " AS STRING), CAST(id AS DECIMAL(20, 4)), CAST(id AS DOUBLE), TIMESTAMP '2026-01-01 10:00:00', TRUE"
                + " FROM numbers;\n";
    }

    /** How many rows, or files, somebody sees who looks at the target now. */
    private static int visible(ContractTable table, String place) throws IOException {
        if (table.kind() == Kind.FILES) {
            return ContractRows.visible(Path.of(URI.create(place))).size();
        }
        return table.kind().isTopic()
                ? TopicRows.values(EmbeddedKafka.shared(), place).size()
                : PostgresServer.shared().query("SELECT id FROM " + place).size();
    }

    private static boolean checkSource(Case given) throws Exception {
        // Given a table that grows, of which a job has read the first rows
        ContractTable table = given.table();
        Path folder = Files.createTempDirectory(shared, "source");
        String place = table.newPlace(folder);
        String ledger = "ledger-" + folder.getFileName();
        EmbeddedKafka.shared().createTopic(ledger, 2);
        grow(table, place, 1, ROWS / 2);
        ContractJob job = ContractJob.once(sourceSql(table, place, ledger, folder), 2, folder)
                .withEpochs()
                .withDoorSource(table.kind().connector());
        String cut;
        try (ContractRun run = given.engine().start(job)) {
            ContractEngine.await("the first rows of " + given, () -> ids(ledger).size() >= ROWS / 2);
            cut = run.stop();
        }

        // When it grows, and another job goes on at another parallelism, and fails once
        ContractJob next = job.goingOn(cut, given.otherParallelism());
        grow(table, place, ROWS / 2 + 1, ROWS);
        if (!given.restarts()) {
            Files.createFile(folder.resolve("fail"));
            try (ContractRun run = given.engine().start(next)) {
                assertThatThrownBy(run::awaitEnd).hasMessageContaining("wanted");
            }
        }
        try (ContractRun run = given.engine().start(next)) {
            ContractEngine.await("the other rows of " + given, () -> ids(ledger).size() >= ROWS);
            run.stop();
        }

        // Then every row was read once
        assertThat(ids(ledger))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, ROWS).boxed().toList());
        return true;
    }

    private static List<Long> ids(String topic) {
        return TopicRows.values(EmbeddedKafka.shared(), topic).stream()
                .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
                .sorted()
                .toList();
    }

    private static void grow(ContractTable table, String place, long from, long to) throws Exception {
        List<String> rows = LongStream.rangeClosed(from, to)
                .mapToObj(id -> "{\"id\":" + id + "}")
                .toList();
        if (table.kind() == Kind.FILES) {
            Path folder = Files.createDirectories(Path.of(URI.create(place)));
            Path hidden = Files.writeString(folder.resolve("." + from), String.join("\n", rows) + "\n");
            Files.move(hidden, folder.resolve("rows-" + from + ".json"));
        } else {
            TopicRows.write(
                    EmbeddedKafka.shared(),
                    place,
                    rows.stream()
                            .map(row -> row.getBytes(StandardCharsets.UTF_8))
                            .toList());
        }
    }

    private static String sourceSql(ContractTable table, String place, String ledger, Path folder) {
        String endless = table.kind() == Kind.FILES
                ? table.create("t", place).replace("WITH (", "WITH ('source.monitor-interval' = '300 ms', ")
                : table.create("t", place).replace("'scan.bounded.mode' = 'latest-offset', ", "");
        return settings("300 ms") + endless
                + "CREATE TABLE ledger (id BIGINT) WITH ('connector' = 'kafka', 'format' = 'json', 'topic' = '"
                + ledger + "', 'properties.bootstrap.servers' = '"
                + EmbeddedKafka.shared().bootstrapServers() + "');\n"
                + "INSERT INTO ledger SELECT " + passes(folder) + " FROM t;\n";
    }
}
