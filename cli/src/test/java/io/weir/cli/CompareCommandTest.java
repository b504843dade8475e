package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code weir compare}: what it says, and its exit status. */
class CompareCommandTest {
    private static final int DIFFERENT = 1;

    /** All rows are on time, and Flink loses the 29th of March, which has 23 hours. */
    private static final String A_DAY_THAT_FLINK_LOSES = """
            SET 'table.local-time-zone' = 'Europe/Berlin';
            CREATE TABLE clicks (id INT, page STRING, ts TIMESTAMP_LTZ(3), WATERMARK FOR ts AS ts)
            WITH ('connector' = 'inline', 'rows' = '{"id":1,"page":"a","ts":"2026-03-28 22:59:59.999Z"}
            {"id":2,"page":"a","ts":"2026-03-28 23:00:00.000Z"}
            {"id":3,"page":"a","ts":"2026-03-29 00:59:59.999Z"}
            {"id":4,"page":"a","ts":"2026-03-29 01:00:00.000Z"}
            {"id":5,"page":"a","ts":"2026-03-29 21:59:59.999Z"}
            {"id":6,"page":"a","ts":"2026-03-29 22:00:00.000Z"}');
            SELECT page, window_start, window_end, COUNT(*) AS n
            FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' DAY))
            GROUP BY page, window_start, window_end;
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private CommandResult compare(String sql, String... options) throws IOException {
        Path file = folder.resolve("pipeline.sql");
        Files.writeString(file, sql);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "compare";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return CommandResult.run(arguments);
    }

    private String files(String table, String columns, String name) {
        return "CREATE TABLE " + table + " (" + columns + ") WITH ('connector' = 'filesystem', 'format' = 'json',"
                + " 'path' = '" + folder.resolve(name) + "');\n";
    }

    @Test
    void equalAnswersOfAllTablesThatAScriptWritesAndNothingIsWritten() throws IOException {
        // Given clicks out of order but never late, as which rows are late hangs on Flink's pace, and several results
        StringBuilder clicks = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            int second = Math.max(0, i / 2 - i * 7919 % 5);
            clicks.append("{\"id\":").append(i).append(",\"page\":\"p").append(i % 7);
            clicks.append("\",\"price\":0.").append(i % 97);
            clicks.append(String.format(",\"ts\":\"2026-01-01 10:%02d:%02d\"}%n", second / 60, second % 60));
        }
        Files.writeString(folder.resolve("clicks.json"), clicks);
        String sql = files(
                        "clicks",
                        "id BIGINT, page STRING, price DOUBLE, ts TIMESTAMP(3), "
                                + "WATERMARK FOR ts AS ts - INTERVAL '5' SECOND",
                        "clicks.json")
                + files("pages", "page STRING, since TIMESTAMP(3), n BIGINT, total DOUBLE", "pages")
                + "CREATE TABLE best (page STRING, n BIGINT, PRIMARY KEY (page) NOT ENFORCED) WITH"
                + " ('connector' = 'jdbc', 'url' = 'jdbc:postgresql://nowhere:1/x', 'table-name' = 't');\n"
                + "EXECUTE STATEMENT SET BEGIN\n"
                + "INSERT INTO pages SELECT page, window_start, COUNT(*), SUM(price) FROM TUMBLE(TABLE clicks,"
                + " DESCRIPTOR(ts), INTERVAL '1' MINUTE) GROUP BY page, window_start, window_end;\n"
                + "INSERT INTO best SELECT page, COUNT(*) FROM clicks GROUP BY page;\n"
                + "END;\n"
                + "SELECT id, UUID() AS u FROM clicks WHERE id < 10;\n";

        // When it is compared
        CommandResult result = compare(sql, "--engines", "native:1,native:3,flink:2", "--json");

        // Then all is equal, and the tables are as they were
        assertThat(result.status()).as(result.output() + result.error()).isZero();
        JsonNode json = new JsonMapper().readTree(result.output());
        assertThat(json.path("equal").asBoolean(false)).isTrue();
        assertThat(json.path("results").size()).isEqualTo(3);
        JsonNode pages = json.path("results").path(0);
        assertThat(pages.path("name").asString("")).isEqualTo("pages");
        assertThat(pages.path("rows").path(2).path("rows").asInt(0)).isGreaterThan(100);
        assertThat(pages.path("slices").path(0).path("rows").asInt(0)).isEqualTo(2_000);
        assertThat(json.path("results")
                        .path(1)
                        .path("rows")
                        .path(0)
                        .path("rows")
                        .asInt(0))
                .isEqualTo(7);
        assertThat(json.path("results").path(2).path("excluded").path(0).asString(""))
                .isEqualTo("u: UUID");
        assertThat(folder.resolve("pages")).doesNotExist();
    }

    @Test
    void aDifferenceHasItsKeyItsWindowBothSidesAndTheRowsThatMadeIt() throws IOException {
        CommandResult result = compare(A_DAY_THAT_FLINK_LOSES, "--quiet", "--engines", "native:1,flink:1");

        assertThat(result.status()).as(result.output() + result.error()).isEqualTo(DIFFERENT);
        assertThat(result.error()).isEmpty();
        assertThat(result.output().lines())
                .contains(
                        "line 9, SELECT: different",
                        "  native:1 and flink:1: 2 rows equal, 1 key different",
                        "    page = a, window_start = 2026-03-29 00:00:00.000, window_end = 2026-03-30 00:00:00.000",
                        "      native:1: n = 4",
                        "      flink:1: no row",
                        "      made of 4 rows of clicks",
                        "        page = a, ts = 2026-03-29 00:59:59.999Z")
                .doesNotContain("        page = a, ts = 2026-03-29 22:00:00.000Z");
    }

    @Test
    void ofManyRowsTheFirstAreCompared() throws IOException {
        CommandResult result = compare(
                "CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1');\n"
                        + "SELECT COUNT(*) AS n, SUM(id) AS s FROM numbers;\n",
                "--engines",
                "native:1,native:2",
                "--rows",
                "500");

        assertThat(result.status()).as(result.error()).isZero();
        assertThat(result.output()).contains("read 500 rows of numbers", "native:2 gave 1 row");
        assertThat(result.error()).contains("running on native:2");
    }

    @Test
    void whatCannotBeComparedIsRefusedWithTheReason() throws IOException {
        String table = "CREATE TABLE t (a INT, p AS PROCTIME()) WITH ('connector' = 'inline', 'rows' = '{\"a\":1}');\n";
        assertMistake(compare("SET 'a' = 'b';"), "There is nothing to compare", "Add an INSERT");
        assertMistake(
                compare(table + "SELECT a FROM t WHERE RAND() < 0.5;"),
                "pipeline.sql:2",
                "No two runs give the same rows: a condition hangs on RAND");
        assertMistake(
                compare(table
                        + "SELECT COUNT(*) FROM TUMBLE(TABLE t, DESCRIPTOR(p), INTERVAL '1' MINUTE)"
                        + " GROUP BY window_start, window_end;"),
                "a window hangs on PROCTIME");
        String limited = "SELECT a FROM (SELECT a, ROW_NUMBER() OVER (%s ORDER BY r) AS n FROM %s) WHERE n <= 2;";
        assertMistake(
                compare(table + limited.formatted("", "(SELECT a, RAND() AS r FROM t)")), "an order hangs on RAND");
        assertMistake(compare(table + "SELECT a FROM t ORDER BY RAND() LIMIT 2;"), "an order hangs on RAND");
        String windowed = "(SELECT a, RAND() AS r, window_start, window_end FROM"
                + " TUMBLE(TABLE e, DESCRIPTOR(ts), INTERVAL '1' MINUTE))";
        assertMistake(
                compare("CREATE TABLE e (a INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'inline',"
                        + " 'rows' = '{\"a\":1,\"ts\":\"2026-01-01 00:00:00\"}');\n"
                        + limited.formatted("PARTITION BY window_start, window_end", windowed)),
                "an order hangs on RAND");
        assertMistake(compare(table + "SELECT UUID() FROM t;"), "No two runs give the same rows");
        assertMistake(compare(table + "SELECT a FROM t;", "--engines", "native,spark"), "there is no engine 'spark'");
        assertMistake(compare(table + "SELECT a FROM t;", "--engines", "native"), "one engine alone");
        assertMistake(compare(table + "SELECT a FROM t;", "--rows", "0"), "--rows 0");
        assertMistake(compare(table + "SELECT a FROM t;", "--engine", "flink"), "--engines");
        assertMistake(
                compare(table + "SELECT a FROM t;", "--engines", "native,cluster=http://localhost:1"),
                "There is no Flink cluster at http://localhost:1");
        assertMistake(
                compare("CREATE TABLE v (a INT, PRIMARY KEY (a) NOT ENFORCED) WITH ('connector' = 'view');\n"
                        + "SELECT a FROM v;"),
                "No slice can be taken of it: a view is another pipeline's result");
        assertMistake(
                compare("CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'format' = 'json', 'path' = '"
                        + folder.resolve("none.json") + "');\nSELECT a FROM t;"),
                "none.json");
    }

    @Test
    void equalAnswersWithoutARowAreRemarked() throws IOException {
        Files.writeString(folder.resolve("vacant.json"), "");
        String sql = "CREATE TABLE t (a INT) WITH ('connector' = 'inline', 'rows' = '{\"a\":1}');\n"
                + files("vacant", "b INT", "vacant.json")
                + "SELECT a FROM t WHERE a > 1;\nSELECT a FROM t JOIN vacant ON a = b;\nSELECT a FROM t;\n";

        CommandResult text = compare(sql, "--quiet", "--engines", "native:1,native:2");
        CommandResult json = compare(sql, "--quiet", "--engines", "native:1,native:2", "--json");

        assertThat(text.status()).as(text.output() + text.error()).isZero();
        assertThat(text.output().lines().filter(line -> line.contains("no rows")))
                .containsExactly(
                        "  no rows: nothing was compared for SELECT",
                        "  no rows: nothing was compared for SELECT",
                        "  no rows: nothing was read of vacant");
        JsonNode results = new JsonMapper().readTree(json.output()).path("results");
        assertThat(results.path(0).path("remarks").path(0).asString(""))
                .isEqualTo("no rows: nothing was compared for SELECT");
        assertThat(results.path(1).path("remarks").size()).isEqualTo(2);
        assertThat(results.path(2).path("remarks").size()).isZero();
    }

    @Test
    void anEngineThatFailsAloneIsNamed() throws IOException {
        CommandResult result = compare(
                "CREATE TABLE t (a INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'inline',"
                        + " 'rows' = '{\"a\":1,\"ts\":\"2026-01-01 00:00:00\"}');\n"
                        + "SELECT * FROM t MATCH_RECOGNIZE (ORDER BY ts MEASURES X.a AS a PATTERN (X)"
                        + " DEFINE X AS TRUE);\n",
                "--engines",
                "native,native:2");

        assertMistake(result, "native", "is not native", "--engines flink:1,flink:4");
    }

    private static void assertMistake(CommandResult result, String... parts) {
        assertThat(result.status()).as(result.output() + result.error()).isEqualTo(Main.EXIT_USAGE);
        assertThat(result.output()).isEmpty();
        assertThat(result.error()).contains(parts).doesNotContain("\tat ");
    }
}
