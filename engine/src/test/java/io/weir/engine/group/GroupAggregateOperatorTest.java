package io.weir.engine.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.operator.OperatorTester;
import io.weir.engine.operator.OperatorTester.Cut;
import io.weir.engine.operator.OperatorTester.Saving;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FunctionReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class GroupAggregateOperatorTest {
    private static final int SCENARIOS = 60;
    private static final int[] BATCH_ROWS = {1, 3, 4096};
    private static final RowType INPUT = RowType.of(new IntType(), new BigIntType());
    private static final RowType OUTPUT = RowType.of(new IntType(), new BigIntType(false), new BigIntType());

    private static OperatorTester tester(GroupScenario scenario, Optional<MiniBatch> miniBatch, boolean everyChange) {
        OperatorTester tester = new OperatorTester(
                GroupScenario.INPUT,
                scenario.outputType(),
                () -> new GroupAggregateOperator(GroupAggregation.ofRows(
                        scenario.aggregation(),
                        scenario.takesRowsBack(),
                        scenario.givesUpdateBefore(),
                        0,
                        miniBatch,
                        everyChange)));
        tester.restorable(scenario.keys());
        scenario.play(tester);
        return tester;
    }

    @Test
    void withBatchesOfOneRowTheChangelogIsFlinks() {
        for (int seed = 0; seed < SCENARIOS; seed++) {
            GroupScenario scenario = new GroupScenario(seed);
            for (int batchRows : BATCH_ROWS) {
                assertThat(tester(scenario, Optional.empty(), false)
                                .runInOrder(Cut.ONE, seed % 2 == 0, batchRows, seed))
                        .as("seed %s, %s", seed, scenario)
                        .isEqualTo(scenario.changelog());
            }
        }
    }

    @Test
    void withEveryChangeTheChangelogIsFlinksHoweverRowsComeInBatches() {
        for (int seed = 0; seed < SCENARIOS; seed++) {
            GroupScenario scenario = new GroupScenario(seed);
            for (Cut cut : Cut.values()) {
                assertThat(tester(scenario, Optional.empty(), true)
                                .runInOrder(cut, seed % 2 == 0, BATCH_ROWS[seed % 3], seed))
                        .as("seed %s, %s, %s", seed, cut, scenario)
                        .isEqualTo(scenario.changelog());
            }
        }
    }

    @Test
    void fromARestoredInstanceTheChangelogIsFlinks() {
        for (int seed = 0; seed < SCENARIOS; seed++) {
            GroupScenario scenario = new GroupScenario(seed);
            for (Saving saving : List.of(Saving.SAVED, Saving.RESTORED)) {
                for (Cut cut : Cut.values()) {
                    assertThat(tester(scenario, Optional.empty(), true)
                                    .saving(saving)
                                    .runInOrder(cut, seed % 2 == 0, BATCH_ROWS[seed % 3], seed))
                            .as("seed %s, %s, %s, %s", seed, saving, cut, scenario)
                            .isEqualTo(scenario.changelog());
                }
            }
            assertThat(tester(scenario, Optional.empty(), false)
                            .saving(Saving.RESCALED)
                            .runInOrder(Cut.ONE, seed % 2 == 0, BATCH_ROWS[seed % 3], seed))
                    .as("seed %s, %s, %s", seed, Saving.RESCALED, scenario)
                    .isEqualTo(scenario.changelog());
        }
    }

    @Test
    void inBatchesAndMiniBatchesTheTableIsTheSameFromRestoredInstances() {
        for (int seed = 0; seed < SCENARIOS; seed++) {
            GroupScenario scenario = new GroupScenario(seed);
            for (Optional<MiniBatch> miniBatch :
                    List.of(Optional.<MiniBatch>empty(), Optional.of(new MiniBatch(7, 1000)))) {
                for (Cut cut : Cut.values()) {
                    Saving saving = seed % 3 == 0 ? Saving.SAVED : seed % 3 == 1 ? Saving.RESTORED : Saving.RESCALED;
                    List<String> log = tester(scenario, miniBatch, false)
                            .saving(saving)
                            .runInOrder(cut, seed % 2 == 0, BATCH_ROWS[seed % 3], seed);
                    assertThat(scenario.table(log))
                            .as("seed %s, %s, %s, %s, %s", seed, saving, cut, miniBatch, scenario)
                            .isEqualTo(scenario.table(scenario.changelog()));
                }
            }
        }
    }

    @Test
    void aSnapshotHoldsOnlyWhatHasChanged() {
        OperatorTester tester = countAndSum(0, Optional.empty());
        for (int key = 0; key < 100; key++) {
            tester.row(key, 1L);
        }
        tester.time(1).row(5, 1L).row(5, 2L).row(7, 1L).time(2);
        tester.change(RowKind.DELETE, 8, 1L).time(3);
        tester.row(200, 1L).change(RowKind.DELETE, 200, 1L).time(4);
        tester.change(RowKind.DELETE, 201, 1L).time(5);
        tester.change(RowKind.DELETE, 9, 1L).row(9, 1L).time(6);

        // Two groups changed; one gone; one that came and went, and one that never was; one that went and came again.
        assertThat(tester.savedEntries(Cut.ALL)).containsExactly(100, 2, 1, 0, 0, 1);
    }

    private static AggregateCall ofValue(String function, boolean isDistinct) {
        return new AggregateCall(
                "EXPR",
                new FunctionReference(FunctionReference.Kind.BUILT_IN, function, 1, Optional.empty(), "FUNCTION"),
                List.of(1),
                OptionalInt.empty(),
                isDistinct,
                false,
                false,
                new BigIntType());
    }

    private static OperatorTester distinctCountAndMax(boolean takesRowsBack, long ttlMillis) {
        Aggregation aggregation = new Aggregation(
                new int[] {0}, List.of(ofValue("COUNT", true), ofValue("MAX", false)), INPUT, new boolean[] {
                    takesRowsBack, takesRowsBack
                });
        return new OperatorTester(
                        INPUT,
                        RowType.of(new IntType(), new BigIntType(), new BigIntType()),
                        () -> new GroupAggregateOperator(GroupAggregation.ofRows(
                                aggregation, takesRowsBack, true, ttlMillis, Optional.empty(), false)))
                .restorable(new int[] {0});
    }

    @Test
    void ofAGroupOfManyValuesASnapshotHoldsOnlyThoseThatHaveChanged() {
        for (boolean takesRowsBack : new boolean[] {false, true}) {
            OperatorTester tester = distinctCountAndMax(takesRowsBack, 0);
            for (long value = 0; value < 50; value++) {
                tester.row(1, value);
            }
            tester.time(1).row(1, 50L).time(2).row(1, 7L).time(3);

            // The group; where rows are taken back, each value with its number for either call, otherwise each once.
            assertThat(tester.savedEntries(Cut.ALL)).isEqualTo(takesRowsBack ? List.of(101, 3, 3) : List.of(51, 2, 1));
        }
    }

    @Test
    void theValuesOfGroupsWhoseTimeIsOverGoWithThem() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            boolean takesRowsBack = seed % 2 == 0;
            OperatorTester tester = distinctCountAndMax(takesRowsBack, 40);
            List<Object[]> rows = new ArrayList<>();
            long now = 0;
            for (int i = 0; i < 300; i++) {
                if (takesRowsBack && random.nextInt(3) == 0 && !rows.isEmpty()) {
                    tester.change(RowKind.DELETE, rows.remove(random.nextInt(rows.size())));
                } else {
                    Object[] row = {random.nextInt(8), (long) random.nextInt(6)};
                    rows.add(row);
                    tester.row(row);
                }
                if (random.nextInt(4) == 0) {
                    now += random.nextInt(20);
                    tester.time(now);
                }
            }
            for (Cut cut : Cut.values()) {
                List<String> expected = tester.saving(Saving.NONE).runInOrder(cut, false, 100, seed);
                for (Saving saving : List.of(Saving.SAVED, Saving.RESTORED)) {
                    assertThat(tester.saving(saving).runInOrder(cut, false, 100, seed))
                            .as("seed %s, %s, %s", seed, cut, saving)
                            .isEqualTo(expected);
                }
            }
            // With more rows to a batch, what is given out in between hangs on the other groups of the instance.
            List<String> expected = tester.saving(Saving.NONE).runInOrder(Cut.ONE, false, 100, seed);
            assertThat(tester.saving(Saving.RESCALED).runInOrder(Cut.ONE, false, 100, seed))
                    .as("seed %s, %s", seed, Saving.RESCALED)
                    .isEqualTo(expected);
        }
    }

    @Test
    void inBatchesAndMiniBatchesTheTableIsTheSame() {
        for (int seed = 0; seed < SCENARIOS; seed++) {
            GroupScenario scenario = new GroupScenario(seed);
            for (Optional<MiniBatch> miniBatch : List.of(
                    Optional.<MiniBatch>empty(),
                    Optional.of(new MiniBatch(7, 1000)),
                    Optional.of(new MiniBatch(1_000_000, 1000)))) {
                for (Cut cut : Cut.values()) {
                    List<String> log = tester(scenario, miniBatch, false)
                            .runInOrder(cut, seed % 2 == 0, BATCH_ROWS[seed % 3], seed);
                    assertThat(scenario.table(log))
                            .as("seed %s, %s, %s, %s", seed, cut, miniBatch, scenario)
                            .isEqualTo(scenario.table(scenario.changelog()));
                }
            }
        }
    }

    private static AggregateCall call(String function, boolean hasArgument) {
        return new AggregateCall(
                "EXPR",
                new FunctionReference(FunctionReference.Kind.BUILT_IN, function, 1, Optional.empty(), "FUNCTION"),
                hasArgument ? List.of(1) : List.of(),
                OptionalInt.empty(),
                false,
                false,
                false,
                new BigIntType(hasArgument));
    }

    private static OperatorTester countAndSum(long ttlMillis, Optional<MiniBatch> miniBatch) {
        Aggregation aggregation = new Aggregation(
                new int[] {0}, List.of(call("COUNT", false), call("SUM", true)), INPUT, new boolean[] {true, true});
        return new OperatorTester(
                INPUT,
                OUTPUT,
                () -> new GroupAggregateOperator(
                        GroupAggregation.ofRows(aggregation, true, true, ttlMillis, miniBatch, false)));
    }

    @Test
    void aGroupWhoseTimeIsOverBeginsAnew() {
        OperatorTester tester = countAndSum(1000, Optional.empty())
                .row(1, 10L)
                .time(999)
                .row(1, 20L)
                .time(1998)
                .row(1, 30L)
                .time(2998)
                .row(1, 40L);

        for (Cut cut : Cut.values()) {
            Saving saving = cut == Cut.ALL ? Saving.NONE : cut == Cut.ONE ? Saving.SAVED : Saving.RESTORED;
            assertThat(tester.saving(saving).runInOrder(cut, false, 100, 1))
                    .containsExactly(
                            "+I[1, 1, 10]",
                            "-U[1, 1, 10]",
                            "+U[1, 2, 30]",
                            "-U[1, 2, 30]",
                            "+U[1, 3, 60]",
                            "+I[1, 1, 40]");
        }
    }

    @Test
    void aRowThatIsTakenBackFromAGroupWhoseTimeIsOverIsIgnored() {
        OperatorTester tester = countAndSum(1000, Optional.empty())
                .row(1, 10L)
                .time(1000)
                .change(RowKind.DELETE, 1, 10L)
                .change(RowKind.UPDATE_BEFORE, 2, 5L)
                .change(RowKind.UPDATE_AFTER, 2, 6L);

        for (Cut cut : Cut.values()) {
            for (Saving saving : List.of(Saving.NONE, Saving.SAVED, Saving.RESTORED)) {
                assertThat(tester.saving(saving).runInOrder(cut, false, 100, 1))
                        .containsExactly("+I[1, 1, 10]", "+I[2, 1, 6]");
            }
        }
    }

    @Test
    void withATimeToLiveAnUpdateIsGivenOutAlthoughNothingHasChanged() {
        Aggregation aggregation = new Aggregation(new int[] {0}, List.of(call("SUM", true)), INPUT);
        for (long ttlMillis : new long[] {0, 1000}) {
            OperatorTester tester = new OperatorTester(
                            INPUT,
                            RowType.of(new IntType(), new BigIntType()),
                            () -> new GroupAggregateOperator(GroupAggregation.ofRows(
                                    aggregation, false, false, ttlMillis, Optional.empty(), false)))
                    .row(1, 10L)
                    .row(1, 0L);
            assertThat(tester.runInOrder(Cut.ONE, false, 100, 1))
                    .isEqualTo(ttlMillis == 0 ? List.of("+I[1, 10]") : List.of("+I[1, 10]", "+U[1, 10]"));
        }
    }

    @Test
    void aMiniBatchEndsWithItsLatencyOrItsSize() {
        OperatorTester tester = countAndSum(0, Optional.of(new MiniBatch(4, 500)))
                .row(1, 10L)
                .time(499)
                .row(1, 20L)
                .change(RowKind.DELETE, 2, 20L)
                .time(500)
                .row(1, 1L)
                .row(1, 1L)
                .row(3, 1L)
                .change(RowKind.DELETE, 3, 1L)
                .time(501)
                .row(1, 5L);

        for (Cut cut : List.of(Cut.ALL, Cut.ONE)) {
            assertThat(tester.runInOrder(cut, false, 100, 1))
                    .containsExactly("+I[1, 2, 30]", "-U[1, 2, 30]", "+U[1, 4, 32]", "-U[1, 4, 32]", "+U[1, 5, 37]");
        }
    }

    @Test
    void aGroupInAMiniBatchDoesNotExpireBeforeItsChangeIsGivenOut() {
        OperatorTester tester = countAndSum(100, Optional.of(new MiniBatch(100, 1000)))
                .row(1, 10L)
                .time(90)
                .row(1, 20L)
                .time(180)
                .row(2, 1L)
                .time(260)
                .row(3, 1L)
                .time(1000);

        assertThat(tester.runInOrder(Cut.ALL, false, 100, 1))
                .containsExactly("+I[1, 2, 30]", "+I[2, 1, 1]", "+I[3, 1, 1]");
    }

    @Test
    void afterItsLastRowAGroupBeginsAnewInTheSameBatch() {
        OperatorTester tester = countAndSum(0, Optional.empty())
                .row(1, 10L)
                .change(RowKind.DELETE, 1, 10L)
                .change(RowKind.DELETE, 1, 10L)
                .row(1, 7L);

        assertThat(tester.runInOrder(Cut.ONE, false, 100, 1))
                .containsExactly("+I[1, 1, 10]", "-D[1, 1, 10]", "+I[1, 1, 7]");
        assertThat(tester.runInOrder(Cut.ALL, false, 100, 1)).containsExactly("+I[1, 1, 7]");
    }

    /** So many groups go that the others move to other slots; what they hold must go with them, for each aggregate. */
    @Test
    void theGroupsThatAreLeftStayAsTheyAreWhenStateShrinks() {
        for (int seed = 0; seed < 12; seed++) {
            GroupScenario scenario = GroupScenario.ofManyGroupsThatGo(seed);
            for (Cut cut : Cut.values()) {
                Saving saving = seed < 4 ? Saving.of(seed) : Saving.NONE;
                List<String> log =
                        tester(scenario, Optional.empty(), false).saving(saving).runInOrder(cut, false, 4096, seed);
                assertThat(scenario.table(log))
                        .as("seed %s, %s, %s, %s", seed, saving, cut, scenario)
                        .isEqualTo(scenario.table(scenario.changelog()));
            }
        }
    }

    @Test
    void stateShrinksWhenGroupsLoseTheirLastRows() {
        OperatorTester tester = countAndSum(0, Optional.empty());
        for (int key = 0; key < 20_000; key++) {
            tester.row(key, 1L);
        }
        for (int key = 0; key < 19_990; key++) {
            tester.change(RowKind.DELETE, key, 1L);
        }
        for (int key = 19_980; key < 20_000; key++) {
            tester.row(key, 2L);
        }
        List<String> log = tester.runInOrder(Cut.RANDOM, false, 100, 1);
        assertThat(log.subList(log.size() - 30, log.size()))
                .contains("+I[19985, 1, 2]", "+U[19995, 2, 3]")
                .doesNotContain("+I[19995, 1, 2]");
    }
}
