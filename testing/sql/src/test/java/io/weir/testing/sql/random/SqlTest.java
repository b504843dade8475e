package io.weir.testing.sql.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlTest {

    @Test
    void partsGoOneByOneDownToTheLeastNumber() {
        Sql parts = new Sql.Parts("WHERE ", " AND ", 1, List.of(Sql.text("a"), Sql.text("b")));

        assertThat(parts.text()).isEqualTo("WHERE a AND b");
        assertThat(parts.simpler()).extracting(Sql::text).containsExactly("WHERE b", "WHERE a");
        assertThat(parts.simpler().get(0).simpler()).isEmpty();
    }

    @Test
    void anExpressionBecomesOneOfItsArgumentsOrALiteral() {
        Sql.Expression column = new Sql.Expression(Kind.INT, "k", List.of());
        Sql.Expression text = new Sql.Expression(Kind.STRING, "s", List.of());
        Sql.Expression sum = new Sql.Expression(Kind.INT, "(? + CHAR_LENGTH(?))", List.of(column, text));

        assertThat(sum.text()).isEqualTo("(k + CHAR_LENGTH(s))");
        assertThat(sum.simpler()).extracting(Sql::text).containsExactly("k", "1");
    }

    @Test
    void theSameSeedGivesTheSameCase() {
        List<RandomFamily> families = List.of(RandomFamily.values());

        assertThat(RandomCase.generate(42, families).toText())
                .isEqualTo(RandomCase.generate(42, families).toText());
        assertThat(RandomCase.generate(42, families).toText())
                .isNotEqualTo(RandomCase.generate(43, families).toText());
    }

    @Test
    void aCaseShrinksByRowsAndByParts() {
        RandomCase randomCase = RandomCase.generate(42, List.of(RandomFamily.WINDOW));
        int rows = randomCase.tables().get(0).rows().size();

        assertThat(randomCase.withFewerRows())
                .isNotEmpty()
                .allSatisfy(fewer -> assertThat(fewer.tables().stream()
                                .mapToInt(table -> table.rows().size())
                                .sum())
                        .isLessThan(randomCase.tables().stream()
                                .mapToInt(table -> table.rows().size())
                                .sum()));
        assertThat(rows).isPositive();
        assertThat(randomCase.withSimplerQuery()).isNotEmpty();
    }
}
