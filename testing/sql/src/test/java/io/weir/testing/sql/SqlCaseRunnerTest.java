package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The runner must see every kind of wrong answer; a fake engine gives them. */
class SqlCaseRunnerTest {

    private static final TextTable ONE_TWO = new TextTable(List.of("a"), List.of(List.of("1"), List.of("2")));
    private static final String EXPECT_ONE_TWO = "-- expect:\n-- | a |\n-- | 2 |\n-- | 1 |\n";

    @Test
    void acceptsRowsInAnyOrderUnlessTheOrderMatters() throws Exception {
        assertThat(differences("", EXPECT_ONE_TWO, answer(ONE_TWO))).isEmpty();
        assertThat(differences("", EXPECT_ONE_TWO.replace("expect", "expect-ordered"), answer(ONE_TWO)))
                .singleElement()
                .asString()
                .contains("expected:", "but was:");
    }

    @Test
    void countsEqualRows() throws Exception {
        TextTable twice = new TextTable(List.of("a"), List.of(List.of("1"), List.of("2"), List.of("2")));

        assertThat(differences("", EXPECT_ONE_TWO, answer(twice))).hasSize(1);
    }

    @Test
    void comparesTheNamesOfTheColumns() throws Exception {
        TextTable renamed = new TextTable(List.of("b"), ONE_TWO.rows());

        assertThat(differences("", EXPECT_ONE_TWO, answer(renamed))).hasSize(1);
    }

    @Test
    void tellsAppendingFromUpdatingQueries() throws Exception {
        EngineUnderTest.Result updating = new EngineUnderTest.Result(ONE_TWO, true, List.of(), 0, Optional.empty());

        assertThat(differences("", EXPECT_ONE_TWO, updating))
                .singleElement()
                .asString()
                .contains("updates");
        assertThat(differences("", EXPECT_ONE_TWO.replace("expect", "expect-final"), updating))
                .isEmpty();
    }

    @Test
    void countsLateRows() throws Exception {
        EngineUnderTest.Result late = new EngineUnderTest.Result(ONE_TWO, false, List.of(), 2, Optional.empty());

        assertThat(differences("", EXPECT_ONE_TWO, late))
                .singleElement()
                .asString()
                .contains("expected 0 late rows but 2");
        assertThat(differences("", EXPECT_ONE_TWO + "-- expect-late: 2\n", late))
                .isEmpty();
    }

    @Test
    void appliesTheChangesOfPrintedLines() throws Exception {
        EngineUnderTest.Result printed = new EngineUnderTest.Result(
                TextTable.EMPTY,
                false,
                List.of("s:1> +I[a, 1]", "s:2> +I[b, 2]", "s:1> -U[a, 1]", "s:1> +U[a, 3]", "s:2> -D[b, 2]"),
                0,
                Optional.empty());

        assertThat(differences("", "-- expect-print:\n-- s> [a, 3]\n", printed)).isEmpty();
        assertThat(differences("", "-- expect-print:\n-- (nothing)\n", printed)).hasSize(1);
    }

    @Test
    void wantsAnAnswerForEachQuery() throws Exception {
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
    void wantsTheFailureThatIsExpected() throws Exception {
        IllegalStateException failure =
                new IllegalStateException("outer", new IllegalArgumentException("no table 'x' here"));

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
    void checksWhichRuntimeAnswered() throws Exception {
        EngineUnderTest.Result handed =
                new EngineUnderTest.Result(ONE_TWO, false, List.of(), 0, Optional.of("node stream-exec-match_1"));
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

    private static EngineUnderTest.Result answer(TextTable table) {
        return new EngineUnderTest.Result(table, false, List.of(), 0, Optional.empty());
    }

    private static List<String> differences(String head, String below, EngineUnderTest.Result result) throws Exception {
        return differences(head, below, new FakeEngine(Optional.of(result), Optional.empty()));
    }

    private static List<String> differences(String head, String below, Exception failure) throws Exception {
        return differences(head, below, new FakeEngine(Optional.empty(), Optional.of(failure)));
    }

    private static List<String> differences(String head, String below, EngineUnderTest engine) throws Exception {
        String sql = below.contains("expect-print") ? "INSERT INTO s SELECT 1;\n" : "SELECT 1;\n";
        String text = "-- A case.\n-- tags: t\n" + head + sql + below;
        return SqlCaseRunner.differences(SqlCaseParser.parse("x", Path.of("x.sql"), text), engine);
    }

    /** Gives one answer, or one failure, to every statement. */
    private record FakeEngine(Optional<EngineUnderTest.Result> result, Optional<Exception> failure)
            implements EngineUnderTest {

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public boolean isNative() {
            return true;
        }

        @Override
        public Session open() {
            return new Session() {
                @Override
                public Result execute(String sql) throws Exception {
                    if (failure.isPresent()) {
                        throw failure.get();
                    }
                    return result.orElseThrow();
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
