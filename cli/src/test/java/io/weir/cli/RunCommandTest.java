package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Running scripts and plans. */
class RunCommandTest {
    private static final String ROWS = """
            {"page":"/a","ts":"2026-01-01 10:00:00.000","v":1}
            {"page":"/b","ts":"2026-01-01 10:00:59.999","v":2}
            {"page":"/a","ts":"2026-01-01 10:01:00.000","v":4}
            """;
    private static final String NOT_NATIVE = "SELECT page, SUM(v) OVER (PARTITION BY page ORDER BY v) AS n FROM events";
    private static final String REASON = "OVER that is ordered by a column that is no time attribute is not native";
    private static final String QUERY = """
            SELECT page, window_start, COUNT(*) AS n, SUM(v) AS total
            FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' MINUTE)
            GROUP BY page, window_start, window_end
            """;
    private static final String[] ANSWER = {
        "{\"page\":\"/a\",\"window_start\":\"2026-01-01 10:00:00\",\"n\":1,\"total\":1}",
        "{\"page\":\"/b\",\"window_start\":\"2026-01-01 10:00:00\",\"n\":1,\"total\":2}",
        "{\"page\":\"/a\",\"window_start\":\"2026-01-01 10:01:00\",\"n\":1,\"total\":4}"
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void writeRows() throws IOException {
        Files.writeString(folder.resolve("events.json"), ROWS);
    }

    private String script(String... statements) throws IOException {
        String table = """
                CREATE TABLE events (
                  page STRING, ts TIMESTAMP(3), v INT,
                  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
                ) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'json');
                """.formatted(folder.resolve("events.json"));
        Path file = folder.resolve("script.sql");
        Files.writeString(file, table + String.join(";\n", statements));
        return file.toString();
    }

    @Test
    void printsOneJsonObjectForEachRowIntoAPipe() throws IOException {
        CommandResult result = CommandResult.run("run", script(QUERY), "--engine", "native");

        assertThat(result.status()).as(result.error()).isZero();
        assertThat(result.output().lines()).containsExactlyInAnyOrder(ANSWER);
    }

    @Test
    void endsWithASummaryOnStandardError() throws IOException {
        CommandResult result = CommandResult.run("run", script(QUERY));

        assertThat(result.error()).contains("3 rows in, 3 rows out").contains("on the native engine");
    }

    @Test
    void saysNothingOnStandardErrorWhenQuiet() throws IOException {
        CommandResult result = CommandResult.run("run", script(QUERY), "--quiet");

        assertThat(result.error()).isEmpty();
    }

    @Test
    void givesTheSameRowsOnFlink() throws IOException {
        CommandResult result = CommandResult.run("run", script(QUERY), "--engine", "flink");

        assertThat(result.status()).as(result.error()).isZero();
        assertThat(result.output().lines()).containsExactlyInAnyOrder(ANSWER);
        assertThat(result.error()).contains("on Flink");
    }

    @Test
    void takesFlinkForWhatIsNotNativeAndSaysWhy() throws IOException {
        CommandResult result = CommandResult.run("run", script(NOT_NATIVE));

        assertThat(result.status()).as(result.error()).isZero();
        assertThat(result.error()).contains("running on Flink, because " + REASON);
        assertThat(result.output()).contains("\"page\":\"/a\"");
    }

    @Test
    void refusesWhatIsNotNativeWhenOnlyTheNativeEngineMayRunIt() throws IOException {
        CommandResult result = CommandResult.run("run", script(NOT_NATIVE), "--engine", "native");

        assertThat(result.status()).isEqualTo(Main.EXIT_USAGE);
        assertThat(result.error()).contains(REASON).contains("--engine auto");
        assertThat(result.output()).isEmpty();
    }

    @Test
    void printsCsvAndTables() throws IOException {
        String script = script("SELECT page, v FROM events WHERE v > 1");

        CommandResult csv = CommandResult.run("run", script, "--format", "csv");
        CommandResult table = CommandResult.run("run", script, "--format", "table");

        assertThat(csv.output().lines()).containsExactlyInAnyOrder("page,v", "/b,2", "/a,4");
        assertThat(table.output()).contains("page").contains("/b").contains("4");
    }

    @Test
    void runsStatementsOneAfterAnother() throws IOException {
        CommandResult result = CommandResult.run(
                "run", script("SET 'parallelism.default' = '1'", "SHOW TABLES", "SELECT v FROM events LIMIT 1"));

        assertThat(result.status()).as(result.error()).isZero();
        assertThat(result.output().lines()).containsExactly("{\"table name\":\"events\"}", "{\"v\":1}");
    }

    @Test
    void runsWhatCompileHasWritten() throws IOException {
        Path answer = folder.resolve("answer");
        String insert = script(
                "CREATE TABLE answer (page STRING, total INT) WITH ('connector' = 'filesystem', 'path' = '" + answer
                        + "', 'format' = 'csv')",
                "INSERT INTO answer SELECT page, v * 10 FROM events");
        Path plan = folder.resolve("plan.json");

        CommandResult compiled = CommandResult.run("compile", insert, "-o", plan.toString());
        CommandResult run = CommandResult.run("run", plan.toString(), "--engine", "native");

        assertThat(compiled.status()).as(compiled.error()).isZero();
        assertThat(run.status()).as(run.error()).isZero();
        StringBuilder written = new StringBuilder();
        try (java.util.stream.Stream<Path> files = Files.list(answer)) {
            for (Path file : files.toList()) {
                written.append(Files.readString(file));
            }
        }
        assertThat(written.toString().lines()).containsExactlyInAnyOrder("/a,10", "/b,20", "/a,40");
    }

    @Test
    void explainsEachNodeTimeDelayStateAndGuarantee() throws IOException {
        CommandResult result = CommandResult.run("explain", script(QUERY));

        assertThat(result.status()).as(result.error()).isZero();
        assertThat(result.output())
                .contains("native  [")
                .contains("Engine:    native, all")
                .contains("event time by column ts, watermark ts - 5s")
                .contains("1m (window size) + 5s (watermark)")
                .contains("State:     [")
                .contains("Guarantee: the rows of the SELECT: each row ");
    }

    @Test
    void explainsWhyANodeIsNotNative() throws IOException {
        CommandResult result = CommandResult.run("explain", script(NOT_NATIVE));

        assertThat(result.output()).contains("why: " + REASON).contains("UNBOUNDED");
    }

    @Test
    void explainsHowLongAGroupIsKept() throws IOException {
        String query = "SELECT page, COUNT(*) AS n FROM events GROUP BY page";

        assertThat(CommandResult.run("explain", script(query)).output())
                .contains("Engine:    native, all")
                .contains("UNBOUNDED: grows with the number of keys");
        assertThat(CommandResult.run("explain", script("SET 'table.exec.state.ttl' = '90 s'", query))
                        .output())
                .contains("kept for 1m 30s after the last change of a key");
    }

    @Test
    void explainsWhatTopAndOverKeep() throws IOException {
        String top = "SELECT page, v FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY page ORDER BY v DESC) AS n"
                + " FROM events) WHERE n <= 3";
        String over = "SELECT page, SUM(v) OVER (PARTITION BY page ORDER BY ts"
                + " RANGE BETWEEN INTERVAL '30' MINUTE PRECEDING AND CURRENT ROW) AS total FROM events";

        assertThat(CommandResult.run("explain", script(top)).output())
                .contains("Engine:    native, all")
                .contains("3 rows of each key: UNBOUNDED");
        assertThat(CommandResult.run("explain", script("SELECT page FROM events ORDER BY v LIMIT 7"))
                        .output())
                .contains("bounded: 7 rows");
        assertThat(CommandResult.run("explain", script(over)).output())
                .contains("Engine:    native, all")
                .contains("bounded: the rows of the last 30m")
                .contains("a row is given out 5s (watermark) after it came");
    }

    @Test
    void dropsLateRowsAndCountsThem() throws IOException {
        Files.writeString(
                folder.resolve("events.json"),
                ROWS + "{\"page\":\"/a\",\"ts\":\"2026-01-01 10:02:00.000\",\"v\":8}\n"
                        + "{\"page\":\"/a\",\"ts\":\"2026-01-01 10:00:30.000\",\"v\":16}\n");

        CommandResult result = CommandResult.run("run", script(QUERY), "--parallelism", "2");

        assertThat(result.error()).contains("1 late (dropped");
        assertThat(result.output()).doesNotContain("16");
    }
}
