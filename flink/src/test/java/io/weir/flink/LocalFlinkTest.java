package io.weir.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.flink.PlannedStatement.Job;
import io.weir.plan.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFlinkTest {
    private static List<? extends Job> jobs(String sql) {
        try (ScriptPlanner planner = new ScriptPlanner(Map.of())) {
            return planner.plan(SqlScript.parse(sql, "a.sql")).jobs();
        }
    }

    private static List<String> run(String sql) {
        List<String> rows = Collections.synchronizedList(new ArrayList<>());
        LocalFlink.runAll(jobs(sql), 2, row -> rows.add(row.getRowKind().shortString() + row.getLong(0)));
        return rows;
    }

    @Test
    void theRowsOfASelectComeWithTheirKinds() {
        List<String> rows = run("SELECT COUNT(*), x FROM (VALUES (1), (1), (2)) AS t (x) GROUP BY x HAVING x = 1");

        assertThat(rows).containsExactly("+I1", "-U1", "+U2");
    }

    @Test
    void functionsAreSetUpBeforeThePlanIsLoaded() {
        List<String> rows = run("""
                CREATE TEMPORARY SYSTEM FUNCTION twice AS 'io.weir.flink.Twice';
                CREATE FUNCTION again AS 'io.weir.flink.Twice';
                SELECT again(twice(x)) FROM (VALUES (CAST(3 AS BIGINT))) AS t (x);
                """);

        assertThat(rows).containsExactly("+I12");
    }

    @Test
    void insertsRunOneAfterAnother(@TempDir Path folder) throws Exception {
        List<String> rows = run("""
                CREATE TEMPORARY TABLE f (x BIGINT) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'json');
                INSERT INTO f VALUES (5);
                SELECT x FROM f;
                """.formatted(folder.resolve("out")));

        assertThat(rows).containsExactly("+I5");
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .anySatisfy(file -> assertThat(Files.readString(file)).contains("{\"x\":5}"));
        }
    }

    @Test
    void standardInputIsATable() {
        InputStream original = System.in;
        String lines = "{\"x\":1,\"r\":{\"a\":7,\"b\":8}}\r\n\n{\"x\":2}\n{\"r\":{\"b\":9},\"x\":3}";
        System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
        try {
            List<String> rows = run("""
                    CREATE TABLE s (x BIGINT, r ROW<a BIGINT, b BIGINT>)
                    WITH ('connector' = 'stdin', 'format' = 'json');
                    SELECT COALESCE(r.b, 0) FROM s;
                    """);
            assertThat(rows).containsExactly("+I8", "+I0", "+I9");
        } finally {
            System.setIn(original);
        }
    }

    @Test
    void aFailureSaysWhatReallyHappened() {
        assertThatThrownBy(() -> run("SELECT CAST(x AS BIGINT) FROM (VALUES ('1'), ('z')) AS t (x)"))
                .isInstanceOfSatisfying(
                        RunException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_FAILED))
                .hasMessageContaining("For input string: 'z'");
    }

    @Test
    void aPlanThatFlinkRefusesIsNamed() {
        assertThatThrownBy(() -> run("SELECT x FROM (VALUES (CAST(1 AS BIGINT))) AS t (x) ORDER BY x"))
                .isInstanceOfSatisfying(
                        RunException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SQL_UNSUPPORTED))
                .hasMessageContaining("Sort on a non-time-attribute field is not supported");
    }

    @Test
    void anUnboundedJobRunsUntilItIsStopped() throws Exception {
        Job job = jobs("CREATE TABLE g (x BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100');"
                        + "SELECT x FROM g")
                .get(0);
        CountDownLatch first = new CountDownLatch(1);

        try (FlinkRun run = LocalFlink.start(job, 1, row -> first.countDown())) {
            assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(run.await(Duration.ofMillis(1))).isFalse();

            run.cancel();

            assertThat(run.isDone()).isTrue();
            assertThatThrownBy(run::await)
                    .isInstanceOfSatisfying(
                            RunException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        }
    }
}
