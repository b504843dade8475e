package io.weir.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.weir.plan.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptTest {
    private static List<String> texts(String sql) {
        return SqlScript.parse(sql, "a.sql").statements().stream()
                .map(SqlStatement::text)
                .toList();
    }

    @Test
    void statementsEndWithASemicolonAndTheLastMayGoWithout() {
        assertThat(texts("SELECT 1;\nSELECT 2 ;SELECT 3")).containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", ";", ";;\n;", "-- only a comment", "/* a; b */", "\uFEFF", "\uFEFF;"})
    void emptyStatementsAreDropped(String sql) {
        assertThat(texts(sql)).isEmpty();
    }

    @Test
    void semicolonsInQuotesAndCommentsDoNotCount() {
        assertThat(texts("SELECT 'a;''b;', `x;``y` -- c;\n /* d; */ FROM t /*+ OPTIONS('k'='v;') */; SELECT 2"))
                .containsExactly(
                        "SELECT 'a;''b;', `x;``y` -- c;\n /* d; */ FROM t /*+ OPTIONS('k'='v;') */", "SELECT 2");
    }

    @Test
    void aStatementSetIsOneStatement() {
        String set = "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT CASE WHEN x THEN 1 END FROM t;"
                + " INSERT INTO b SELECT 1; END";

        assertThat(texts(set + "; SELECT 1")).containsExactly(set, "SELECT 1");
        assertThat(texts("execute statement set\nbegin\ninsert into a select 1;\nend;\nselect 2"))
                .containsExactly("execute statement set\nbegin\ninsert into a select 1;\nend", "select 2");
    }

    @Test
    void theOlderStatementSetStaysApart() {
        assertThat(texts("BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;"))
                .containsExactly("BEGIN STATEMENT SET", "INSERT INTO a SELECT 1", "END");
    }

    @Test
    void setOfAnOptionIsNoStatementSet() {
        assertThat(texts("SET 'a' = 'b'; BEGIN STATEMENT SET; END;")).hasSize(3);
    }

    @Test
    void statementsKnowTheirPlace() {
        SqlScript script = SqlScript.parse("\uFEFF-- first\r\nSELECT 1;\r\n\r\n  /* x */ SELECT\r\n 2;", "a.sql");

        assertThat(script.statements())
                .extracting(SqlStatement::line, SqlStatement::column)
                .containsExactly(tuple(2, 1), tuple(4, 11));
        SqlStatement second = script.statements().get(1);
        assertThat(script.place(second, 1, 3)).isEqualTo("a.sql:4:13");
        assertThat(script.place(second, 2, 3)).isEqualTo("a.sql:5:3");
    }

    @Test
    void commentsCanBeBlankedOut() {
        SqlStatement statement = SqlScript.parse("SET 'a' = /* why */ 'b' -- so\n;", "a.sql")
                .statements()
                .get(0);

        assertThat(statement.withoutComments()).isEqualTo("SET 'a' =           'b'");
    }

    @Test
    void aQuoteThatIsNeverClosedIsShown() {
        assertThatThrownBy(() -> SqlScript.parse("SELECT 1;\nSELECT 'abc;\n", "a.sql"))
                .isInstanceOfSatisfying(SqlException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.SQL_SYNTAX);
                    assertThat(e.where()).isEqualTo("a.sql:2:8");
                });
        assertThatThrownBy(() -> SqlScript.parse("SELECT 1; /* abc", "a.sql"))
                .isInstanceOf(SqlException.class)
                .hasMessage("a.sql:1:11: A comment is never closed. End it with */.");
    }
}
