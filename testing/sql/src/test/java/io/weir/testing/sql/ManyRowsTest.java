package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of rows out of order, many of them late, in one file: the answer and the number of late rows are those of
 * Flink at parallelism 1, at every parallelism and on every run.
 */
@Tag("slow")
class ManyRowsTest {

    private static final long SEED = 7;
    private static final int ROWS = 20_000;
    private static final int REPETITIONS = 5;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECONDS)",
                "HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '2' SECONDS, INTERVAL '10' SECONDS)",
                "CUMULATE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECONDS, INTERVAL '20' SECONDS)",
                "SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), INTERVAL '2' SECONDS)"
            })
    void lateRowsAreTheSameAtEveryParallelismOnEveryRun(String window) throws Exception {
        // Given Flink's answer; its two-phase plan would count late partial results instead of rows
        EngineUnderTest.Result expected;
        try (PlannedCase planned = plan(window, "ONE_PHASE")) {
            expected = run(planned, new FlinkEngine());
        }
        assertThat(expected.lateRows()).as("late rows of seed " + SEED).isGreaterThan(100);

        for (String phases : List.of("ONE_PHASE", "AUTO")) {
            try (PlannedCase planned = plan(window, phases)) {
                for (int parallelism : new int[] {2, 4}) {
                    check(planned, NativeEngine.withParallelism(parallelism), expected, "seed " + SEED + ", " + phases);
                }
            }
        }
    }

    private static void check(
            PlannedCase planned, EngineUnderTest engine, EngineUnderTest.Result expected, String name) {
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            // When it runs natively
            EngineUnderTest.Result actual = run(planned, engine);

            // Then it gives the same rows, and drops as many
            String run = name + ", " + engine.name() + ", repetition " + repetition;
            assertThat(actual.handedToFlink()).as(run).isEmpty();
            assertThat(sortedLines(actual)).as(run).isEqualTo(sortedLines(expected));
            assertThat(actual.lateRows()).as("late rows of " + run).isEqualTo(expected.lateRows());
        }
    }

    private static List<String> sortedLines(EngineUnderTest.Result result) {
        return result.rows().rows().stream().map(List::toString).sorted().toList();
    }

    private static PlannedCase plan(String window, String phases) throws IOException {
        FlinkCluster started = cluster;
        if (started == null) {
            throw new IllegalStateException("The cluster is not started");
        }
        SqlCase sqlCase = SqlCaseParser.parse("many-rows", Path.of("many-rows.sql"), text(window, phases));
        return PlannedCase.plan(sqlCase, started.configuration());
    }

    private static EngineUnderTest.Result run(PlannedCase planned, EngineUnderTest engine) {
        List<SqlCaseRunner.StepOutcome> outcomes = SqlCaseRunner.run(planned, engine);
        SqlCaseRunner.StepOutcome last = outcomes.get(outcomes.size() - 1);
        assertThat(last.failure()).isEmpty();
        assertThat(outcomes).hasSize(planned.sqlCase().steps().size());
        return last.result();
    }

    private static String text(String window, String phases) {
        StringBuilder text = new StringBuilder("-- Generated.\n-- tags: generated\n");
        text.append("SET 'pipeline.auto-watermark-interval' = '0 ms';\n");
        text.append("SET 'table.optimizer.agg-phase-strategy' = '")
                .append(phases)
                .append("';\n\n");
        text.append("CREATE TABLE t (k INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)\n");
        text.append("WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');\n\n");
        text.append("-- file: t.json\n");
        Random random = new Random(SEED);
        long now = Instant.parse("2026-01-01T10:00:00Z").toEpochMilli();
        for (int i = 0; i < ROWS; i++) {
            now += random.nextInt(40);
            // One row in five is older than the watermark, some by more than a window.
            long time = random.nextInt(5) == 0 ? now - random.nextInt(25_000) : now - random.nextInt(900);
            text.append("-- {\"k\":")
                    .append(random.nextInt(50))
                    .append(",\"v\":")
                    .append(random.nextInt(1000))
                    .append(",\"ts\":\"")
                    .append(TIME.format(Instant.ofEpochMilli(time)))
                    .append("\"}\n");
        }
        text.append("\nSELECT window_start, window_end, k, COUNT(*) AS cnt, SUM(v) AS total, MAX(v) AS greatest\n");
        text.append("FROM TABLE(").append(window).append(")\nGROUP BY window_start, window_end, k;\n-- expect:\n");
        return text.toString();
    }
}
