package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.cli.Main;
import io.weir.library.Weir;
import io.weir.library.run.EngineChoice;
import io.weir.testing.kit.RedisServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables of Redis in SQL, on both engines. */
class RedisPipelineTest {
    private static final String CLICKS = """
            CREATE TABLE clicks (user_id STRING, page STRING, proc_time AS PROCTIME()) WITH (
              'connector' = 'inline', 'rows' = '
            {"user_id":"ann","page":"/home"}
            {"user_id":"bob","page":"/cart"}
            {"user_id":"ann","page":"/home"}
            {"user_id":"eve","page":"/home"}
            ');
            """;

    private final RedisServer server = RedisServer.shared();
    private final String prefix = RedisServer.newName("pipeline");

    @TempDir
    private Path folder;

    private String create(String name, String columns, String more) {
        return "CREATE TABLE " + name + " (" + columns + ") WITH ('connector' = 'redis', 'url' = '" + server.url()
                + "', 'key-prefix' = '" + prefix + "'" + more + ");\n";
    }

    private static List<String> rows(Weir weir, String query) {
        return weir.query(query).toList().stream()
                .map(Objects::toString)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "FLINK"})
    void countsAreKeptUpToDateInHashesThatGoAfterAnHour(EngineChoice engine) {
        // Given the same clicks twice, as a replay brings them
        for (int i = 0; i < 2; i++) {
            try (Weir weir = Weir.builder().engine(engine).parallelism(2).open()) {
                weir.execute(CLICKS
                        + create(
                                "counts",
                                "page STRING, clicks BIGINT, user_count BIGINT, PRIMARY KEY (page) NOT ENFORCED",
                                ", 'ttl' = '1 h'")
                        + "INSERT INTO counts SELECT page, COUNT(*), COUNT(DISTINCT user_id)"
                        + " FROM clicks GROUP BY page");
            }
        }

        // Then nothing is counted twice
        assertThat(server.list("HMGET", prefix + ":/home", "clicks", "user_count"))
                .containsExactly("3", "2");
        assertThat(server.list("HMGET", prefix + ":/cart", "clicks", "user_count"))
                .containsExactly("1", "1");
        assertThat(server.number("PTTL", prefix + ":/home")).isBetween(3_500_000L, 3_600_000L);
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "FLINK"})
    void rowsThatAQueryTakesBackAreRemoved(EngineChoice engine) {
        try (Weir weir = Weir.builder().engine(engine).parallelism(1).open()) {
            weir.execute(CLICKS
                    + create("few", "page STRING, clicks BIGINT, PRIMARY KEY (page) NOT ENFORCED", "")
                    + "INSERT INTO few SELECT * FROM (SELECT page, COUNT(*) AS n FROM clicks GROUP BY page) AS c"
                    + " WHERE n < 2");
        }
        assertThat(server.list("KEYS", prefix + ":*")).containsExactly(prefix + ":/cart");
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "FLINK"})
    void keysBeginWithTheTablesNameUnlessToldOtherwise(EngineChoice engine) {
        String table = prefix + "." + engine;
        try (Weir weir = Weir.builder().engine(engine).parallelism(1).open()) {
            weir.execute("CREATE TABLE `" + table + "` (page STRING) WITH ('connector' = 'redis', 'data-type' = 'list',"
                    + " 'url' = '" + server.url() + "');\nINSERT INTO `" + table + "` VALUES '/home'");
        }
        assertThat(server.list("LRANGE", table, "0", "-1")).containsExactly("/home");
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "FLINK"})
    void eventsArePushedToLists(EngineChoice engine) {
        try (Weir weir = Weir.builder().engine(engine).parallelism(1).open()) {
            weir.execute(CLICKS
                    + create("events", "user_id STRING, page STRING", ", 'data-type' = 'list'")
                    + "INSERT INTO events SELECT user_id, page FROM clicks");
        }
        assertThat(server.list("LRANGE", prefix + ":ann", "0", "-1")).containsExactly("/home", "/home");
        assertThat(server.list("LRANGE", prefix + ":bob", "0", "-1")).containsExactly("/cart");
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "FLINK"})
    void rowsAreLookedUpByTheirKey(EngineChoice engine) {
        server.command("HSET", prefix + ":ann", "name", "Ann", "born", "2001-02-03", "foreign", "x");
        server.command("HSET", prefix + ":bob", "name", "Bob");
        String columns = "id STRING, name STRING, born DATE, PRIMARY KEY (id) NOT ENFORCED";
        String cache = ", 'lookup.cache' = 'PARTIAL', 'lookup.partial-cache.max-rows' = '10'";
        for (String more : new String[] {"", cache, ", 'lookup.async' = 'true'", cache + ", 'lookup.async' = 'true'"}) {
            try (Weir weir = Weir.builder().engine(engine).parallelism(2).open()) {
                weir.execute(CLICKS + create("users", columns, more));
                assertThat(rows(weir, """
                                SELECT c.page, c.user_id, u.id, u.name, u.born FROM clicks AS c
                                LEFT JOIN users FOR SYSTEM_TIME AS OF c.proc_time AS u ON c.user_id = u.id"""))
                        .containsExactly(
                                "+I[/cart, bob, bob, Bob, null]",
                                "+I[/home, ann, ann, Ann, 2001-02-03]",
                                "+I[/home, ann, ann, Ann, 2001-02-03]",
                                "+I[/home, eve, null, null, null]");
                assertThat(rows(weir, """
                                SELECT c.user_id, u.name FROM clicks AS c
                                JOIN users FOR SYSTEM_TIME AS OF c.proc_time AS u
                                ON c.user_id = u.id AND u.name = 'Bob'""")).containsExactly("+I[bob, Bob]");
            }
        }
    }

    @Test
    void whatOneQueryWritesAnotherLooksUp() {
        String columns = """
                user_id STRING, kind INT, flag BOOLEAN, money DECIMAL(10, 2), share DOUBLE, raw_ BYTES,
                day_ DATE, time_ TIME, at6 TIMESTAMP(6), ltz TIMESTAMP_LTZ(3),
                PRIMARY KEY (user_id, kind) NOT ENFORCED""";
        String value = """
                'a:n\\n', 7, TRUE, CAST(12.50 AS DECIMAL(10, 2)), CAST(-0.1 AS DOUBLE), X'00FF10', DATE '2026-02-03',
                TIME '10:11:12', TIMESTAMP '1969-12-31 23:59:59.999999', TO_TIMESTAMP_LTZ(1767225600123, 3)""";
        try (Weir weir = Weir.builder().engine(EngineChoice.NATIVE).open()) {
            weir.execute(create("t", columns, "") + "INSERT INTO t VALUES (" + value + ") ON CONFLICT DO DEDUPLICATE");
        }
        try (Weir weir = Weir.builder().engine(EngineChoice.NATIVE).open()) {
            weir.execute("CREATE TABLE asked (user_id STRING, kind INT, proc_time AS PROCTIME()) WITH ("
                    + "'connector' = 'inline', 'rows' = '{\"user_id\":\"a:n\\\\n\",\"kind\":7}');\n"
                    + create("t", columns, ""));
            List<String> expected = rows(weir, "SELECT * FROM (VALUES (" + value + ")) AS v");

            assertThat(rows(
                            weir,
                            "SELECT t.* FROM asked JOIN t FOR SYSTEM_TIME AS OF asked.proc_time"
                                    + " ON asked.kind = t.kind AND asked.user_id = t.user_id"))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aTableThatCannotBeReadSaysSo() {
        try (Weir weir = Weir.builder().open()) {
            weir.execute(CLICKS
                    + create("users", "id STRING, name STRING, PRIMARY KEY (id) NOT ENFORCED", "")
                    + create("events", "id STRING, event STRING", ", 'data-type' = 'list'")
                    + create("pairs", "a STRING, b STRING, v STRING, PRIMARY KEY (a, b) NOT ENFORCED", ""));
            assertThatThrownBy(() -> rows(weir, "SELECT * FROM users")).hasMessageContaining("users");
            assertThatThrownBy(() -> rows(weir, "SELECT * FROM events"))
                    .hasMessageContaining("events can only be written: its 'data-type' is 'list'");
            assertThatThrownBy(() -> rows(
                            weir,
                            "SELECT v FROM clicks JOIN pairs FOR SYSTEM_TIME AS OF"
                                    + " clicks.proc_time ON clicks.user_id = pairs.a"))
                    .hasMessageContaining("the join has no equality for its column b");
        }
    }

    @Test
    void aListThatWouldHaveToForgetIsRefused() {
        try (Weir weir = Weir.builder().open()) {
            assertThatThrownBy(() -> weir.execute(CLICKS
                            + create("events", "page STRING, clicks BIGINT", ", 'data-type' = 'list'")
                            + "INSERT INTO events SELECT page, COUNT(*) FROM clicks GROUP BY page"))
                    .hasMessageContaining("events")
                    .hasMessageContaining("update");
        }
    }

    @Test
    void aValueOfAnotherTypeIsNamed() {
        server.command("HSET", prefix + ":ann", "age", "many");
        try (Weir weir = Weir.builder().open()) {
            weir.execute(CLICKS + create("users", "id STRING, age INT, PRIMARY KEY (id) NOT ENFORCED", ""));
            assertThatThrownBy(() -> rows(
                            weir,
                            "SELECT u.age FROM clicks AS c JOIN users FOR SYSTEM_TIME AS OF"
                                    + " c.proc_time AS u ON c.user_id = u.id"))
                    .hasStackTraceContaining("the key '" + prefix + ":ann' has 'many' as age, which is no INT");
        }
    }

    @Test
    void explainTellsWhatIsPromised() throws IOException {
        Path script = Files.writeString(
                folder.resolve("pipeline.sql"),
                "SET 'execution.checkpointing.interval' = '1 s';\n" + CLICKS
                        + create("counts", "page STRING, clicks BIGINT, PRIMARY KEY (page) NOT ENFORCED", "")
                        + create("events", "user_id STRING, page STRING", ", 'data-type' = 'list'")
                        + "INSERT INTO counts SELECT page, COUNT(*) FROM clicks GROUP BY page;\n"
                        + "INSERT INTO events SELECT user_id, page FROM clicks;\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(before, "explain", script.toString())).isZero();
        } finally {
            System.setOut(before);
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("`counts`: each row at least once, a repeated one replacing itself")
                .contains("`events`: each row at least once");
    }
}
