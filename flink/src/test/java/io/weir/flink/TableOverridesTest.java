package io.weir.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.flink.cluster.HomeViews;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableOverridesTest {
    private static final Map<String, String> KAFKA =
            Map.of("connector", "kafka", "topic", "a", "properties.bootstrap.servers", "localhost:9092");

    private static Map<String, String> changed(Map<String, String> options, String... given) {
        Map<String, String> configuration = new TreeMap<>();
        for (int i = 0; i < given.length; i += 2) {
            configuration.put(given[i], given[i + 1]);
        }
        return TableOverrides.changed("clicks", false, options, configuration);
    }

    @Test
    void anOptionOfATableWinsOverTheScripts() {
        assertThat(changed(KAFKA)).isEqualTo(KAFKA);
        assertThat(changed(KAFKA, "weir.table.clicks.topic", "b", "weir.table.other.topic", "c"))
                .containsEntry("topic", "b");
        assertThat(changed(KAFKA, "weir.table.clicks.scan.bounded.mode", "latest-offset"))
                .containsEntry("scan.bounded.mode", "latest-offset");
    }

    @Test
    void anOptionOfEveryTableIsForThoseThatHaveIt() {
        assertThat(changed(KAFKA, "weir.table.*.properties.bootstrap.servers", "kafka:9092", "weir.table.*.path", "x"))
                .containsEntry("properties.bootstrap.servers", "kafka:9092")
                .doesNotContainKey("path");
        assertThat(changed(KAFKA, "weir.table.*.topic", "b", "weir.table.clicks.topic", "c"))
                .containsEntry("topic", "c");
    }

    @Test
    void kafkaPromisesWhatEpochsPromise() {
        assertThat(changed(KAFKA, TableOverrides.TRANSACTIONS, "job"))
                .containsEntry("sink.delivery-guarantee", "exactly-once")
                .containsEntry("sink.transactional-id-prefix", "job-clicks")
                .containsEntry("properties.transaction.timeout.ms", "900000");
        Map<String, String> modest = new TreeMap<>(KAFKA);
        modest.put("sink.delivery-guarantee", "at-least-once");
        assertThat(changed(modest, TableOverrides.TRANSACTIONS, "job")).isEqualTo(modest);
        Map<String, String> strict = new TreeMap<>(KAFKA);
        strict.put("sink.delivery-guarantee", "exactly-once");
        strict.put("sink.transactional-id-prefix", "mine");
        strict.put("properties.transaction.timeout.ms", "60000");
        assertThat(changed(strict, TableOverrides.TRANSACTIONS, "job")).isEqualTo(strict);
        assertThat(changed(Map.of("connector", "filesystem"), TableOverrides.TRANSACTIONS, "job"))
                .hasSize(1);
    }

    @Test
    void aViewBecomesATopicOfItsNewestRowsOrOfItsRows() {
        ViewTarget target = ViewTarget.of("kafka://a:1,b:2/shop-");
        Map<String, String> view = Map.of("connector", "view", "retention.time", "1 d");
        assertThat(target.written("latest", true, view))
                .containsEntry("connector", "upsert-kafka")
                .containsEntry("topic", "shop-latest")
                .containsEntry("properties.bootstrap.servers", "a:1,b:2")
                .containsEntry("sink.delivery-guarantee", "exactly-once")
                .doesNotContainKey("retention.time");
        assertThat(target.written("rows", false, Map.of("connector", "view", "name", "all")))
                .containsEntry("connector", "kafka")
                .containsEntry("topic", "shop-all")
                .containsEntry("format", "json");
        assertThat(target.written("now", true, Map.of("connector", "view", "visibility", "immediate")))
                .containsEntry("sink.delivery-guarantee", "at-least-once");
        assertThat(ViewTarget.of("jdbc:postgresql://db/shop").written("latest", true, view))
                .containsEntry("connector", "jdbc")
                .containsEntry("url", "jdbc:postgresql://db/shop")
                .containsEntry("table-name", "latest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kafka", "kafka://", "kafka://host", "kafka://h:1/a/b", "jdbc:", "s3://bucket"})
    void whatIsNoPlaceForViewsIsRefused(String place) {
        assertThatThrownBy(() -> ViewTarget.of(place)).hasMessageContaining("is no place for views");
    }

    @Test
    void aScriptShowsTheViewsAtHome() {
        String sql = """
                CREATE TABLE numbers (id BIGINT, name STRING) WITH ('connector' = 'datagen');
                CREATE TABLE latest (id BIGINT, names BIGINT, PRIMARY KEY (id) NOT ENFORCED)
                  WITH ('connector' = 'view', 'retention.time' = '2 h');
                INSERT INTO latest SELECT id, COUNT(name) FROM numbers GROUP BY id;
                """;
        try (ScriptPlanner planner = new ScriptPlanner(Map.of())) {
            PlannedScript planned = planner.plan(SqlScript.parse(sql, "numbers.sql"));
            String script = HomeViews.script(
                    planned.jobs(),
                    ViewTarget.of("kafka://kafka:9092"),
                    Map.of("weir.table.latest.topic", "other"),
                    "numbers.sql");
            assertThat(script)
                    .contains("CREATE TABLE `latest_topic`")
                    .contains("'connector' = 'upsert-kafka'")
                    .contains("'topic' = 'other'")
                    .contains("'properties.isolation.level' = 'read_committed'")
                    .contains("'retention.time' = '2 h'")
                    .contains("INSERT INTO `latest` SELECT * FROM `latest_topic`;");
            // And it is a script that can be planned
            try (ScriptPlanner home = new ScriptPlanner(Map.of())) {
                assertThat(home.plan(SqlScript.parse(script, "home.sql")).jobs())
                        .hasSize(1);
            }
        }
    }

    @Test
    void theOptionsReachThePlan() {
        String sql = """
                CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen');
                CREATE TABLE latest (id BIGINT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'view');
                INSERT INTO latest SELECT DISTINCT id FROM numbers;
                """;
        Map<String, String> configuration =
                Map.of(TableOverrides.VIEWS, "kafka://kafka:9092", "weir.table.numbers.number-of-rows", "10");
        try (ScriptPlanner planner = new ScriptPlanner(configuration)) {
            String plan =
                    planner.plan(SqlScript.parse(sql, "x.sql")).jobs().get(0).planJson();
            assertThat(plan).contains("upsert-kafka").contains("number-of-rows").doesNotContain("\"view\"");
        }
    }
}
