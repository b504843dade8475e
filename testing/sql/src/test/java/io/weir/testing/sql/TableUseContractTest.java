package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.testing.kit.PostgresServer;
import io.weir.testing.sql.ContractRows.Line;
import io.weir.testing.sql.ContractTable.Kind;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What tables do beside taking and giving rows, on every engine: records that cannot be decoded, rows that change and
 * go, rows that are looked up, tables that keep nothing; and what the connectors say that are only in our own process.
 */
class TableUseContractTest {
    private static final String SETTINGS = "SET 'restart-strategy.type' = 'none';\n";
    private static final int KEYS = 7;

    @TempDir
    private static Path shared;

    private static @Nullable FlinkCluster localFlink;

    @BeforeAll
    static void prepare() throws Exception {
        localFlink = FlinkCluster.start();
        ContractRows.write(shared.resolve("rows"), ContractRows.all());
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(localFlink).close();
    }

    private record Case(ContractTable table, ContractEngine engine) {
        @Override
        public String toString() {
            return table + ", " + engine;
        }
    }

    private static Stream<Case> cases(String... tables) {
        return ContractTable.all().stream()
                .filter(table -> List.of(tables).contains(table.name()))
                .flatMap(table -> Stream.of(ContractEngine.values()).map(engine -> new Case(table, engine)));
    }

    static Stream<Case> textTables() {
        return cases("files json", "files csv", "kafka json", "kafka csv");
    }

    static Stream<Case> keyedTables() {
        return cases("upsert-kafka", "jdbc by key");
    }

    private static void run(ContractEngine engine, ContractJob job) throws Exception {
        try (ContractRun run = engine.start(job)) {
            run.awaitEnd();
        }
    }

    private static ContractLedger filesLedger() {
        return new ContractLedger(false, shared.resolve("ledger-" + UUID.randomUUID()), "");
    }

    @ParameterizedTest
    @MethodSource("textTables")
    void aRecordThatMakesNoSenseFailsTheJobUnlessItIsToBeSkipped(Case given) throws Exception {
        // Given two records, and a broken one between them
        ContractTable table = given.table();
        boolean isJson = table.name().endsWith("json");
        List<Line> rows = ContractRows.all().subList(0, 2);
        List<String> records = new ArrayList<>();
        for (Line row : rows) {
            records.add(isJson ? ContractRows.json(row) : ContractRows.csv(row));
            records.add(isJson ? "{\"id\":3,\"name\":" : "x,name,1.0,0.5,2026-01-01 00:00:00.000,true");
        }
        String place = table.newPlace(shared);
        if (table.kind() == Kind.FILES) {
            Path folder = Files.createDirectories(Path.of(URI.create(place)));
            Files.writeString(folder.resolve("records"), String.join("\n", records) + "\n");
        } else {
            List<byte[]> bytes = records.stream()
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .toList();
            TopicRows.write(EmbeddedKafka.shared(), place, bytes);
        }
        String create = table.create("t", place);

        // Then a job fails that is not told to skip it; Flink's files show what instances read that have ended by then
        ContractLedger before = filesLedger();
        ContractJob failing = ContractJob.once(
                        SETTINGS + create + before.create() + table.insertInto("ledger", "t"), 2, shared)
                .withDoorSource(table.kind().connector());
        assertThatThrownBy(() -> run(given.engine(), failing)).isNotNull();
        assertThat(rows).containsAll(before.rows());

        // And one that is reads the others
        ContractLedger ledger = filesLedger();
        String rest = ledger.create() + table.insertInto("ledger", "t");
        String option = (isJson ? "json" : "csv") + ".ignore-parse-errors";
        String skipping = create.replace("WITH (", "WITH ('" + option + "' = 'true', ");
        run(
                given.engine(),
                ContractJob.once(SETTINGS + skipping + rest, 2, shared)
                        .withDoorSource(table.kind().connector()));
        assertThat(ledger.rows().stream().filter(row -> row.id() != null)).isEqualTo(rows);
    }

    @ParameterizedTest
    @MethodSource("keyedTables")
    void rowsThatChangeAndGoReachATableWithAKey(Case given) throws Exception {
        ContractTable table = given.table();
        String place = table.newPlace(shared);
        int rows = ContractRows.PLAIN_ROWS;
        // Some keys have one row more than others, and go with it.
        int most = rows / KEYS + 1;
        String sql = SETTINGS + ContractRows.files("feed", shared.resolve("rows")) + table.create("t", place)
                + "INSERT INTO t SELECT k, CAST(COUNT(*) AS STRING), CAST(SUM(id) AS DECIMAL(20, 4)),"
                + " CAST(NULL AS DOUBLE), CAST(NULL AS TIMESTAMP(3)), CAST(NULL AS BOOLEAN)"
                + " FROM (SELECT MOD(id, " + KEYS + ") AS k, id FROM feed WHERE id BETWEEN 1 AND " + rows
                + ") GROUP BY k HAVING COUNT(*) < " + most + ";\n";

        run(
                given.engine(),
                ContractJob.once(sql, 4, shared).withDoorSink(table.kind().connector()));

        List<Line> expected = LongStream.range(0, KEYS)
                .filter(key -> LongStream.rangeClosed(1, rows)
                                .filter(id -> id % KEYS == key)
                                .count()
                        < most)
                .mapToObj(key -> new Line(
                        key,
                        Integer.toString(most - 1),
                        BigDecimal.valueOf(LongStream.rangeClosed(1, rows)
                                        .filter(id -> id % KEYS == key)
                                        .sum())
                                .setScale(4),
                        null,
                        null,
                        null))
                .toList();
        assertThat(expected).hasSizeBetween(1, KEYS - 1);
        assertThat(ContractLedger.rows(table, place, Objects.requireNonNull(localFlink), shared))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreLookedUpInADatabase(ContractEngine engine) throws Exception {
        String names = ContractRows.newDatabaseTable(true);
        PostgresServer.shared()
                .execute("INSERT INTO " + names + " (id, name) SELECT i, 'found ' || i FROM generate_series(1, 50) i");
        ContractLedger ledger = filesLedger();
        String feed = ContractRows.files("feed", shared.resolve("rows"));
        String sql = SETTINGS + feed.replace(", PRIMARY KEY", ", p AS PROCTIME(), PRIMARY KEY")
                + ContractRows.database("names", names, true) + ledger.create()
                + "INSERT INTO ledger SELECT feed.id, names.name, CAST(NULL AS DECIMAL(20, 4)), CAST(NULL AS DOUBLE),"
                + " CAST(NULL AS TIMESTAMP(3)), CAST(NULL AS BOOLEAN) FROM feed JOIN names"
                + " FOR SYSTEM_TIME AS OF feed.p ON feed.id = names.id;\n";
        ContractJob job = ContractJob.once(sql, 4, shared).withDoorSource("jdbc");
        run(engine, job);
        assertThat(ledger.rows())
                .isEqualTo(ContractRows.sorted(LongStream.rangeClosed(1, 50)
                        .mapToObj(id -> new Line(id, "found " + id, null, null, null, null))));
    }

    @ParameterizedTest
    @EnumSource
    void madeUpRowsArePrintedAndForgotten(ContractEngine engine) throws Exception {
        String mark = "contract-" + UUID.randomUUID();
        String sql = SETTINGS
                + "CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen', 'fields.id.kind' = 'sequence',"
                + " 'fields.id.start' = '1', 'fields.id.end' = '100');\n"
                + "CREATE TABLE printed (id BIGINT) WITH ('connector' = 'print', 'print-identifier' = '" + mark
                + "');\nCREATE TABLE forgotten (id BIGINT) WITH ('connector' = 'blackhole');\n"
                + "EXECUTE STATEMENT SET BEGIN INSERT INTO printed SELECT id FROM numbers;\n"
                + "INSERT INTO forgotten SELECT id FROM numbers; END;\n";
        ContractJob job = ContractJob.once(sql, 4, shared).withDoorSink("print");
        if (engine == ContractEngine.DOOR) {
            assertThatThrownBy(() -> engine.start(job.withDoorSource("datagen")))
                    .hasMessageContaining("no source of Flink's new kind");
            // An older sink function, which asks its surroundings for more than a door can give.
            assertThatThrownBy(() -> run(engine, job)).hasMessageContaining("StreamingRuntimeContext");
            return;
        }
        List<String> here = StandardOutput.printedLines(() -> run(engine, job));
        List<String> lines = engine == ContractEngine.CLUSTER
                ? FlinkProcesses.shared().outputOfTaskManagers().lines().toList()
                : here;
        assertThat(lines.stream()
                        .filter(line -> line.contains(mark))
                        .map(line -> Long.valueOf(line.replaceAll(".*\\+I\\[(\\d+)].*", "$1")))
                        .sorted())
                .isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    view    | write to 'upsert-kafka' or 'jdbc' instead
                    alert   | alerts are raised in Weir's server; write them to 'kafka'
                    collect | let the collector write to Kafka, and read 'kafka'
                    stdin   | a cluster has no standard input; read 'kafka' or 'filesystem'
                    """)
    void whatIsOnlyInOurProcessIsRefusedWithWhatTakesItsPlace(String connector, String words) {
        boolean isSink = connector.equals("view") || connector.equals("alert");
        String columns = "`key` STRING, text STRING";
        String format = connector.equals("stdin") ? ", 'format' = 'json'" : "";
        String ours = "CREATE TABLE ours (" + columns + ") WITH ('connector' = '" + connector + "'" + format + ");\n";
        String other = "CREATE TABLE other (" + columns + ") WITH ('connector' = '" + (isSink ? "datagen" : "blackhole")
                + "');\n";
        String insert = isSink ? "INSERT INTO ours SELECT * FROM other;\n" : "INSERT INTO other SELECT * FROM ours;\n";
        assertThatThrownBy(() ->
                        ContractEngine.CLUSTER.start(ContractJob.once(SETTINGS + ours + other + insert, 1, shared)))
                .hasMessageContaining(words)
                .hasMessageContaining("Nothing was sent");
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "CLUSTER"})
    void rowsThatStandInTheFileTravelWithIt(ContractEngine engine) throws Exception {
        ContractLedger ledger = filesLedger();
        List<Line> rows = ContractRows.all().subList(0, 3);
        String sql = SETTINGS + "CREATE TABLE t (" + ContractRows.COLUMNS + ") WITH ('connector' = 'inline', 'rows' = '"
                + String.join("\n", rows.stream().map(ContractRows::json).toList()) + "');\n" + ledger.create()
                + "INSERT INTO ledger SELECT * FROM t;\n";
        run(engine, ContractJob.once(sql, 2, shared));
        assertThat(ledger.rows()).isEqualTo(rows);
    }
}
