package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.library.Weir;
import io.weir.library.run.EngineChoice;
import io.weir.testing.kit.MariaDbServer;
import io.weir.testing.kit.PostgresServer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables of a database in SQL, on both engines: what one writes, the other reads. */
class JdbcPipelineTest {
    private static final String COLUMNS = """
            id INT, flag BOOLEAN, small SMALLINT, big BIGINT, f FLOAT, d DOUBLE, money DECIMAL(10, 2),
            wide DECIMAL(30, 10), name STRING, raw_ BYTES, day_ DATE, time_ TIME, at3 TIMESTAMP(3), at6 TIMESTAMP(6)""";

    private static final String VALUES = """
            VALUES (1, TRUE, CAST(-7 AS SMALLINT), 9000000000, CAST(1.5 AS FLOAT), CAST(-0.1 AS DOUBLE),
                    CAST(12.50 AS DECIMAL(10, 2)), CAST('12345678901234567890.0123456789' AS DECIMAL(30, 10)),
                    'gr\u00fcn, "quoted" \\ back', X'00FF10', DATE '2026-02-03', TIME '10:11:12',
                    TIMESTAMP '2026-01-01 10:00:00.123', TIMESTAMP '1969-12-31 23:59:59.999999'),
                   (2, CAST(NULL AS BOOLEAN), CAST(NULL AS SMALLINT), CAST(NULL AS BIGINT), CAST(NULL AS FLOAT),
                    CAST(NULL AS DOUBLE), CAST(NULL AS DECIMAL(10, 2)), CAST(NULL AS DECIMAL(30, 10)),
                    CAST(NULL AS STRING), CAST(NULL AS BYTES), CAST(NULL AS DATE), CAST(NULL AS TIME),
                    CAST(NULL AS TIMESTAMP(3)), CAST(NULL AS TIMESTAMP(6)))""";

    private static final List<String> IN_DATABASE = List.of(
            "1,t,-7,9000000000,1.5,-0.1,12.50,12345678901234567890.0123456789,gr\u00fcn, \"quoted\" \\ back,\\x00ff10,"
                    + "2026-02-03,10:11:12,2026-01-01 10:00:00.123,1969-12-31 23:59:59.999999",
            "2" + ",null".repeat(13));

    private final PostgresServer server = PostgresServer.shared();

    private String create(String sqlName, String columns, String table) {
        return "CREATE TABLE " + sqlName + " (" + columns + ") WITH ('connector' = 'jdbc', 'url' = '" + server.url()
                + "', 'table-name' = '" + table + "');\n";
    }

    @ParameterizedTest
    @CsvSource({"NATIVE,FLINK", "FLINK,NATIVE", "NATIVE,NATIVE"})
    void whatOneEngineWritesTheOtherReads(EngineChoice writer, EngineChoice reader) {
        // Given a table with a column of each type
        String table = PostgresServer.newName("all_types");
        server.execute("CREATE TABLE " + table + " (id INT, flag BOOLEAN, small SMALLINT, big BIGINT, f REAL, d FLOAT8,"
                + " money NUMERIC(10, 2), wide NUMERIC(30, 10), name TEXT, raw_ BYTEA, day_ DATE, time_ TIME,"
                + " at3 TIMESTAMP(3), at6 TIMESTAMP(6))");

        // When one engine writes rows
        try (Weir weir = Weir.builder().engine(writer).parallelism(2).open()) {
            weir.execute(create("t", COLUMNS, table) + "INSERT INTO t " + VALUES);
        }

        // Then the database has them
        assertThat(server.query("SELECT * FROM " + table + " ORDER BY id"))
                .usingElementComparator((a, b) -> a.replace("true", "t").compareTo(b.replace("true", "t")))
                .containsExactlyElementsOf(IN_DATABASE);

        // And the other engine reads what this one was given
        try (Weir weir = Weir.builder().engine(reader).parallelism(2).open()) {
            weir.execute(create("t", COLUMNS, table));
            List<String> expected = rows(weir, VALUES);
            List<String> read = rows(weir, "SELECT * FROM t");
            assertThat(read).isEqualTo(expected);
        }
    }

    private static List<String> rows(Weir weir, String query) {
        return weir.query(query).toList().stream()
                .map(Objects::toString)
                .sorted()
                .toList();
    }

    /** Flink's connector reads arrays and does not write them; of json it does neither. */
    @Test
    void arraysThatAreWrittenNativelyAreReadByBothEngines() {
        String table = PostgresServer.newName("arrays");
        server.execute("CREATE TABLE " + table + " (numbers INT[], tags TEXT[], label JSONB)");
        String columns = "numbers ARRAY<INT>, tags ARRAY<STRING>, label STRING";
        String values = "VALUES (ARRAY[1, CAST(NULL AS INT), 3], ARRAY['a\"b', 'c\\d', '', 'NULL'], '{\"k\": 1}')";
        try (Weir weir = Weir.builder().engine(EngineChoice.NATIVE).open()) {
            weir.execute(create("t", columns, table) + "INSERT INTO t " + values);
        }
        assertThat(server.query("SELECT numbers, tags, label->'k' FROM " + table))
                .containsExactly("{1,NULL,3},{\"a\\\"b\",\"c\\\\d\",\"\",\"NULL\"},1");
        for (EngineChoice engine : new EngineChoice[] {EngineChoice.NATIVE, EngineChoice.FLINK}) {
            try (Weir weir = Weir.builder().engine(engine).parallelism(1).open()) {
                weir.execute(create("t", columns, table));
                assertThat(rows(weir, "SELECT numbers, tags FROM t"))
                        .isEqualTo(rows(weir, "SELECT a, b FROM (" + values + ") AS v(a, b, c)"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "FLINK"})
    void aCountBySomethingIsKeptUpToDateInATable(EngineChoice engine) {
        String table = PostgresServer.newName("counts");
        server.execute("CREATE TABLE " + table + " (page TEXT PRIMARY KEY, cnt BIGINT)");
        try (Weir weir = Weir.builder().engine(engine).parallelism(2).open()) {
            weir.execute("""
                    CREATE TABLE clicks (page STRING) WITH ('connector' = 'inline', 'rows' = '
                    {"page":"/home"}
                    {"page":"/cart"}
                    {"page":"/home"}
                    {"page":"/home"}
                    ');
                    """ + create("counts", "page STRING, cnt BIGINT, PRIMARY KEY (page) NOT ENFORCED", table)
                    + "INSERT INTO counts SELECT page, COUNT(*) FROM clicks GROUP BY page");
        }
        assertThat(server.query("SELECT page, cnt FROM " + table + " ORDER BY page"))
                .containsExactly("/cart,1", "/home,3");
    }

    @Test
    void aConditionOnATableIsTheSameOnBothEngines() {
        String table = PostgresServer.newName("filtered");
        server.execute(
                "CREATE TABLE " + table + " (id INT, name TEXT)",
                "INSERT INTO " + table + " SELECT i, 'name ' || i FROM generate_series(1, 100) AS i");
        for (EngineChoice engine : new EngineChoice[] {EngineChoice.NATIVE, EngineChoice.AUTO, EngineChoice.FLINK}) {
            // What Flink's planner leaves to the table is not native.
            String policy = engine == EngineChoice.NATIVE ? "', 'filter.handling.policy' = 'never" : "";
            try (Weir weir = Weir.builder().engine(engine).parallelism(1).open()) {
                weir.execute(create("t", "id INT, name STRING", table + policy));
                assertThat(rows(weir, "SELECT name FROM t WHERE id > 97 AND name <> 'name 99'"))
                        .containsExactly("+I[name 100]", "+I[name 98]");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "FLINK"})
    void aTableOfMariaDbIsKeptUpToDate(EngineChoice engine) {
        Optional<MariaDbServer> mariaDb = MariaDbServer.shared();
        boolean isRequired = Boolean.getBoolean("weir.ci");
        Assumptions.assumeTrue(mariaDb.isPresent() || isRequired, "MariaDB is not installed");
        String table = PostgresServer.newName("counts");
        mariaDb.orElseThrow().execute("CREATE TABLE " + table + " (page VARCHAR(20) PRIMARY KEY, cnt BIGINT)");
        String options = mariaDb.orElseThrow().options(table).entrySet().stream()
                .map(option -> "'" + option.getKey() + "' = '" + option.getValue() + "'")
                .collect(Collectors.joining(", "));
        try (Weir weir = Weir.builder().engine(engine).parallelism(1).open()) {
            weir.execute("CREATE TABLE counts (page STRING, cnt BIGINT, PRIMARY KEY (page) NOT ENFORCED) WITH ("
                    + options + ");\n"
                    + "INSERT INTO counts SELECT page, COUNT(*)"
                    + " FROM (VALUES ('/home'), ('/cart'), ('/home')) AS c(page) GROUP BY page");
            assertThat(rows(weir, "SELECT * FROM counts")).containsExactly("+I[/cart, 1]", "+I[/home, 2]");
        }
    }
}
