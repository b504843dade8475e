package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlCaseParserTest {

    private static final String HEAD = "-- Shows something\n-- in two lines.\n-- tags: a, row:1\n";

    @Test
    void readsTheParts() {
        SqlCase sqlCase = parse(HEAD + """
                CREATE TABLE t (a INT);
                -- file: t.json
                -- {"a":1}
                --
                -- {"a":2}
                SELECT a
                FROM t;
                -- expect:
                -- | a |
                -- | 1 |
                -- expect-late: 2
                """);

        assertThat(sqlCase.description()).isEqualTo("Shows something in two lines.");
        assertThat(sqlCase.tags()).containsExactly("a", "row:1");
        assertThat(sqlCase.files()).containsEntry("t.json", "{\"a\":1}\n\n{\"a\":2}\n");
        assertThat(sqlCase.steps()).hasSize(2);
        SqlCase.Step query = sqlCase.steps().get(1);
        assertThat(query.sql()).isEqualTo("SELECT a\nFROM t");
        assertThat(query.firstLine()).isEqualTo(9);
        assertThat(query.lastLine()).isEqualTo(10);
        assertThat(query.expectations())
                .containsExactly(
                        new Expectation.Rows(
                                Expectation.Kind.APPEND,
                                Expectation.Layout.ROWS,
                                new TextTable(List.of("a"), List.of(List.of("1"))),
                                true,
                                11),
                        new Expectation.LateRows(2, 14));
    }

    @Test
    void repeatsTheLinesOfACountedFile() {
        SqlCase sqlCase = parse(HEAD + "-- file: t.csv, counted\n--  2 x a\n-- 1 x b, c\n");

        assertThat(sqlCase.files()).containsEntry("t.csv", "a\na\nb, c\n");
    }

    @Test
    void endsAStatementOnlyAtASemicolonOfItsOwn() {
        SqlCase sqlCase = parse(HEAD + """
                SELECT ';' -- ;
                , `;` /* ;
                ; */ FROM t;
                SELECT 2;
                """);

        assertThat(sqlCase.steps())
                .extracting(SqlCase.Step::sql)
                .containsExactly("SELECT ';' -- ;\n, `;` /* ;\n; */ FROM t", "SELECT 2");
    }

    @Test
    void keepsAStatementSetTogether() {
        SqlCase sqlCase = parse(HEAD + """
                EXECUTE STATEMENT SET BEGIN
                INSERT INTO a SELECT 1;
                INSERT INTO b SELECT 2;
                END;
                """);

        assertThat(sqlCase.steps()).hasSize(1);
        assertThat(sqlCase.steps().get(0).isInsert()).isTrue();
    }

    @Test
    void readsATableThatLiesOnItsSide() {
        SqlCase sqlCase = parse(HEAD + """
                SELECT 1;
                -- expect-final: by column
                -- | a | 1 | 2 |
                -- | b | x | y |
                """);

        assertThat(sqlCase.steps().get(0).expectations())
                .containsExactly(new Expectation.Rows(
                        Expectation.Kind.FINAL,
                        Expectation.Layout.COLUMNS,
                        new TextTable(List.of("a", "b"), List.of(List.of("1", "x"), List.of("2", "y"))),
                        true,
                        5));
    }

    @Test
    void namesThePlaceOfAMistake() {
        assertThatThrownBy(() -> parse(HEAD + "SELECT 1\n")).hasMessage("x.sql:4: the statement does not end with ';'");
        assertThatThrownBy(() -> parse(HEAD + "-- expect:\n-- | a |\n"))
                .hasMessage("x.sql:4: an expectation follows the statement that it is about");
        assertThatThrownBy(() -> parse(HEAD + "SELECT 1;\n-- expect:\n-- | a | b |\n-- | 1 |\n"))
                .hasMessageStartingWith("x.sql:5: A row has 1 cells but the table has 2 columns");
        assertThatThrownBy(() -> parse(HEAD + "-- file: t, counted\n-- a\n"))
                .hasMessageStartingWith("x.sql:4: each line of a counted file");
        assertThatThrownBy(() -> parse(HEAD + "-- not-native:\n"))
                .hasMessage("x.sql:4: 'not-native:' needs the reason");
        assertThatThrownBy(() -> parse("SELECT 1;\n")).hasMessageContaining("must be comments");
        assertThatThrownBy(() -> parse("-- Text.\nSELECT 1;\n")).hasMessageContaining("tags");
    }

    private static SqlCase parse(String text) {
        return SqlCaseParser.parse("x", Path.of("x.sql"), text);
    }
}
