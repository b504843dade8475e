package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.testing.sql.SqlCaseRunner.StepOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The runner must see every kind of wrong answer. */
class SqlCaseRunnerTest {

    private static final TextTable ONE_TWO = new TextTable(List.of("a"), List.of(List.of("1"), List.of("2")));
    private static final String EXPECT_ONE_TWO = "-- expect:\n-- | a |\n-- | 2 |\n-- | 1 |\n";

    @Test
    void acceptsRowsInAnyOrderUnlessTheOrderMatters() {
        assertThat(differences("", EXPECT_ONE_TWO, answer(ONE_TWO))).isEmpty();
        assertThat(differences("", EXPECT_ONE_TWO.replace("expect", "expect-ordered"), answer(ONE_TWO)))
                .singleElement()
                .asString()
                .contains("expected:", "but was:");
    }

    @Test
    void countsEqualRows() {
        TextTable twice = new TextTable(List.of("a"), List.of(List.of("1"), List.of("2"), List.of("2")));

        assertThat(differences("", EXPECT_ONE_TWO, answer(twice))).hasSize(1);
    }

    @Test
    void comparesTheNamesOfTheColumns() {
        TextTable renamed = new TextTable(List.of("b"), ONE_TWO.rows());

        assertThat(differences("", EXPECT_ONE_TWO, answer(renamed))).hasSize(1);
    }

    @Test
    void tellsAppendingFromUpdatingQueries() {
        StepOutcome updating = outcome(ONE_TWO, true, List.of(), 0, Optional.empty());

        assertThat(differences("", EXPECT_ONE_TWO, updating))
                .singleElement()
                .asString()
                .contains("updates");
        assertThat(differences("", EXPECT_ONE_TWO.replace("expect", "expect-final"), updating))
                .isEmpty();
    }

    @Test
    void countsLateRows() {
        StepOutcome late = outcome(ONE_TWO, false, List.of(), 2, Optional.empty());

        assertThat(differences("", EXPECT_ONE_TWO, late))
                .singleElement()
                .asString()
                .contains("expected 0 late rows but 2");
        assertThat(differences("", EXPECT_ONE_TWO + "-- expect-late: 2\n", late))
                .isEmpty();
    }

    @Test
    void appliesTheChangesOfPrintedLines() {
        StepOutcome printed = outcome(
                TextTable.EMPTY,
                false,
                List.of("s:1> +I[a, 1]", "s:2> +I[b, 2]", "s:1> -U[a, 1]", "s:1> +U[a, 3]", "s:2> -D[b, 2]"),
                0,
                Optional.empty());

        assertThat(differences("", "-- expect-print:\n-- s> [a, 3]\n", printed)).isEmpty();
        assertThat(differences("", "-- expect-print:\n-- (nothing)\n", printed)).hasSize(1);
    }

    @Test
    void wantsAnAnswerForEachQuery() {
        assertThat(differences("", "", answer(ONE_TWO)))
                .singleElement()
                .asString()
                .contains("no expected answer");
        assertThat(differences("", "-- expect:\n", answer(ONE_TWO)))
                .singleElement()
                .asString()
                .contains("not written");
    }

    @Test
    void wantsTheFailureThatIsExpected() {
        StepOutcome failure = StepOutcome.failed(List.of("outer", "no table 'x' here"));

        assertThat(differences("", "-- expect-error: no table 'x'\n", failure)).isEmpty();
        assertThat(differences("", "-- expect-error: no view\n", failure)).hasSize(1);
        assertThat(differences("", EXPECT_ONE_TWO, failure))
                .singleElement()
                .asString()
                .contains("no table 'x' here");
        assertThat(differences("", "-- expect-error: no table\n", answer(ONE_TWO)))
                .singleElement()
                .asString()
                .contains("but succeeded");
    }

    @Test
    void wantsFlinkToDifferWhereTheCaseSaysSo() {
        String text = "-- A case.\n-- tags: t\n-- flink-differs: a defect\nSELECT 1;\n" + EXPECT_ONE_TWO;
        SqlCase sqlCase = SqlCaseParser.parse("x", Path.of("x.sql"), text);
        TextTable other = new TextTable(List.of("a"), List.of(List.of("3")));

        assertThat(SqlCaseRunner.differences(sqlCase, List.of(answer(other)), false))
                .isEmpty();
        assertThat(SqlCaseRunner.differences(sqlCase, List.of(answer(ONE_TWO)), false))
                .singleElement()
                .asString()
                .contains("must go");
        assertThat(SqlCaseRunner.differences(sqlCase, List.of(answer(other)), true))
                .hasSize(1);
    }

    @Test
    void checksWhichRuntimeAnswered() {
        StepOutcome handed = outcome(ONE_TWO, false, List.of(), 0, Optional.of("node stream-exec-match_1"));
        String notNative = "-- not-native: stream-exec-match\n";

        assertThat(differences("", EXPECT_ONE_TWO, handed))
                .singleElement()
                .asString()
                .contains("was handed to Flink");
        assertThat(differences(notNative, EXPECT_ONE_TWO, handed)).isEmpty();
        assertThat(differences(notNative, EXPECT_ONE_TWO, answer(ONE_TWO)))
                .singleElement()
                .asString()
                .contains("must go");
        assertThat(differences("-- not-native: stream-exec-sort\n", EXPECT_ONE_TWO, handed))
                .hasSize(1);
    }

    private static StepOutcome answer(TextTable table) {
        return outcome(table, false, List.of(), 0, Optional.empty());
    }

    private static StepOutcome outcome(
            TextTable table, boolean isUpdating, List<String> printed, long lateRows, Optional<String> handedToFlink) {
        return new StepOutcome(
                new EngineUnderTest.Result(table, printed, lateRows, handedToFlink), isUpdating, List.of());
    }

    private static List<String> differences(String head, String below, StepOutcome outcome) {
        String sql = below.contains("expect-print") ? "INSERT INTO s SELECT 1;\n" : "SELECT 1;\n";
        String text = "-- A case.\n-- tags: t\n" + head + sql + below;
        SqlCase sqlCase = SqlCaseParser.parse("x", Path.of("x.sql"), text);
        return SqlCaseRunner.differences(sqlCase, List.of(outcome), true);
    }
}
