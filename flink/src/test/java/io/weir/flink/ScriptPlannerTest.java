package io.weir.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.flink.PlannedStatement.Immediate;
import io.weir.flink.PlannedStatement.InsertJob;
import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.PlannedStatement.ResultColumn;
import io.weir.flink.PlannedStatement.SelectJob;
import io.weir.plan.CompiledPlan;
import io.weir.plan.WeirException;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.TableSourceScanNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptPlannerTest {
    private static final String CLICKS = """
            CREATE TABLE clicks (user_id BIGINT, page STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
            WITH ('connector' = 'filesystem', 'path' = '/data', 'format' = 'json');
            CREATE TABLE pages (page STRING, n BIGINT) WITH ('connector' = 'print');
            """;

    private static PlannedScript plan(String sql) {
        return plan(sql, Map.of());
    }

    private static PlannedScript plan(String sql, Map<String, String> configuration) {
        try (ScriptPlanner planner = new ScriptPlanner(configuration)) {
            return planner.plan(SqlScript.parse(sql, "a.sql"));
        }
    }

    private static CompiledPlan read(Job job) {
        return job.planOr("no plan");
    }

    @Test
    void anInsertGivesItsPlan() {
        PlannedScript script = plan(CLICKS + "INSERT INTO pages SELECT page, user_id FROM clicks;");

        assertThat(script.statements()).singleElement().isInstanceOfSatisfying(InsertJob.class, job -> {
            assertThat(job.line()).isEqualTo(4);
            assertThat(job.sql()).isEqualTo("INSERT INTO pages SELECT page, user_id FROM clicks");
            assertThat(((SinkNode) read(job).roots().get(0)).table().name()).isEqualTo("pages");
        });
        assertThat(script.isCacheable()).isTrue();
    }

    @Test
    void aSelectEndsInTheResultSink() {
        PlannedScript script = plan(CLICKS + "SELECT page, COUNT(*) AS n FROM clicks GROUP BY page");

        assertThat(script.statements()).singleElement().isInstanceOfSatisfying(SelectJob.class, job -> {
            assertThat(job.isInsertOnly()).isFalse();
            assertThat(job.columns()).extracting(ResultColumn::name).containsExactly("page", "n");
            assertThat(job.columns())
                    .extracting(column -> column.type().asSummaryString())
                    .containsExactly("STRING", "BIGINT NOT NULL");
            SinkNode sink = (SinkNode) read(job).roots().get(0);
            assertThat(sink.table().connector()).isEqualTo("result");
            assertThat(sink.table().physicalRowType().getFieldNames()).containsExactly("page", "n");
        });
    }

    @Test
    void valuesAndWithAreSelects() {
        PlannedScript script =
                plan("VALUES (1, 'a'); WITH t AS (SELECT 1 AS x) SELECT x FROM t; (SELECT 1 UNION ALL SELECT 2);");

        assertThat(script.statements()).hasSize(3).allMatch(SelectJob.class::isInstance);
        assertThat(script.jobs()).allMatch(job -> ((SelectJob) job).isInsertOnly());
    }

    @Test
    void severalTimeColumnsMayBeSelected() {
        PlannedScript script = plan(CLICKS
                + "SELECT a.ts, b.ts FROM clicks a JOIN clicks b ON a.user_id = b.user_id"
                + " AND a.ts BETWEEN b.ts AND b.ts + INTERVAL '1' MINUTE");

        SelectJob job = (SelectJob) script.jobs().get(0);
        assertThat(job.columns())
                .extracting(column -> column.type().asSerializableString())
                .containsExactly("TIMESTAMP(3)", "TIMESTAMP(3)");
    }

    @Test
    void statementSetsShareTheirScan() {
        String both = "INSERT INTO pages SELECT page, 1 FROM clicks; INSERT INTO pages SELECT page, 2 FROM clicks; ";

        for (String set :
                List.of("EXECUTE STATEMENT SET BEGIN " + both + "END;", "BEGIN STATEMENT SET; " + both + "END;")) {
            PlannedScript script = plan(CLICKS + set);
            assertThat(script.jobs()).hasSize(1);
            assertThat(read(script.jobs().get(0)).nodes())
                    .filteredOn(TableSourceScanNode.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void severalInsertsAreSeveralJobsInOrder() {
        PlannedScript script =
                plan(CLICKS + "INSERT INTO pages SELECT 'a', 1; EXECUTE INSERT INTO pages SELECT 'b', 2; SELECT 3;");

        assertThat(script.jobs()).hasSize(3);
        assertThat(script.jobs().get(1).sql()).startsWith("EXECUTE INSERT");
    }

    @Test
    void setAndResetCountFromThereOn() {
        PlannedScript script = plan("""
                SET 'weir.datagen.seed' = '42'; -- ours, and valid in Flink
                SELECT 1;
                SET table.local-time-zone = Asia/Tokyo;
                SELECT 2;
                RESET 'weir.datagen.seed';
                SELECT 3;
                RESET;
                SELECT 4;
                """, Map.of("parallelism.default", "3"));

        assertThat(script.jobs().get(0).configuration())
                .containsEntry("weir.datagen.seed", "42")
                .containsEntry("parallelism.default", "3")
                .doesNotContainKeys("table.local-time-zone", "table.exec.sink.rowtime-inserter");
        assertThat(script.jobs().get(1).configuration()).containsEntry("table.local-time-zone", "Asia/Tokyo");
        assertThat(script.jobs().get(2).configuration()).doesNotContainKey("weir.datagen.seed");
        assertThat(script.jobs().get(3).configuration())
                .containsEntry("parallelism.default", "3")
                .doesNotContainKey("table.local-time-zone");
    }

    @Test
    void showAndDescribeGiveRowsAtOnce() {
        PlannedScript script = plan(CLICKS + "SHOW TABLES; DESCRIBE pages; EXPLAIN SELECT * FROM clicks; SET;");

        assertThat(script.statements()).hasSize(4).allMatch(Immediate.class::isInstance);
        assertThat(((Immediate) script.statements().get(0)).rows())
                .containsExactly(List.of("clicks"), List.of("pages"));
        assertThat(((Immediate) script.statements().get(1)).columns()).startsWith("name", "type", "null");
        assertThat(((Immediate) script.statements().get(2)).rows().get(0).get(0))
                .contains("Physical Plan");
        assertThat(script.isCacheable()).isFalse();
    }

    @Test
    void viewsLikeAndCreateTableAsWork() {
        PlannedScript script = plan(CLICKS + """
                CREATE TABLE more LIKE clicks (EXCLUDING OPTIONS);
                DROP TABLE more;
                CREATE TABLE more WITH ('path' = '/other') LIKE clicks;
                CREATE TEMPORARY VIEW v AS SELECT page FROM more;
                CREATE TABLE copy WITH ('connector' = 'print') AS SELECT page FROM v;
                """);

        CompiledPlan plan = read(script.jobs().get(0));
        assertThat(((TableSourceScanNode) plan.nodes().get(0)).table().option("path"))
                .contains("/other");
        assertThat(((SinkNode) plan.roots().get(0)).table().name()).isEqualTo("copy");
    }

    @Test
    void functionsAndCatalogsAreSetUpAgain() {
        PlannedScript script = plan(CLICKS + """
                CREATE TEMPORARY SYSTEM FUNCTION twice AS 'io.weir.flink.Twice';
                CREATE CATALOG c WITH ('type' = 'generic_in_memory');
                INSERT INTO pages SELECT page, twice(user_id) FROM clicks;
                """);

        assertThat(script.jobs().get(0).setup())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("CREATE TEMPORARY SYSTEM FUNCTION");
        assertThat(script.isCacheable()).isTrue();
    }

    @Test
    void plansCanBeWrittenAndExecuted(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("plan.json");

        PlannedScript script = plan(CLICKS
                + "COMPILE PLAN '" + file + "' FOR INSERT INTO pages SELECT page, 1 FROM clicks;\n"
                + "EXECUTE PLAN '" + file + "';\n"
                + "COMPILE AND EXECUTE PLAN '" + folder.resolve("other.json")
                + "' FOR INSERT INTO pages SELECT page, 2 FROM clicks;");

        assertThat(script.jobs()).hasSize(2);
        assertThat(script.jobs().get(0).planJson()).isEqualTo(Files.readString(file));
        assertThat(Files.readString(folder.resolve("other.json")))
                .isEqualTo(script.jobs().get(1).planJson());
        assertThat(script.isCacheable()).isFalse();
    }

    @Test
    void nodesAreNumberedFromOneInEveryPlan() {
        PlannedScript script = plan(CLICKS + "SELECT page FROM clicks; SELECT user_id FROM clicks;");

        assertThat(script.jobs()).allMatch(job -> read(job).nodes().get(0).id() == 1);
    }

    @Test
    void aBatchThatOnlyFlinkCanPlanHasNoPlan() {
        String approximate = "SELECT APPROX_COUNT_DISTINCT(page) FROM clicks;";
        Job batch = plan("SET 'execution.runtime-mode' = 'batch';\n" + CLICKS + approximate)
                .jobs()
                .get(0);
        assertThat(batch.hasPlan()).isFalse();
        assertThat(batch.plan()).isEmpty();
        assertThatThrownBy(() -> batch.planOr("This cannot be done"))
                .isInstanceOf(WeirException.class)
                .hasMessageContainingAll("This cannot be done", "line 5", "'execution.runtime-mode' at 'streaming'");

        Job streaming = plan(CLICKS + "SELECT page FROM clicks;").jobs().get(0);
        assertThat(streaming.hasPlan()).isTrue();
        assertThat(streaming.plan()).contains(streaming.planOr("This cannot be done"));
    }

    @Test
    void plannersDoNotKnowOneAnother() {
        try (ScriptPlanner one = new ScriptPlanner(Map.of());
                ScriptPlanner other = new ScriptPlanner(Map.of())) {
            one.plan(SqlScript.parse("CREATE TABLE t (x INT) WITH ('connector' = 'print'); SET 'a' = 'b';", "one"));
            PlannedScript script = other.plan(SqlScript.parse("SHOW TABLES; SELECT 1;", "other"));

            assertThat(((Immediate) script.statements().get(0)).rows()).isEmpty();
            assertThat(script.jobs().get(0).configuration()).doesNotContainKey("a");
        }
    }

    private static final String KAFKA = """
            CREATE TABLE named (k INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = 't',
              'key.format' = 'json', 'value.format' = 'json', 'properties.bootstrap.servers' = 'prod.example:9092');
            CREATE TEMPORARY TABLE unnamed (k INT) WITH ('connector' = 'kafka', 'topic' = 'u', 'format' = 'json',
              'properties.group.id' = 'mine');
            CREATE TABLE other (k INT) WITH ('connector' = 'print', 'properties.bootstrap.servers' = 'kept');
            """;

    @Test
    void everyKafkaTableHasThePropertiesOfTheConfiguration() {
        Map<String, String> configuration = Map.of(
                "weir.kafka.properties.bootstrap.servers", "localhost:1", "weir.kafka.properties.client.id", "dev");

        PlannedScript script = plan(KAFKA + "INSERT INTO named SELECT k FROM unnamed GROUP BY k;", configuration);

        CompiledPlan plan = read(script.jobs().get(0));
        assertThat(((SinkNode) plan.roots().get(0)).table().options())
                .containsEntry("properties.bootstrap.servers", "localhost:1")
                .containsEntry("properties.client.id", "dev")
                .containsEntry("topic", "t");
        assertThat(plan.nodes())
                .filteredOn(TableSourceScanNode.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        TableSourceScanNode.class,
                        scan -> assertThat(scan.table().options())
                                .containsEntry("properties.bootstrap.servers", "localhost:1")
                                .containsEntry("properties.group.id", "mine"));
        PlannedScript shown = plan(KAFKA + "SHOW CREATE TABLE other;", configuration);
        assertThat(((Immediate) shown.statements().get(0)).rows().toString())
                .contains("'properties.bootstrap.servers' = 'kept'")
                .doesNotContain("localhost:1");
    }

    @Test
    void aTableThatAQueryMakesHasThemToo() {
        PlannedScript script = plan("SET 'weir.kafka.properties.bootstrap.servers' = 'localhost:2';\n" + CLICKS
                + "CREATE TABLE copy WITH ('connector' = 'kafka', 'topic' = 'c', 'format' = 'json')"
                + " AS SELECT page FROM clicks;");

        assertThat(((SinkNode) read(script.jobs().get(0)).roots().get(0))
                        .table()
                        .options())
                .containsEntry("properties.bootstrap.servers", "localhost:2");
    }
}
