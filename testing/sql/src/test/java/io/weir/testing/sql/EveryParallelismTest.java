package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds at every parallelism although no two runs give their rows in the same order. */
class EveryParallelismTest {
    private static final long SEED = 11;
    private static final int ROWS = 6_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final Pattern LINE = Pattern.compile("(\\w+)(?::\\d+)?> ..\\[(.*)]");
    private static @Nullable FlinkCluster cluster;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = FlinkCluster.start();
    }

    @AfterAll
    static void stopCluster() {
        started().close();
    }

    private static FlinkCluster started() {
        return Objects.requireNonNull(cluster, "The cluster is not started");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECONDS)",
                "5 | HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '2' SECONDS, INTERVAL '10' SECONDS)"
            })
    void whatAWindowHasMissedIsInTheLateTable(int windowsPerRow, String window) throws Exception {
        List<String> late = new ArrayList<>();
        for (int parallelism = 1; parallelism <= 4; parallelism++) {
            // When on-time rows are counted, and late ones written beside
            EngineUnderTest.Result result = run(lateTable(window), parallelism);

            // Then each row is in one of the two for each of its windows, and the late ones are always the same
            List<String> lateRows = new ArrayList<>();
            long counted = 0;
            for (String line : result.printed()) {
                Matcher parts = LINE.matcher(line);
                assertThat(parts.matches()).as(line).isTrue();
                if (parts.group(1).equals("late")) {
                    lateRows.add(parts.group(2));
                } else {
                    counted += Long.parseLong(
                            parts.group(2).substring(parts.group(2).lastIndexOf(' ') + 1));
                }
            }
            lateRows.sort(null);
            String what = "parallelism " + parallelism + ", seed " + SEED;
            assertThat(counted + lateRows.size()).as(what).isEqualTo((long) ROWS * windowsPerRow);
            assertThat(lateRows).as(what).hasSizeGreaterThan(300);
            if (windowsPerRow == 1) {
                assertThat(result.lateRows()).as(what).isEqualTo(lateRows.size());
            }
            if (parallelism == 1) {
                late = lateRows;
            }
            assertThat(lateRows).as(what).isEqualTo(late);
        }
    }

    @Test
    void rowsOfOnePrimaryKeyAreWrittenInTheOrderOfTheSource() throws Exception {
        for (int parallelism = 1; parallelism <= 4; parallelism++) {
            EngineUnderTest.Result result = run(byPrimaryKey(), parallelism);

            Map<String, Long> last = new HashMap<>();
            for (String line : result.printed()) {
                String[] fields =
                        line.substring(line.indexOf('[') + 1, line.indexOf(']')).split(", ");
                long number = Long.parseLong(fields[1]);
                Long before = last.put(fields[0], number);
                assertThat(number)
                        .as("key " + fields[0] + ", parallelism " + parallelism)
                        .isGreaterThan(before == null ? -1 : before);
            }
            assertThat(result.printed()).hasSize(ROWS);
        }
    }

    private static EngineUnderTest.Result run(String text, int parallelism) throws IOException {
        SqlCase sqlCase = SqlCaseParser.parse("generated", Path.of("generated.sql"), text);
        try (PlannedCase planned = PlannedCase.plan(sqlCase, started().configuration())) {
            List<SqlCaseRunner.StepOutcome> outcomes =
                    SqlCaseRunner.run(planned, NativeEngine.withParallelism(parallelism));
            SqlCaseRunner.StepOutcome last = outcomes.get(outcomes.size() - 1);
            assertThat(last.failure()).isEmpty();
            assertThat(last.result().handedToFlink()).isEmpty();
            return last.result();
        }
    }

    private static String lateTable(String window) {
        return """
                -- Generated.
                -- tags: generated
                SET 'pipeline.auto-watermark-interval' = '0 ms';
                CREATE TABLE t (k INT, n INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)
                WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');
                CREATE TABLE counts (k INT, window_start TIMESTAMP(3), cnt BIGINT)
                WITH ('connector' = 'print', 'print-identifier' = 'counts');
                CREATE TABLE late (n INT, window_start TIMESTAMP(3), found TIMESTAMP(3))
                WITH ('connector' = 'print', 'print-identifier' = 'late');
                """ + rows() + """

                EXECUTE STATEMENT SET BEGIN
                INSERT INTO counts
                SELECT k, window_start, COUNT(*) FROM TABLE(%s) GROUP BY k, window_start, window_end;
                INSERT INTO late
                SELECT n, window_start, CURRENT_WATERMARK(window_time) FROM TABLE(%s)
                WHERE window_time <= CURRENT_WATERMARK(window_time);
                END;
                -- expect-print:
                """.formatted(window, window);
    }

    private static String byPrimaryKey() {
        return """
                -- Generated.
                -- tags: generated
                CREATE TABLE t (k INT, n INT, ts TIMESTAMP(3))
                WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');
                CREATE TABLE latest (k INT, n INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print');
                """ + rows() + """

                INSERT INTO latest SELECT k, n FROM t;
                -- expect-print:
                """;
    }

    private static String rows() {
        StringBuilder text = new StringBuilder("\n-- file: t.json\n");
        Random random = new Random(SEED);
        long now = Instant.parse("2026-01-01T10:00:00Z").toEpochMilli();
        for (int i = 0; i < ROWS; i++) {
            now += random.nextInt(40);
            // One row in five is older than the watermark, some by more than a window.
            long time = random.nextInt(5) == 0 ? now - random.nextInt(25_000) : now - random.nextInt(900);
            text.append("-- {\"k\":")
                    .append(random.nextInt(30))
                    .append(",\"n\":")
                    .append(i)
                    .append(",\"ts\":\"")
                    .append(TIME.format(Instant.ofEpochMilli(time)))
                    .append("\"}\n");
        }
        return text.toString();
    }
}
