package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.connector.console.ResultConsumer;
import io.weir.connector.view.View;
import io.weir.connector.view.ViewCatalog;
import io.weir.connector.view.ViewFilter.Operator;
import io.weir.connector.view.ViewQuery;
import io.weir.connector.view.ViewRows;
import io.weir.connector.view.ViewSinkFactory;
import io.weir.connector.view.ViewSourceFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import io.weir.flink.SqlStatement;
import io.weir.library.run.EngineChoice;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunOptions;
import io.weir.library.run.RunState;
import io.weir.plan.WeirException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines that keep views, cut short and begun again in what stands for another process. */
class ViewPipelineTest {
    private static final int ROWS = 15_000;
    private static final int KEYS = 97;

    private static final String SOURCE = """
            SET 'execution.checkpointing.interval' = '50 ms';
            SET 'weir.datagen.seed' = '1';
            CREATE TABLE src (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '10000',
              'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '%d');
            """.formatted(ROWS);

    private static final String TOTALS = SOURCE + """
            CREATE TABLE totals (part BIGINT, name STRING, cnt BIGINT, total BIGINT,
              PRIMARY KEY (name, part) NOT ENFORCED) WITH ('connector' = 'view');
            INSERT INTO totals SELECT part, 'n' || CAST(MOD(part, 3) AS STRING), COUNT(*), SUM(id)
              FROM (SELECT MOD(id, 97) AS part, id FROM src) GROUP BY part;
            """;

    @TempDir
    private Path folder;

    /** The job is no SELECT: nothing comes here. */
    private static final class Nobody implements ResultConsumer {
        @Override
        public void open(SinkRequest request) {}

        @Override
        public void accept(Batch batch) {}
    }

    private JobRun start(String sql, ViewCatalog catalog, int parallelism) {
        List<PlannedStatement.Job> jobs = new ArrayList<>();
        try (ScriptPlanner planner = new ScriptPlanner(Map.of())) {
            SqlScript script = SqlScript.parse(sql, "pipeline.sql");
            for (SqlStatement statement : script.statements()) {
                Optional<PlannedStatement> planned = planner.plan(script, statement);
                if (planned.isPresent() && planned.get() instanceof PlannedStatement.Job job) {
                    jobs.add(job);
                }
            }
        }
        assertThat(jobs).hasSize(1);
        JobRunner runner = new JobRunner(
                RunOptions.defaults().withEngine(EngineChoice.NATIVE).withParallelism(parallelism),
                List.of(new ViewSourceFactory(catalog)),
                List.of(new ViewSinkFactory(catalog)));
        RunState state = new RunState("p", Optional.of(folder.resolve("state").toString()), false);
        return runner.start(jobs.get(0), new Nobody(), state, 1, message -> {});
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static Map<Long, List<Object>> totals(ViewRows rows) {
        Map<Long, List<Object>> totals = new TreeMap<>();
        for (Row row : rows.toRows()) {
            totals.put((Long) row.getField(0), List.of(row.getField(2), row.getField(3)));
        }
        return totals;
    }

    /** What the first rows of the source come to. */
    private static Map<Long, List<Object>> expected(long count) {
        Map<Long, List<Object>> expected = new TreeMap<>();
        for (long part = 0; part < KEYS; part++) {
            long rows = 0;
            long total = 0;
            for (long id = part == 0 ? KEYS : part; id <= count; id += KEYS) {
                rows++;
                total += id;
            }
            if (rows > 0) {
                expected.put(part, List.of(rows, total));
            }
        }
        return expected;
    }

    /** Whatever is visible is what some number of first rows come to. */
    private static long assertWhole(View view) {
        Map<Long, List<Object>> seen = totals(view.read(ViewQuery.ALL));
        long count = seen.values().stream().mapToLong(row -> (Long) row.get(0)).sum();
        assertThat(seen).isEqualTo(expected(count));
        return count;
    }

    @Test
    void aViewIsThereAgainAtAnyParallelism() throws InterruptedException {
        // Given runs that are cut short, of one instance, three and two
        long seen = 0;
        for (int parallelism : new int[] {1, 3, 2}) {
            ViewCatalog catalog = new ViewCatalog();
            JobRun run = start(TOTALS, catalog, parallelism);
            View view = catalog.get("totals");
            if (seen > 0) {
                // Then a new process has all rows that were visible before, whole
                await(() -> view.freshness().epoch() > 0);
                assertThat(assertWhole(view)).isGreaterThanOrEqualTo(seen);
            }
            long from = seen;
            await(() -> assertWhole(view) > from + 2000);
            seen = assertWhole(view);
            run.close();
        }

        // And the last run ends with the right totals
        ViewCatalog catalog = new ViewCatalog();
        JobRun run = start(TOTALS, catalog, 2);
        run.await();
        run.close();
        assertThat(assertWhole(catalog.get("totals"))).isEqualTo(ROWS);
        ViewRows byKey = catalog.get("totals")
                .read(ViewQuery.ALL.where("name", Operator.EQ, "n2").where("part", Operator.EQ, "5"));
        assertThat(totals(byKey)).containsOnlyKeys(5L);
    }

    @Test
    void anAppendOnlyViewIsThereAgain() throws InterruptedException {
        String sql = SOURCE + """
                CREATE TABLE newest (id BIGINT) WITH ('connector' = 'view', 'retention.rows' = '500');
                INSERT INTO newest SELECT id FROM src;
                """;
        long last = 0;
        for (int parallelism : new int[] {1, 2}) {
            ViewCatalog catalog = new ViewCatalog();
            JobRun run = start(sql, catalog, parallelism);
            View view = catalog.get("newest");
            long before = last;
            await(() -> newest(view).stream().anyMatch(id -> id > before + 2000));
            List<Long> ids = newest(view);
            assertThat(ids).hasSize(500).doesNotHaveDuplicates();
            last = ids.stream().mapToLong(Long::longValue).max().orElseThrow();
            run.close();
        }
        ViewCatalog catalog = new ViewCatalog();
        JobRun run = start(sql, catalog, 2);
        run.await();
        run.close();
        assertThat(newest(catalog.get("newest")))
                .hasSize(500)
                .doesNotHaveDuplicates()
                .contains((long) ROWS);
    }

    private static List<Long> newest(View view) {
        return view.read(ViewQuery.ALL.withLimit(1000)).toRows().stream()
                .map(row -> (Long) row.getField(0))
                .toList();
    }

    @Test
    void anotherTypeDoesNotFitTheState() {
        ViewCatalog catalog = new ViewCatalog();
        JobRun run = start(TOTALS, catalog, 1);
        await(() -> assertWhole(catalog.get("totals")) > 0);
        run.close();

        String other = TOTALS.replace("cnt BIGINT", "cnt DOUBLE").replace("COUNT(*)", "CAST(COUNT(*) AS DOUBLE)");
        assertThatThrownBy(() -> {
                    try (JobRun second = start(other, new ViewCatalog(), 1)) {
                        second.await();
                    }
                })
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("does not fit the state");
    }
}
