package io.weir.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqlErrorsTest {
    private static final String TABLES = """
            CREATE TABLE a (x INT, ts TIMESTAMP(3)) WITH ('connector'='filesystem', 'path'='/d', 'format'='json');
            CREATE TABLE o (x INT) WITH ('connector' = 'print');
            """;

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of("SELECT x FORM a", ErrorCode.SQL_SYNTAX, "a.sql:3:15: Unexpected \"a\""),
                Arguments.of("SELECT\n  FROM a", ErrorCode.SQL_SYNTAX, "a.sql:4:3: "),
                Arguments.of("SELECT", ErrorCode.SQL_SYNTAX, "The statement ends too early"),
                Arguments.of(
                        "SELECT\n   y FROM a", ErrorCode.SQL_INVALID, "a.sql:4:4: Column 'y' not found in any table"),
                Arguments.of("SELECT 1 FROM nosuch", ErrorCode.SQL_INVALID, "a.sql:3:15: Object 'nosuch' not found"),
                Arguments.of(
                        "SELECT nosuch(x) FROM a", ErrorCode.SQL_INVALID, "a.sql:3:8: No match found for function"),
                Arguments.of("SELECT x, COUNT(*) FROM a", ErrorCode.SQL_INVALID, "Expression 'x' is not being grouped"),
                Arguments.of(
                        "INSERT INTO o SELECT 'x'", ErrorCode.SQL_INVALID, "Incompatible types for sink column 'x'"),
                Arguments.of("INSERT INTO o SELECT 1, 2", ErrorCode.SQL_INVALID, "Different number of columns"),
                Arguments.of(
                        "SELECT COUNT(*) FROM TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '1' MINUTE)"
                                + " GROUP BY window_start, window_end",
                        ErrorCode.SQL_INVALID,
                        "Declare WATERMARK FOR the column"),
                Arguments.of(
                        "CREATE TABLE q (position INT)",
                        ErrorCode.SQL_SYNTAX,
                        "If position is meant as a name, put it in back quotes"),
                Arguments.of("CREATE TABLE a (x INT)", ErrorCode.SQL_INVALID, "already exists"),
                Arguments.of(
                        "SELECT * FROM o",
                        ErrorCode.SQL_INVALID,
                        "a.sql:2:1: Connector 'print' can only be used as a sink"),
                Arguments.of(
                        "SET 'table.local-time-zone' = 'Mars/X'",
                        ErrorCode.SQL_INVALID,
                        "a.sql:3:1: Invalid time zone"),
                Arguments.of(
                        "SET 'execution.runtime-mode' = 'automatic'",
                        ErrorCode.OPTION_INVALID,
                        "a.sql:3:1: execution.runtime-mode"),
                Arguments.of("HELP", ErrorCode.SQL_UNSUPPORTED, "cannot stand in a script"),
                Arguments.of(
                        "EXECUTE PLAN '/no/such.json'", ErrorCode.IO_NOT_FOUND, "a.sql:3:1: There is no plan file"),
                Arguments.of("END", ErrorCode.SQL_SYNTAX, "END without BEGIN"),
                Arguments.of("BEGIN STATEMENT SET; INSERT INTO o SELECT 1", ErrorCode.SQL_SYNTAX, "has no END"),
                Arguments.of("BEGIN STATEMENT SET; SELECT 1; END", ErrorCode.SQL_SYNTAX, "Only INSERT may stand"),
                Arguments.of(
                        "CREATE FUNCTION f AS 'no.Such'; SELECT f(x) FROM a",
                        ErrorCode.SQL_INVALID,
                        "ClassNotFoundException no.Such"));
    }

    static List<Arguments> tables() {
        return List.of(
                Arguments.of("", ErrorCode.CONNECTOR_UNKNOWN, "a.sql:1:1: Table t has no connector. Add 'connector'"),
                Arguments.of(
                        "WITH ('connector' = 'kafak')",
                        ErrorCode.CONNECTOR_UNKNOWN,
                        "a.sql:2:21: There is no connector 'kafak', which table t names."
                                + " Did you mean 'kafka'? Available: alert, blackhole, "),
                Arguments.of(
                        "WITH ('connector' = 'datagen',\n 'row-per-second' = '1')",
                        ErrorCode.OPTION_UNKNOWN,
                        "a.sql:3:2: Connector 'datagen' does not know the option 'row-per-second', which table t names."
                                + " Did you mean 'rows-per-second' instead"),
                Arguments.of(
                        "WITH ('connector' = 'stdin', 'format' = 'jsn')",
                        ErrorCode.FORMAT_UNKNOWN,
                        "a.sql:2:41: There is no format 'jsn', which table t names. Did you mean 'json'? Available: "),
                Arguments.of(
                        "WITH ('connector' = 'filesystem', 'format' = 'json')",
                        ErrorCode.OPTION_MISSING,
                        "a.sql:1:1: Table t lacks the option 'path'. Add it to its WITH clause."),
                Arguments.of(
                        "WITH ('connector' = 'stdin')", ErrorCode.OPTION_MISSING, "Table t lacks the option 'format'"),
                Arguments.of(
                        "WITH ('connector' = 'datagen', 'rows-per-second' = 'many')",
                        ErrorCode.OPTION_INVALID,
                        "a.sql:2:32: Table t has the value 'many' for the option 'rows-per-second'"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeGivesOneMessageWithItsPlace(String statements, ErrorCode code, String message) {
        assertMistake(TABLES + statements, code, message);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aMistakeInATableIsShownWhereTheTableWasMade(String with, ErrorCode code, String message) {
        assertMistake("CREATE TABLE t (x INT)\n" + with + ";\n\nSELECT x FROM t;", code, message);
    }

    private static void assertMistake(String sql, ErrorCode code, String message) {
        try (ScriptPlanner planner = new ScriptPlanner(Map.of())) {
            assertThatThrownBy(() -> planner.plan(SqlScript.parse(sql, "a.sql")))
                    .isInstanceOfSatisfying(SqlException.class, e -> {
                        assertThat(e.code()).isEqualTo(code);
                        assertThat(e.where()).matches("a\\.sql:\\d+:\\d+");
                        assertThat(e.userMistake()).isTrue();
                    })
                    .hasMessageContaining(message)
                    .message()
                    .doesNotContain("\tat ")
                    .doesNotContain("org.apache.flink");
        }
    }

    @Test
    void theNearestWordIsNotFarAway() {
        assertThat(SqlErrors.nearest("fromat", List.of("format", "path"))).isEqualTo("format");
        assertThat(SqlErrors.nearest("completely-different", List.of("format", "path")))
                .isEmpty();
    }
}
