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
import io.weir.testing.kit.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline with a list and with counts in Redis, whose commits fail and are repeated: nothing is counted twice. */
class RedisEpochsPipelineTest {
    private static final int ROWS = 10_000;
    private static final int PARTS = 10;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final RedisServer server = RedisServer.shared();

    @TempDir
    private Path folder;

    /** The job is no SELECT: nothing comes here. */
    private static final class Nobody implements ResultConsumer {
        @Override
        public void open(SinkRequest request) {}

        @Override
        public void accept(Batch batch) {}
    }

    private String redis(String name, String columns, String more) {
        return "CREATE TABLE " + name + " (" + columns + ") WITH ('connector' = 'redis', 'url' = '" + server.url() + "'"
                + more + ");\n";
    }

    @Test
    void commitsThatFailLoseAndDoubleNothing() throws Exception {
        // Given a list of rows and counts of them, and a key that refuses what is pushed until the run has begun again
        String log = RedisServer.newName("click_log");
        String totals = RedisServer.newName("totals");
        server.command("SET", log + ":3", "in the way");
        String sql = """
                SET 'execution.checkpointing.interval' = '100 ms';
                SET 'restart-strategy.type' = 'fixed-delay';
                SET 'restart-strategy.fixed-delay.attempts' = '100';
                SET 'restart-strategy.fixed-delay.delay' = '100 ms';
                SET 'weir.datagen.seed' = '1';
                CREATE TABLE src (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '4000',
                  'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '%d');
                """.formatted(ROWS)
                + redis(log, "part BIGINT, id BIGINT", ", 'data-type' = 'list'")
                + redis(totals, "part BIGINT, cnt BIGINT, PRIMARY KEY (part) NOT ENFORCED", ", 'ttl' = '1 h'")
                + "EXECUTE STATEMENT SET BEGIN INSERT INTO " + log + " SELECT MOD(id, 10), id FROM src;\n"
                + "INSERT INTO " + totals + " SELECT MOD(id, 10), COUNT(*) FROM src GROUP BY MOD(id, 10); END;\n";

        // When it runs
        CompletableFuture<Void> way = CompletableFuture.runAsync(() -> {
            awaitGeneration("weir:epochs:" + log + ":" + log, 2);
            server.command("DEL", log + ":3");
        });
        run(sql, log);
        way.get(1, TimeUnit.SECONDS);

        // Then every row is there once, and every count is right
        for (int part = 0; part < PARTS; part++) {
            int first = part;
            List<String> expected = IntStream.rangeClosed(1, ROWS)
                    .filter(id -> id % PARTS == first)
                    .mapToObj(Integer::toString)
                    .toList();
            assertThat(server.list("LRANGE", log + ":" + part, "0", "-1"))
                    .as("part " + part)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(server.command("HGET", totals + ":" + part, "cnt")).isEqualTo(Integer.toString(ROWS / PARTS));
        }
    }

    /** Each run that goes on makes the marker's generation one greater. */
    private void awaitGeneration(String marker, long generation) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!(server.command("HGET", marker, "generation") instanceof String text
                && Long.parseLong(text) >= generation)) {
            assertThat(System.nanoTime()).as("commits are refused").isLessThan(end);
            Thread.onSpinWait();
        }
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
