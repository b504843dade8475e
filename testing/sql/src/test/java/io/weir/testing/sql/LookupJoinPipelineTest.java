package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.library.QueryResult;
import io.weir.library.TableInput;
import io.weir.library.Weir;
import io.weir.library.run.EngineChoice;
import io.weir.plan.WeirException;
import io.weir.testing.kit.MariaDbServer;
import io.weir.testing.kit.PostgresServer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lookup joins with tables of a real database: both engines give what was computed by hand. */
class LookupJoinPipelineTest {
    /** The third order is of nobody, the fourth of somebody who is not there, the last of the first's customer. */
    private static final String ORDERS = """
            CREATE TABLE orders (id INT, customer INT, amount INT, proc_time AS PROCTIME())
            WITH ('connector' = 'inline', 'rows' = '
            {"id":1,"customer":10,"amount":5}
            {"id":2,"customer":20,"amount":50}
            {"id":3,"customer":null,"amount":7}
            {"id":4,"customer":99,"amount":8}
            {"id":5,"customer":10,"amount":500}
            ');
            """;

    private static final PostgresServer SERVER = PostgresServer.shared();
    /** Of both engines, and of the native one at another parallelism; starting the planner takes longest. */
    private static final Map<String, Weir> SESSIONS = new LinkedHashMap<>();

    @BeforeAll
    static void open() {
        String table = PostgresServer.newName("customers");
        SERVER.execute(
                "CREATE TABLE " + table + " (id INT, name TEXT, kind TEXT, least INT, at6 TIMESTAMP(6))",
                "INSERT INTO " + table + " VALUES (10, 'Ada', 'x', 100, '2026-01-01 10:00:00.123456'),"
                        + " (20, 'Bob', 'y', 10, NULL), (20, 'Bea', 'x', 60, NULL), (30, 'Cy', 'x', 0, NULL)");
        SESSIONS.put("native", open(EngineChoice.NATIVE, 1));
        SESSIONS.put("native, in parallel", open(EngineChoice.NATIVE, 2));
        SESSIONS.put("Flink", open(EngineChoice.FLINK, 1));
        for (Weir weir : SESSIONS.values()) {
            weir.execute(ORDERS
                    + create("customers", SERVER.options(table), "")
                    + create("unfiltered", SERVER.options(table), ", 'filter.handling.policy' = 'never'")
                    + create(
                            "cached",
                            SERVER.options(table),
                            ", 'lookup.cache' = 'PARTIAL', 'lookup.partial-cache.max-rows' = '100',"
                                    + " 'lookup.partial-cache.expire-after-write' = '10 s'"));
        }
    }

    @AfterAll
    static void close() {
        SESSIONS.values().forEach(Weir::close);
    }

    private static Weir open(EngineChoice engine, int parallelism) {
        return Weir.builder().engine(engine).parallelism(parallelism).open();
    }

    private static String create(String name, Map<String, String> table, String options) {
        return "CREATE TABLE " + name + " (id INT, name STRING, kind STRING, least INT, at6 TIMESTAMP(6)) WITH ("
                + table.entrySet().stream()
                        .map(option -> "'" + option.getKey() + "' = '" + option.getValue() + "'")
                        .collect(Collectors.joining(", "))
                + options + ");\n";
    }

    private static void assertRows(String query, String... expected) {
        SESSIONS.forEach((name, weir) -> assertThat(rows(weir, query)).as(name).containsExactly(expected));
    }

    private static List<String> rows(Weir weir, String query) {
        return weir.query(query).toList().stream()
                .map(Objects::toString)
                .sorted()
                .toList();
    }

    private static final String PUSHED =
            "CREATE TABLE orders (customer INT, proc_time AS PROCTIME()) WITH ('connector' = 'push');\n";

    private static final String PUSHED_JOIN = "SELECT o.customer, c.name FROM orders AS o LEFT " + join("customers");

    private static String join(String table) {
        return "JOIN " + table + " FOR SYSTEM_TIME AS OF o.proc_time AS c ON o.customer = c.id";
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers", "cached"})
    void aRowIsJoinedWithEachRowOfItsKey(String table) {
        assertRows(
                "SELECT o.id, c.name, c.at6 FROM orders AS o " + join(table),
                "+I[1, Ada, 2026-01-01T10:00:00.123456]",
                "+I[2, Bea, null]",
                "+I[2, Bob, null]",
                "+I[5, Ada, 2026-01-01T10:00:00.123456]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers", "cached"})
    void aLeftJoinKeepsRowsThatFindNothing(String table) {
        assertRows(
                "SELECT o.id, c.name FROM orders AS o LEFT " + join(table),
                "+I[1, Ada]",
                "+I[2, Bea]",
                "+I[2, Bob]",
                "+I[3, null]",
                "+I[4, null]",
                "+I[5, Ada]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers", "unfiltered"})
    void aConstantIsPartOfTheKey(String table) {
        assertRows(
                "SELECT o.id, c.name FROM orders AS o LEFT " + join(table) + " AND c.kind = 'x'",
                "+I[1, Ada]",
                "+I[2, Bea]",
                "+I[3, null]",
                "+I[4, null]",
                "+I[5, Ada]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers", "unfiltered"})
    void aConditionOnTheTableIsTheSameOnBothEngines(String table) {
        assertRows(
                "SELECT o.id, UPPER(c.name) FROM orders AS o " + join(table) + " AND c.least > 50 AND c.name <> 'Cy'",
                "+I[1, ADA]",
                "+I[2, BEA]",
                "+I[5, ADA]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers", "unfiltered"})
    void aConditionOnBothSidesLeavesALeftRowAlone(String table) {
        assertRows(
                "SELECT o.id, c.name FROM orders AS o LEFT " + join(table)
                        + " AND o.amount >= c.least AND c.kind <> 'z'",
                "+I[1, null]",
                "+I[2, Bob]",
                "+I[3, null]",
                "+I[4, null]",
                "+I[5, Ada]");
    }

    @Test
    void aConditionOnTheInputDecidesWhetherItIsLookedUp() {
        assertRows(
                "SELECT o.id, c.name FROM orders AS o LEFT " + join("customers") + " AND o.amount > 5",
                "+I[1, null]",
                "+I[2, Bea]",
                "+I[2, Bob]",
                "+I[3, null]",
                "+I[4, null]",
                "+I[5, Ada]");
    }

    @Test
    void aKeyThatIsNotThereIsAskedForAgainAsTheHintSays() {
        assertRows(
                "SELECT /*+ LOOKUP('table'='c', 'retry-predicate'='lookup_miss', 'retry-strategy'='fixed_delay',"
                        + " 'fixed-delay'='10ms', 'max-attempts'='3') */ o.id, c.name FROM orders AS o "
                        + join("customers"),
                "+I[1, Ada]",
                "+I[2, Bea]",
                "+I[2, Bob]",
                "+I[5, Ada]");
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "FLINK"})
    void manyKeysAreFoundInMariaDb(EngineChoice engine) {
        Optional<MariaDbServer> mariaDb = MariaDbServer.shared();
        Assumptions.assumeTrue(mariaDb.isPresent() || Boolean.getBoolean("weir.ci"), "MariaDB is not installed");
        String table = PostgresServer.newName("numbers");
        mariaDb.orElseThrow()
                .execute(
                        "CREATE TABLE " + table + " (id INT, name VARCHAR(20), kind VARCHAR(5), least INT,"
                                + " at6 DATETIME(6), INDEX (id))",
                        "INSERT INTO " + table + " (id, name) SELECT seq, CONCAT('name ', seq) FROM seq_1_to_2000");
        try (Weir weir = open(engine, 2)) {
            weir.execute("CREATE TABLE orders (n BIGINT, customer AS CAST(n AS INT), proc_time AS PROCTIME()) WITH ("
                    + "'connector' = 'datagen', 'fields.n.kind' = 'sequence', 'fields.n.start' = '1',"
                    + " 'fields.n.end' = '3000');\n"
                    + create("numbers", mariaDb.orElseThrow().options(table), ""));

            assertThat(rows(
                            weir,
                            "SELECT COUNT(*), COUNT(c.name), COUNT(DISTINCT c.name), MAX(c.name) FROM orders AS o LEFT "
                                    + join("numbers")))
                    .containsExactly("+I[3000, 2000, 2000, name 999]");
        }
    }

    @Test
    void eachRowFindsWhatTheTableHoldsWhenItComes() {
        String table = PostgresServer.newName("changing");
        SERVER.execute(
                "CREATE TABLE " + table + " (id INT, name TEXT, kind TEXT, least INT, at6 TIMESTAMP)",
                "INSERT INTO " + table + " (id, name) VALUES (1, 'old')");
        try (Weir weir = open(EngineChoice.NATIVE, 1)) {
            weir.execute(PUSHED + create("customers", SERVER.options(table), ""));
            TableInput orders = weir.input("orders");
            Iterator<Row> changes = weir.query(PUSHED_JOIN).changes();

            orders.push(1);
            assertThat(changes.next()).isEqualTo(Row.of(1, "old"));
            SERVER.execute("UPDATE " + table + " SET name = 'new'");
            orders.push(1);
            assertThat(changes.next()).isEqualTo(Row.of(1, "new"));
            SERVER.execute("DELETE FROM " + table);
            orders.push(1);
            assertThat(changes.next()).isEqualTo(Row.of(1, null));
        }
    }

    @Test
    void aDatabaseThatComesBackIsAskedAgainAndOneThatDoesNotEndsTheRun() {
        try (PostgresServer server = PostgresServer.create();
                Weir weir = open(EngineChoice.NATIVE, 1)) {
            server.execute(
                    "CREATE TABLE customers (id INT, name TEXT, kind TEXT, least INT, at6 TIMESTAMP)",
                    "INSERT INTO customers (id, name) VALUES (1, 'Ada'), (2, 'Bob')");
            weir.execute(PUSHED + create("customers", server.options("customers"), ", 'lookup.max-retries' = '2'"));
            TableInput orders = weir.input("orders");
            QueryResult result = weir.query(PUSHED_JOIN);
            Iterator<Row> changes = result.changes();
            orders.push(1);
            assertThat(changes.next()).isEqualTo(Row.of(1, "Ada"));

            server.kill();
            server.start();
            orders.push(2);
            assertThat(changes.next()).isEqualTo(Row.of(2, "Bob"));

            server.stop();
            orders.push(2);
            assertThatThrownBy(changes::next)
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("lookup fails")
                    .hasMessageContaining("customers");
        }
    }
}
