package io.weir.flink.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import io.weir.flink.move.PlanCut.TableCut;
import io.weir.plan.CompiledPlan;
import io.weir.plan.CompiledPlanReader;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.TableSourceScanNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.functions.ScalarFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which plans can be moved, and what becomes of those that can. */
class MovablePlanTest {
    private static final String TABLES = """
            CREATE TABLE clicks (id BIGINT, page STRING, `at` TIMESTAMP(3), arrived AS PROCTIME(),
              WATERMARK FOR `at` AS `at` - INTERVAL '5' SECOND)
              WITH ('connector' = 'kafka', 'topic' = 'clicks', 'properties.bootstrap.servers' = 'localhost:1',
                    'scan.startup.mode' = 'earliest-offset', 'format' = 'json');
            CREATE TABLE instants (id BIGINT, millis BIGINT, `at` AS TO_TIMESTAMP_LTZ(millis, 3),
              WATERMARK FOR `at` AS `at`)
              WITH ('connector' = 'kafka', 'topic' = 'a;b', 'properties.bootstrap.servers' = 'localhost:1',
                    'scan.startup.mode' = 'earliest-offset', 'format' = 'json');
            CREATE TABLE ended WITH ('scan.bounded.mode' = 'latest-offset') LIKE clicks;
            CREATE VIEW counts AS SELECT COUNT(*) AS n, window_time AS w FROM TUMBLE(TABLE clicks, DESCRIPTOR(`at`),
              INTERVAL '1' MINUTE) GROUP BY window_start, window_end, window_time;
            CREATE TEMPORARY SYSTEM FUNCTION dice AS 'io.weir.flink.move.MovablePlanTest$Dice';
            CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen');
            CREATE TABLE found (id BIGINT, n BIGINT) WITH ('connector' = 'kafka', 'topic' = 'found',
              'properties.bootstrap.servers' = 'localhost:1', 'format' = 'json');
            CREATE TABLE kept (id BIGINT, n BIGINT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'upsert-kafka',
              'topic' = 'kept', 'properties.bootstrap.servers' = 'localhost:1', 'key.format' = 'json',
              'value.format' = 'json');
            """;

    /** A function that says of itself that it gives other answers. */
    public static final class Dice extends ScalarFunction {
        public Long eval(Long id) {
            return id ^ System.nanoTime();
        }

        @Override
        public boolean isDeterministic() {
            return false;
        }
    }

    private static Job plan(String statements) {
        try (ScriptPlanner planner = new ScriptPlanner(Map.of())) {
            return planner.plan(SqlScript.parse(TABLES + statements, "test.sql"))
                    .jobs()
                    .get(0);
        }
    }

    private static MovablePlan movable(Job job) {
        return new MovablePlan(CompiledPlanReader.read(job.planJson()), job.configuration());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "INSERT INTO kept SELECT id, COUNT(*) FROM clicks GROUP BY id | keeps state for which no window",
                "INSERT INTO kept SELECT DISTINCT id, id FROM clicks | keeps state for which no window",
                "INSERT INTO found SELECT c.id, d.id FROM clicks c JOIN clicks d ON c.id = d.id | keeps state",
                "INSERT INTO found SELECT id, n FROM numbers, (VALUES (1)) AS v(n) | 'connector' = 'datagen' cannot be",
                "INSERT INTO found SELECT id, id FROM ended | ends by itself",
                "INSERT INTO found SELECT id, COUNT(*) FROM SESSION(TABLE clicks PARTITION BY id, DESCRIPTOR(`at`),"
                        + " INTERVAL '1' MINUTE) GROUP BY id, window_start, window_end | has session windows",
                "INSERT INTO found SELECT id, COUNT(*) FROM clicks GROUP BY id, SESSION(`at`, INTERVAL '1' MINUTE)"
                        + " | has session windows",
                "INSERT INTO found SELECT id, COUNT(*) FROM TUMBLE(TABLE clicks, DESCRIPTOR(arrived),"
                        + " INTERVAL '1' MINUTE) GROUP BY id, window_start, window_end | windows of processing time",
                "INSERT INTO found SELECT n, COUNT(*) FROM TUMBLE(TABLE counts, DESCRIPTOR(w), INTERVAL '5' MINUTE)"
                        + " GROUP BY n, window_start, window_end | makes windows of results of windows",
                "INSERT INTO found SELECT id, COUNT(*) FROM TUMBLE(TABLE clicks, DESCRIPTOR(`at`), INTERVAL '1' MINUTE)"
                        + " WHERE RAND() < 0.5 GROUP BY id, window_start, window_end | calls RAND",
                "INSERT INTO found SELECT id, COUNT(*) FROM TUMBLE(TABLE clicks, DESCRIPTOR(`at`), INTERVAL '1' MINUTE)"
                        + " WHERE id < UNIX_TIMESTAMP() GROUP BY id, window_start, window_end | calls UNIX_TIMESTAMP",
                "INSERT INTO found SELECT id, COUNT(*) FROM TUMBLE(TABLE clicks, DESCRIPTOR(`at`), INTERVAL '1' MINUTE)"
                        + " WHERE CURRENT_WATERMARK(`at`) IS NULL GROUP BY id, window_start, window_end"
                        + " | calls CURRENT_WATERMARK",
                "INSERT INTO found SELECT id, COUNT(*) FROM TUMBLE(TABLE clicks, DESCRIPTOR(`at`), INTERVAL '1' MINUTE)"
                        + " WHERE dice(id) > 3 GROUP BY id, window_start, window_end | which gives another answer",
                "INSERT INTO found SELECT id, n FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start,"
                        + " window_end ORDER BY n) AS r FROM (SELECT window_start, window_end, id, COUNT(*) AS n FROM"
                        + " TUMBLE(TABLE clicks, DESCRIPTOR(`at`), INTERVAL '1' MINUTE) GROUP BY window_start,"
                        + " window_end, id UNION ALL SELECT window_start, window_end, id, id FROM TUMBLE(TABLE clicks,"
                        + " DESCRIPTOR(`at`), INTERVAL '1' MINUTE))) WHERE r <= 3"
                        + " | together with results of windows, into windows",
                "INSERT INTO found SELECT id, SUM(id) OVER (PARTITION BY page ORDER BY `at`) FROM clicks | keeps state",
            })
    void aPlanWhoseStateNoWindowBoundsIsRefusedWithTheNode(String statement, String reason) {
        MovablePlan movable = movable(plan(statement));

        assertThat(movable.obstacles()).anyMatch(obstacle -> obstacle.contains(reason) && obstacle.startsWith("["));
    }

    @Test
    void resultsOfOpenWindowsStandAgainstIt() {
        Job job = plan("INSERT INTO found SELECT id, id FROM clicks");

        assertThat(new MovablePlan(
                                CompiledPlanReader.read(job.planJson()),
                                Map.of("table.exec.emit.early-fire.enabled", "true"))
                        .obstacles())
                .containsExactly("'table.exec.emit.early-fire.enabled' gives results of windows that are not closed");
    }

    @Test
    void rowsForSinksAndRowsForWindowsComeFromTwoScans() {
        Job job = plan("""
                EXECUTE STATEMENT SET BEGIN
                INSERT INTO found SELECT id, id FROM clicks WHERE id > 5;
                INSERT INTO found SELECT id, COUNT(*) FROM TUMBLE(TABLE clicks, DESCRIPTOR(`at`), INTERVAL '1' MINUTE)
                  GROUP BY id, window_start, window_end;
                INSERT INTO found SELECT id, n FROM (SELECT id, id AS n, ROW_NUMBER() OVER (PARTITION BY window_start,
                  window_end ORDER BY id) AS r FROM TUMBLE(TABLE clicks, DESCRIPTOR(`at`), INTERVAL '1' MINUTE))
                  WHERE r <= 3;
                INSERT INTO found SELECT id, COUNT(*) FROM instants GROUP BY id, HOP(`at`, INTERVAL '1' MINUTE,
                  INTERVAL '2' MINUTE);
                END""");
        MovablePlan movable = movable(job);
        assertThat(movable.obstacles()).isEmpty();
        assertThat(movable.steps()).hasSize(3);

        CompiledPlan moved = CompiledPlanReader.read(MovedPlan.write(job.planJson(), movable, cut(movable)));

        // clicks twice, instants once
        assertThat(moved.nodes().stream()
                        .filter(TableSourceScanNode.class::isInstance)
                        .map(TableSourceScanNode.class::cast)
                        .map(scan -> scan.table().name() + " "
                                + scan.table().options().get("replay.from")))
                .containsExactlyInAnyOrder("clicks$replay r", "clicks$goes_on g", "instants$replay r");
        // before and behind each step that cuts windows, before the one that does not
        List<String> filters = moved.nodes().stream()
                .map(PlanNode::description)
                .filter(description -> description.contains("not given out"))
                .toList();
        assertThat(filters).hasSize(5);
        assertThat(moved.describe()).contains("GlobalWindowAggregate", "WindowRank", "GroupWindowAggregate");
    }

    @Test
    void aPlanWithoutWindowsJustGoesOn() {
        Job job = plan("INSERT INTO found SELECT id, id FROM clicks WHERE id > 5");
        MovablePlan movable = movable(job);

        CompiledPlan moved = CompiledPlanReader.read(MovedPlan.write(job.planJson(), movable, cut(movable)));

        assertThat(moved.nodes()).hasSameSizeAs(movable.plan().nodes());
        assertThat(moved.nodes().get(0)).isInstanceOfSatisfying(TableSourceScanNode.class, scan -> {
            assertThat(scan.table().options())
                    .containsEntry("connector", "weir-replay")
                    .containsEntry("replay.connector", "kafka")
                    .containsEntry("replay.from", "g")
                    .doesNotContainKey("scan.startup.mode");
        });
    }

    private static PlanCut cut(MovablePlan movable) {
        Map<Integer, Long> closed = new HashMap<>();
        movable.steps().forEach(step -> closed.put(step.node().id(), 1_767_261_600_000L));
        Map<Integer, TableCut> tables = new HashMap<>();
        movable.scans()
                .forEach(scan ->
                        tables.put(scan.id(), new TableCut(Map.of("replay.from", "r"), Map.of("replay.from", "g"))));
        return new PlanCut(closed, 1_767_261_000_123L, tables);
    }
}
