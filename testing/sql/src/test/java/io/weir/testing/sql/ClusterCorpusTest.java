package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Main;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import io.weir.flink.cluster.ClusterJob;
import io.weir.testing.kit.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The corpus's cases with the tag {@code cluster}, at least one of each family, on a real Flink cluster at parallelism
 * 4: a JobManager and two TaskManagers in processes of their own. Then every connector and format of ours there, and
 * {@code weir compare} with that cluster.
 */
class ClusterCorpusTest {
    private static final String TAG = "cluster";
    private static final int PARALLELISM = 4;

    private final FlinkProcesses cluster = FlinkProcesses.shared();

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyTaggedCaseGivesItsAnswerThere() throws Exception {
        Path root = Corpus.root();
        ClusterEngine engine = new ClusterEngine(cluster.address(), PARALLELISM);
        List<SqlCase> cases = Corpus.names(root, System.getProperty("case", "")).stream()
                .map(name -> parsed(root, name))
                .filter(each -> each.tags().contains(TAG))
                .toList();
        assertThat(cases).as("cases with the tag " + TAG).isNotEmpty();
        return cases.stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each, engine)));
    }

    private static SqlCase parsed(Path root, String name) {
        try {
            return SqlCaseParser.parse(root, name);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void check(SqlCase sqlCase, ClusterEngine engine) throws IOException {
        try (PlannedCase planned = PlannedCase.plan(sqlCase, java.util.Map.of("table.local-time-zone", "UTC"))) {
            assertThat(SqlCaseRunner.differences(planned, engine)).isEmpty();
        }
    }

    /**
     * A table that the cluster writes and reads again.
     *
     * @param options of the table
     */
    private record Written(String name, String options) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Written> everyConnectorAndFormatOfOursWorksThere() {
        Stream<Written> files = Stream.of("json", "csv", "avro", "parquet")
                .map(format -> new Written(
                        "files " + format,
                        "'connector' = 'filesystem', 'path' = '${dir}/" + format + "', 'format' = '" + format + "'"));
        Stream<Written> topics = Stream.of("json", "csv", "avro")
                .peek(format -> EmbeddedKafka.shared().createTopic("on-cluster-" + format, 2))
                .map(format -> new Written(
                        "kafka " + format,
                        "'connector' = 'kafka', 'topic' = 'on-cluster-" + format + "', 'format' = '" + format
                                + "', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset',"
                                + " 'properties.bootstrap.servers' = '"
                                + EmbeddedKafka.shared().bootstrapServers() + "'"));
        String table = PostgresServer.newName("on_cluster");
        PostgresServer.shared()
                .execute("CREATE TABLE " + table
                        + " (id INT, name TEXT, price NUMERIC(10, 2), seen TIMESTAMP(3), PRIMARY KEY (id))");
        Written database = new Written(
                "jdbc",
                "'connector' = 'jdbc', 'url' = '" + PostgresServer.shared().url() + "', 'table-name' = '" + table
                        + "'");
        return Stream.of(files, topics, Stream.of(database)).flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource
    void everyConnectorAndFormatOfOursWorksThere(Written written) {
        // Given 50 generated rows, written there
        List<PlannedStatement.Job> jobs =
                plan("CREATE TABLE numbers (id INT) WITH ('connector' = 'datagen', 'number-of-rows' = '50',"
                        + " 'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '50');\n"
                        + "CREATE TABLE t (id INT, name STRING, price DECIMAL(10, 2), seen TIMESTAMP(3)) WITH ("
                        + written.options().replace("${dir}", folder.toString()) + ");\n"
                        + "CREATE FUNCTION about AS 'io.weir.functions.ApproximateCountDistinct';\n"
                        + "INSERT INTO t SELECT id, CONCAT('n', CAST(id AS STRING)), CAST(id / 4.0 AS DECIMAL(10, 2)),"
                        + " TIMESTAMP '2026-01-01 10:00:00.123' FROM numbers;\n"
                        + "SELECT COUNT(*), COUNT(DISTINCT id), SUM(id), MAX(name), MIN(price), MAX(seen),"
                        + " about(name) BETWEEN 40 AND 60 FROM t;\n");
        ClusterEngine engine = new ClusterEngine(cluster.address(), PARALLELISM);
        EngineUnderTest.Result nothing = engine.run(jobs.get(0));

        // When they are read there
        TextTable read = engine.run(jobs.get(1)).rows();

        // Then each is there once
        assertThat(nothing.rows()).isEqualTo(TextTable.EMPTY);
        assertThat(read.rows())
                .containsExactly(List.of("50", "50", "1275", "n9", "0.25", "2026-01-01 10:00:00.123", "TRUE"));
    }

    private static List<PlannedStatement.Job> plan(String sql) {
        try (ScriptPlanner planner = new ScriptPlanner(java.util.Map.of())) {
            return planner.plan(SqlScript.parse(sql, "there.sql")).jobs();
        }
    }

    @Test
    void compareFetchesTheClustersAnswersThroughItsDoorAlone() throws Exception {
        // Given a script with windows and a join, whose rows only this process can read
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            rows.append("{\"id\":").append(i).append(",\"page\":\"p").append(i % 5);
            rows.append(String.format("\",\"ts\":\"2026-01-01 10:%02d:%02d\"}%n", i / 60 % 60, i % 60));
        }
        Path clicks = Files.writeString(folder.resolve("clicks.json"), rows);
        Path script = Files.writeString(
                folder.resolve("pages.sql"),
                "CREATE TABLE clicks (id BIGINT, page STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ("
                        + "'connector' = 'filesystem', 'format' = 'json', 'path' = '" + clicks + "');\n"
                        + "CREATE TABLE names (page STRING, title STRING) WITH ('connector' = 'inline', 'rows' = '"
                        + "{\"page\":\"p1\",\"title\":\"one\"}\n{\"page\":\"p2\",\"title\":\"two\"}');\n"
                        + "CREATE TABLE pages (page STRING, since TIMESTAMP(3), n BIGINT) WITH ("
                        + "'connector' = 'kafka', 'topic' = 'pages', 'properties.bootstrap.servers' = 'nowhere:1',"
                        + " 'format' = 'json');\n"
                        + "INSERT INTO pages SELECT page, window_start, COUNT(*) FROM TUMBLE(TABLE clicks,"
                        + " DESCRIPTOR(ts), INTERVAL '1' MINUTE) GROUP BY page, window_start, window_end;\n"
                        + "SELECT title, COUNT(*) AS n FROM clicks JOIN names ON clicks.page = names.page"
                        + " GROUP BY title;\n");
        ByteArrayOutputStream error = new ByteArrayOutputStream();

        // When it is compared with the cluster
        int status = Main.run(
                new PrintStream(error, true, StandardCharsets.UTF_8),
                "compare",
                script.toString(),
                "--engines",
                "native:2,cluster:4=" + cluster.address());

        // Then both agree, and no job is left there
        assertThat(status).as(error.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(cluster.client().jobs()).isNotEmpty().allMatch(ClusterJob::hasEnded);
    }

    @Test
    void whatFailsOnTheClusterAloneIsSaid() throws Exception {
        Path script = Files.writeString(
                folder.resolve("wide.sql"),
                "CREATE TABLE t (a INT) WITH ('connector' = 'inline', 'rows' = '{\"a\":1}');\nSELECT a FROM t;\n");
        ByteArrayOutputStream error = new ByteArrayOutputStream();

        int status = Main.run(
                new PrintStream(error, true, StandardCharsets.UTF_8),
                "compare",
                script.toString(),
                "--engines",
                "native,cluster:100=" + cluster.address());

        assertThat(status).isEqualTo(2);
        assertThat(error.toString(StandardCharsets.UTF_8)).contains("free slots of 8, and the job needs 100");
    }
}
