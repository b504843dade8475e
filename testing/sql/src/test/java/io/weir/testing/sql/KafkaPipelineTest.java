package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import io.weir.flink.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each format and kind of Kafka table, written by one engine and read by the other: what one writes, both read alike.
 */
@Tag("slow")
class KafkaPipelineTest {
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();
    private static final AtomicInteger TOPICS = new AtomicInteger();

    private static @Nullable FlinkCluster cluster;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = FlinkCluster.start();
    }

    @AfterAll
    static void stopCluster() {
        FlinkCluster started = cluster;
        if (started != null) {
            started.close();
        }
    }

    /**
     * A table in a topic.
     *
     * @param columns its columns
     * @param options its options beyond topic and servers
     * @param insert what is written
     * @param query what is read; {@code t} is the table
     * @param expected its answer
     */
    private record Scene(
            String name, String columns, String options, String insert, String query, List<String> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String ORDERS = """
            VALUES (1, 'grün', CAST(12.50 AS DECIMAL(10, 2)), TIMESTAMP '2026-01-01 10:00:00.123', ARRAY['a', 'b']),
                   (2, CAST(NULL AS STRING), CAST(NULL AS DECIMAL(10, 2)), TIMESTAMP '1969-12-31 23:59:59.999',
                    ARRAY['c'])
            """;
    private static final String ORDER_COLUMNS =
            "id INT NOT NULL, name STRING, price DECIMAL(10, 2), ts TIMESTAMP(3), tags ARRAY<STRING>";
    private static final List<String> ORDER_ROWS = List.of(
            "| id | name | price | ts                      | tags       |",
            "| 1  | grün | 12.50 | 2026-01-01 10:00:00.123 | ['a', 'b'] |",
            "| 2  | NULL | NULL  | 1969-12-31 23:59:59.999 | ['c']      |");

    private static Scene orders(String format, String... options) {
        String all = "'connector' = 'kafka', 'format' = '" + format + "'"
                + String.join(
                        "", Stream.of(options).map(option -> ", " + option).toList());
        return new Scene(format + String.join("", options), ORDER_COLUMNS, all, ORDERS, "SELECT * FROM t", ORDER_ROWS);
    }

    private static final String COUNTS =
            "SELECT page, COUNT(*) FROM (VALUES ('/home'), ('/cart'), ('/home'), ('/home')) AS c(page) GROUP BY page";
    private static final List<String> COUNT_ROWS = List.of("| page  | cnt |", "| /cart | 1   |", "| /home | 3   |");

    private static Scene counts(String format) {
        return new Scene(
                format,
                "page STRING, cnt BIGINT",
                "'connector' = 'kafka', 'format' = '" + format + "'",
                COUNTS,
                "SELECT page, cnt FROM t",
                COUNT_ROWS);
    }

    private static Scene upserts(String name, String options) {
        return new Scene(
                name,
                "page STRING, cnt BIGINT, PRIMARY KEY (page) NOT ENFORCED",
                "'connector' = 'upsert-kafka', " + options,
                COUNTS,
                "SELECT page, cnt FROM t",
                COUNT_ROWS);
    }

    static List<Scene> scenes() {
        return List.of(
                orders("json"),
                orders("csv", "'csv.null-literal' = 'null'"),
                orders("avro"),
                orders("avro", "'avro.encoding' = 'json'", "'avro.timestamp_mapping.legacy' = 'false'"),
                new Scene(
                        "protobuf",
                        "name STRING, number INT, packed BOOLEAN, kind STRING",
                        "'connector' = 'kafka', 'format' = 'protobuf',"
                                + " 'protobuf.message-class-name' = 'com.google.protobuf.Field'",
                        "VALUES ('a', 1, TRUE, 'TYPE_INT32'), (CAST(NULL AS STRING), -2, FALSE, 'nonsense')",
                        "SELECT * FROM t",
                        List.of(
                                "| name | number | packed | kind         |",
                                "| ''   | -2     | FALSE  | TYPE_UNKNOWN |",
                                "| a    | 1      | TRUE   | TYPE_INT32   |")),
                new Scene(
                        "raw, a null among the values",
                        "line STRING",
                        "'connector' = 'kafka', 'format' = 'raw', 'raw.charset' = 'UTF-16'",
                        "VALUES ('grün'), (CAST(NULL AS STRING)), ('')",
                        "SELECT * FROM t",
                        List.of("| line |", "| ''   |", "| NULL |", "| grün |")),
                new Scene(
                        "a key of another format, headers and timestamp",
                        "k_id BIGINT, name STRING, ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp',"
                                + " headers MAP<STRING, BYTES> METADATA, part INT METADATA FROM 'partition' VIRTUAL",
                        "'connector' = 'kafka', 'key.format' = 'raw', 'key.fields' = 'k_id',"
                                + " 'key.fields-prefix' = 'k_', 'value.format' = 'csv',"
                                + " 'value.fields-include' = 'EXCEPT_KEY'",
                        "VALUES (1, 'a', TO_TIMESTAMP_LTZ(1234, 3), MAP['trace', x'0a']),"
                                + " (2, 'b', TO_TIMESTAMP_LTZ(5678, 3), CAST(NULL AS MAP<STRING, BYTES>))",
                        "SELECT k_id, name, ts, headers, part >= 0 AS has_part FROM t",
                        List.of(
                                "| k_id | name | ts                       | headers           | has_part |",
                                "| 1    | a    | 1970-01-01 00:00:01.234Z | {'trace'=x'0a'}   | TRUE     |",
                                "| 2    | b    | 1970-01-01 00:00:05.678Z | {}                | TRUE     |")),
                counts("debezium-json"),
                counts("canal-json"),
                counts("maxwell-json"),
                counts("ogg-json"),
                upserts("upsert-kafka", "'key.format' = 'json', 'value.format' = 'json'"),
                upserts(
                        "upsert-kafka without the key in the value",
                        "'key.format' = 'raw', 'value.format' = 'avro', 'value.fields-include' = 'EXCEPT_KEY'"),
                upserts(
                        "upsert-kafka with a buffer",
                        "'key.format' = 'csv', 'value.format' = 'csv', 'sink.buffer-flush.max-rows' = '100',"
                                + " 'sink.buffer-flush.interval' = '1 s'"));
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void whatOneEngineWritesBothReadAlike(Scene scene) throws Exception {
        List<EngineUnderTest> engines = List.of(new FlinkEngine(), NativeEngine.withParallelism(2));
        for (EngineUnderTest writer : engines) {
            String topic = "pipeline-" + TOPICS.incrementAndGet();
            KAFKA.createTopic(topic, 2);
            run(writer, script(scene, topic, "INSERT INTO t " + scene.insert));
            for (EngineUnderTest reader : engines) {
                TextTable rows = run(reader, script(scene, topic, scene.query));
                assertThat(rows.sorted())
                        .as(writer.name() + " writes, " + reader.name() + " reads")
                        .isEqualTo(TextTable.ofLines(scene.expected, Expectation.Layout.ROWS)
                                .sorted());
            }
        }
    }

    private static String script(Scene scene, String topic, String statement) {
        String start = scene.options.contains("upsert-kafka") ? "" : ", 'scan.startup.mode' = 'earliest-offset'";
        return "CREATE TABLE t (" + scene.columns + ") WITH (" + scene.options + ", 'topic' = '" + topic
                + "', 'properties.bootstrap.servers' = '" + KAFKA.bootstrapServers()
                + "', 'scan.bounded.mode' = 'latest-offset'" + start + ");\n" + statement + ";\n";
    }

    /** Runs the only job of a script. */
    private static TextTable run(EngineUnderTest engine, String sql) throws Exception {
        Map<String, String> configuration = Objects.requireNonNull(cluster).configuration();
        List<PlannedStatement.Job> jobs = new ArrayList<>();
        try (ScriptPlanner planner = new ScriptPlanner(configuration)) {
            SqlScript script = SqlScript.parse(sql, "pipeline.sql");
            for (SqlStatement statement : script.statements()) {
                Optional<PlannedStatement> planned = planner.plan(script, statement);
                if (planned.isPresent() && planned.get() instanceof PlannedStatement.Job job) {
                    jobs.add(job);
                }
            }
            assertThat(jobs).hasSize(1);
            EngineUnderTest.Result result = engine.run(jobs.get(0));
            assertThat(result.handedToFlink()).as(sql).isEmpty();
            return result.rows();
        }
    }
}
