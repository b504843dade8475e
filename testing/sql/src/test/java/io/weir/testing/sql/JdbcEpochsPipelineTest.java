package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.connector.console.ResultConsumer;
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
import io.weir.testing.kit.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline with two tables of a database, whose commits fail and are repeated: exactly once all the same. */
class JdbcEpochsPipelineTest {
    private static final int ROWS = 20_000;

    private final PostgresServer server = PostgresServer.shared();

    @TempDir
    private Path folder;

    /** The job is no SELECT: nothing comes here. */
    private static final class Nobody implements ResultConsumer {
        @Override
        public void open(SinkRequest request) {}

        @Override
        public void accept(Batch batch) {}
    }

    private String jdbc(String name, String columns) {
        return "CREATE TABLE " + name + " (" + columns + ") WITH ('connector' = 'jdbc', 'url' = '" + server.url()
                + "', 'table-name' = '" + name + "');\n";
    }

    @Test
    void commitsThatFailLoseAndDoubleNothing() throws Exception {
        // Given a log that grows and totals of it, and a database that refuses some commits
        String log = PostgresServer.newName("click_log");
        String totals = PostgresServer.newName("totals");
        server.execute(
                "CREATE TABLE " + log + " (id BIGINT, part BIGINT)",
                "CREATE TABLE " + totals + " (part BIGINT PRIMARY KEY, cnt BIGINT)",
                "CREATE SEQUENCE " + log + "_calls",
                "CREATE FUNCTION " + log + "_fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF nextval('" + log + "_calls') BETWEEN 3 AND 9 THEN RAISE EXCEPTION 'not now'; END IF;"
                        + " RETURN NULL; END $$",
                "CREATE TRIGGER fail AFTER INSERT ON " + log + " FOR EACH STATEMENT EXECUTE FUNCTION " + log
                        + "_fail()");
        String sql = """
                SET 'execution.checkpointing.interval' = '100 ms';
                SET 'restart-strategy.type' = 'fixed-delay';
                SET 'restart-strategy.fixed-delay.attempts' = '10';
                SET 'restart-strategy.fixed-delay.delay' = '100 ms';
                SET 'weir.datagen.seed' = '1';
                CREATE TABLE src (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '10000',
                  'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '%d');
                """.formatted(ROWS)
                + jdbc(log, "id BIGINT, part BIGINT")
                + jdbc(totals, "part BIGINT, cnt BIGINT, PRIMARY KEY (part) NOT ENFORCED")
                + "EXECUTE STATEMENT SET BEGIN INSERT INTO " + log + " SELECT id, MOD(id, 10) FROM src;\n"
                + "INSERT INTO " + totals + " SELECT MOD(id, 10), COUNT(*) FROM src GROUP BY MOD(id, 10); END;\n";

        // When it runs, and somebody reads both tables all the time
        String difference =
                "SELECT (SELECT COUNT(*) FROM " + log + ") - (SELECT COALESCE(SUM(cnt), 0) FROM " + totals + ")";
        AtomicBoolean isDone = new AtomicBoolean();
        AtomicReference<String> wrong = new AtomicReference<>("");
        Thread reader = new Thread(() -> {
            while (!isDone.get()) {
                String seen = server.query(difference).get(0);
                if (!seen.equals("0")) {
                    wrong.set(seen);
                }
            }
        });
        reader.start();
        run(sql, log);
        isDone.set(true);
        reader.join();

        // Then every row is there once, and nobody has seen half of an epoch
        assertThat(server.query("SELECT COUNT(*), COUNT(DISTINCT id), MAX(id) FROM " + log))
                .containsExactly(ROWS + "," + ROWS + "," + ROWS);
        assertThat(server.query("SELECT COUNT(*), MIN(cnt), MAX(cnt) FROM " + totals))
                .containsExactly("10," + ROWS / 10 + "," + ROWS / 10);
        assertThat(wrong.get()).isEmpty();
        assertThat(server.query("SELECT last_value > 9 FROM " + log + "_calls"))
                .as("commits were refused")
                .containsExactly("t");
    }

    private void run(String sql, String name) throws Exception {
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
                RunOptions.defaults().withEngine(EngineChoice.NATIVE).withParallelism(2));
        RunState state = new RunState(name, Optional.of(folder.resolve("state").toString()), false);
        JobRun run = runner.start(jobs.get(0), new Nobody(), state, 1, message -> {});
        run.await();
    }
}
