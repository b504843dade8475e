package io.weir.engine.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.operator.OperatorTester;
import io.weir.engine.operator.OperatorTester.Cut;
import io.weir.engine.operator.OperatorTester.Saving;
import io.weir.engine.rank.Ranking.Input;
import io.weir.engine.state.RowOrder;
import io.weir.plan.node.SortField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against an oracle that takes row by row, and gives the changes that Flink's functions give. */
class RankOperatorTest {
    private static final List<Saving> SAVINGS = List.of(Saving.values());
    private static final int[] KEY = {0};
    private static final int ID = 1;
    private static final int SCORE = 2;
    private static final int END = 4;
    private static final RowType TYPE = RowType.of(
            new LogicalType[] {
                new BigIntType(),
                new BigIntType(),
                new BigIntType(),
                new VarCharType(VarCharType.MAX_LENGTH),
                new BigIntType()
            },
            new String[] {"key", "id", "score", "name", "places"});
    private static final RowType RANKED = RowType.of(
            new BigIntType(),
            new BigIntType(),
            new BigIntType(),
            new VarCharType(VarCharType.MAX_LENGTH),
            new BigIntType(),
            new BigIntType());

    /** Ascending, NULL first: the smallest score is the best. */
    private static final Comparator<Object[]> ORDER =
            Comparator.comparing(row -> (Long) row[SCORE], Comparator.nullsFirst(Comparator.naturalOrder()));

    private record Change(RowKind kind, Object[] row) {}

    private static Ranking ranking(
            Input input, long start, long end, boolean hasVariableEnd, boolean hasRank, boolean hasBefore, long ttl) {
        return new Ranking(
                TYPE,
                new int[] {0},
                new RowOrder(List.of(new SortField(SCORE, true, false)), TYPE),
                start,
                hasVariableEnd ? 0 : end,
                hasVariableEnd ? END : -1,
                input,
                input == Input.UPDATES ? new int[] {0, ID} : new int[0],
                hasRank,
                hasBefore,
                ttl);
    }

    private static OperatorTester tester(Ranking ranking, List<Change> changes) {
        OperatorTester tester =
                new OperatorTester(TYPE, ranking.hasRankNumber() ? RANKED : TYPE, () -> new RankOperator(ranking));
        for (Change change : changes) {
            Object[] row = change.row.clone();
            row[3] = row[3] == null ? null : StringData.fromString((String) row[3]);
            tester.change(change.kind, row);
        }
        return tester.withoutEventTime().restorable(KEY);
    }

    /** Rows that come; or with a key that is updated, mostly to a better score; or of which some go again. */
    private static List<Change> changes(Random random, Input input, int count) {
        List<Change> changes = new ArrayList<>();
        List<Object[]> live = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (input == Input.RETRACTIONS && random.nextInt(3) == 0 && !live.isEmpty()) {
                Object[] gone = random.nextInt(10) == 0 ? row(random, i) : live.remove(random.nextInt(live.size()));
                changes.add(new Change(random.nextBoolean() ? RowKind.DELETE : RowKind.UPDATE_BEFORE, gone));
                continue;
            }
            Object[] row = row(random, i);
            if (input == Input.UPDATES && random.nextInt(3) > 0 && !live.isEmpty()) {
                Object[] old = live.get(random.nextInt(live.size()));
                row[0] = old[0];
                row[ID] = old[ID];
                row[SCORE] = score(random, (Long) old[SCORE]);
                System.arraycopy(row, 0, old, 0, row.length);
                row = row.clone();
            } else {
                live.add(row.clone());
            }
            RowKind kind = input == Input.APPENDS || random.nextBoolean() ? RowKind.INSERT : RowKind.UPDATE_AFTER;
            changes.add(new Change(kind, row));
        }
        return changes;
    }

    private static Long score(Random random, Long old) {
        if (old == null) {
            return null;
        }
        // Now and then it is a worse one, as after a time to live upstream.
        return old + (random.nextInt(8) == 0 ? 2 : -random.nextInt(3));
    }

    private static Object[] row(Random random, int id) {
        return new Object[] {
            random.nextInt(6) == 0 ? null : (long) random.nextInt(3),
            (long) id,
            random.nextInt(9) == 0 ? null : (long) random.nextInt(12),
            random.nextInt(9) == 0 ? null : "name " + "x".repeat(random.nextInt(3)),
            (long) random.nextInt(5)
        };
    }

    private static TopNOracle oracle(Ranking ranking, List<Change> changes) {
        TopNOracle oracle = new TopNOracle(ranking, ORDER, ID);
        for (Change change : changes) {
            oracle.take(change.kind, change.row);
        }
        return oracle;
    }

    /** Applies changes; what goes must have been there. */
    private static List<String> table(List<String> changes) {
        List<String> table = new ArrayList<>();
        for (String change : changes) {
            String row = "+I" + change.substring(2);
            if (change.startsWith("+")) {
                table.add(row);
            } else {
                assertThat(table.remove(row))
                        .as(change + " goes and was there, in " + changes)
                        .isTrue();
            }
        }
        table.sort(null);
        return table;
    }

    @ParameterizedTest
    @EnumSource(Input.class)
    void changesRowByRowAreThoseOfFlinkAndBatchesComeToTheSame(Input input) {
        for (long seed = 0; seed < 120; seed++) {
            Random random = new Random(seed);
            boolean hasVariableEnd = seed % 7 == 3;
            long start = hasVariableEnd || random.nextBoolean() ? 1 : 2;
            Ranking ranking =
                    ranking(input, start, start + random.nextInt(4), hasVariableEnd, random.nextBoolean(), true, 0);
            // Worse updates are repaired by Flink as far as the rows that it has kept allow; only batches of one are
            // alike.
            List<Change> changes = changes(random, input, 5 + random.nextInt(60));
            TopNOracle oracle = oracle(ranking, changes);
            String as = ranking + ", seed " + seed;
            OperatorTester tester = tester(ranking, changes);

            for (Saving saving : Saving.values()) {
                assertThat(tester.saving(saving).runInOrder(Cut.ONE, seed % 2 == 0, 3, seed))
                        .as(saving + ", " + as)
                        .isEqualTo(oracle.changes());
            }
            for (Cut cut : List.of(Cut.ALL, Cut.RANDOM)) {
                tester.saving(SAVINGS.get(random.nextInt(SAVINGS.size())));
                List<String> given = tester.runInOrder(cut, seed % 2 == 1, seed % 3 == 0 ? 1 : 100, seed);
                assertThat(table(given)).as(cut + ", " + as).isEqualTo(oracle.table());
                assertThat(given.size())
                        .as("changes, " + as)
                        .isLessThanOrEqualTo(oracle.changes().size());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Input.class)
    void updatesBeforeAreLeftOutWhereNobodyWantsThem(Input input) {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            Ranking ranking = ranking(input, 1, 1 + random.nextInt(3), false, random.nextBoolean(), false, 0);
            List<Change> changes = changes(random, input, 40);

            assertThat(tester(ranking, changes).runInOrder(Cut.ONE, true, 1, seed))
                    .as(ranking + ", seed " + seed)
                    .isEqualTo(oracle(ranking, changes).changes());
        }
    }

    @Test
    void aBatchGivesOneChangeForEachRank() {
        Ranking ranking = ranking(Input.APPENDS, 1, 2, false, true, true, 0);
        List<Change> changes = new ArrayList<>();
        for (long score = 9; score >= 0; score--) {
            changes.add(new Change(RowKind.INSERT, new Object[] {1L, score, score, "", 0L}));
        }

        assertThat(tester(ranking, changes).runInOrder(Cut.ALL, false, 100, 0))
                .containsExactly("+I[1, 0, 0, , 0, 1]", "+I[1, 1, 1, , 0, 2]");
    }

    @Test
    void aKeyIsForgottenAfterItsTimeToLive() {
        Ranking ranking = ranking(Input.APPENDS, 1, 1, false, true, true, 1000);
        OperatorTester tester = new OperatorTester(TYPE, RANKED, () -> new RankOperator(ranking))
                .withoutEventTime()
                .restorable(KEY);
        tester.time(100).row(1L, 1L, 5L, null, 0L).row(2L, 2L, 5L, null, 0L);
        tester.time(900).row(1L, 3L, 7L, null, 0L).row(2L, 4L, 4L, null, 0L);
        tester.time(1150).row(1L, 5L, 6L, null, 0L).row(2L, 6L, 6L, null, 0L);
        tester.time(5000).row(2L, 7L, 9L, null, 0L);

        assertThat(tester.runInAllModes().rows())
                .as("what changes nothing does not prolong a life")
                .containsExactlyInAnyOrder(
                        "+I[1, 1, 5, null, 0, 1]",
                        "+I[2, 2, 5, null, 0, 1]",
                        "-U[2, 2, 5, null, 0, 1]",
                        "+U[2, 4, 4, null, 0, 1]",
                        "+I[1, 5, 6, null, 0, 1]",
                        "+I[2, 7, 9, null, 0, 1]");
    }

    @ParameterizedTest
    @EnumSource(Input.class)
    void aRestoredInstanceForgetsKeysWhenTheOthersWouldHave(Input input) {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            Ranking ranking = ranking(input, 1, 1 + random.nextInt(3), seed % 3 == 0, random.nextBoolean(), true, 40);
            OperatorTester tester = new OperatorTester(
                            TYPE, ranking.hasRankNumber() ? RANKED : TYPE, () -> new RankOperator(ranking))
                    .withoutEventTime()
                    .restorable(KEY);
            long now = 0;
            for (Change change : changes(random, input, 60)) {
                now += random.nextInt(4) == 0 ? random.nextInt(50) : 0;
                Object[] row = change.row.clone();
                row[3] = null;
                tester.time(now).change(change.kind, row);
            }
            List<String> expected = tester.saving(Saving.NONE).runInOrder(Cut.ONE, false, 3, seed);

            for (Saving saving : List.of(Saving.SAVED, Saving.RESTORED, Saving.RESCALED)) {
                assertThat(tester.saving(saving).runInOrder(Cut.ONE, true, 3, seed))
                        .as(saving + ", " + ranking + ", seed " + seed)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aSnapshotCostsTheRowsThatChangedAndNotTheKeysThatTheyAreOf() {
        Ranking ranking = ranking(Input.RETRACTIONS, 1, 3, false, false, true, 0);
        List<Change> changes = new ArrayList<>();
        for (long i = 0; i < 100; i++) {
            changes.add(new Change(RowKind.INSERT, new Object[] {1L, i, i % 7, null, 0L}));
        }
        changes.add(new Change(RowKind.DELETE, new Object[] {1L, 50L, 1L, null, 0L}));
        changes.add(new Change(RowKind.DELETE, new Object[] {1L, 200L, 1L, null, 0L}));

        List<Integer> entries = tester(ranking, changes).savedEntries(Cut.ONE);

        assertThat(entries.stream().mapToInt(Integer::intValue).sum()).isEqualTo(101);
        assertThat(entries).allMatch(count -> count <= 1);
    }

    @Test
    void anUpdateThatKeepsItsRankIsOneEntryAndOneThatMovesIsTwo() {
        Ranking ranking = ranking(Input.UPDATES, 1, 3, false, true, true, 0);
        List<Change> changes = List.of(
                new Change(RowKind.INSERT, new Object[] {1L, 1L, 5L, "a", 0L}),
                new Change(RowKind.INSERT, new Object[] {1L, 2L, 5L, "a", 0L}),
                new Change(RowKind.UPDATE_AFTER, new Object[] {1L, 1L, 5L, "b", 0L}),
                new Change(RowKind.UPDATE_AFTER, new Object[] {1L, 1L, 4L, "c", 0L}));

        assertThat(tester(ranking, changes).savedEntries(Cut.ONE)).containsExactly(1, 1, 1, 2);
    }

    @Test
    void manyRowsOfAKeyAreFoundAndRankedQuickly() {
        Ranking ranking = ranking(Input.RETRACTIONS, 1, 3, false, false, true, 0);
        int count = 100_000;
        List<Change> changes = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            changes.add(new Change(RowKind.INSERT, new Object[] {1L, i, 1L, null, 0L}));
        }
        for (long i = count - 1; i >= 3; i--) {
            changes.add(new Change(RowKind.DELETE, new Object[] {1L, i, 1L, null, 0L}));
        }

        List<String> given = tester(ranking, changes).runInOrder(Cut.ALL, false, 4096, 0);

        assertThat(given)
                .containsExactlyElementsOf(
                        Arrays.asList("+I[1, 0, 1, null, 0]", "+I[1, 1, 1, null, 0]", "+I[1, 2, 1, null, 0]"));
    }
}
