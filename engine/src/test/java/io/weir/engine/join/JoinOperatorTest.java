package io.weir.engine.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.expression.Expression;
import io.weir.engine.operator.OperatorTester;
import io.weir.engine.operator.OperatorTester.Cut;
import io.weir.engine.operator.OperatorTester.Saving;
import io.weir.plan.node.JoinType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a join of the rows that are there at the end, nested loops over both sides. */
class JoinOperatorTest {
    private static final List<Saving> SAVINGS = List.of(Saving.values());
    private static final int VALUE = 1;
    private static final LogicalType TEXT = new VarCharType(VarCharType.MAX_LENGTH);
    private static final RowType TYPE = RowType.of(
            new LogicalType[] {new BigIntType(), new BigIntType(), TEXT}, new String[] {"key", "value", "name"});
    private static final RowType JOINED = RowType.of(
            new LogicalType[] {new BigIntType(), new BigIntType(), TEXT, new BigIntType(), new BigIntType(), TEXT},
            new String[] {"key", "value", "name", "key0", "value0", "name0"});

    /** The left value is not greater than the right one, and both are there. */
    private static final class NotGreater implements Expression {
        private final BooleanColumn result = new BooleanColumn(0);

        @Override
        public LogicalType type() {
            return new BooleanType();
        }

        @Override
        public boolean isFallible() {
            return false;
        }

        @Override
        public Column evaluate(Batch batch) {
            result.reset();
            result.ensureCapacity(batch.rowCount());
            LongColumn left = (LongColumn) batch.column(VALUE);
            LongColumn right = (LongColumn) batch.column(3 + VALUE);
            for (int i = 0; i < batch.rowCount(); i++) {
                if (left.isNull(i) || right.isNull(i)) {
                    result.setNull(i);
                } else {
                    result.set(i, left.get(i) <= right.get(i));
                }
            }
            return result;
        }
    }

    private record Scenario(JoinType type, boolean hasCondition, boolean filtersNulls, boolean isUnique) {
        boolean isSemiOrAnti() {
            return type == JoinType.SEMI || type == JoinType.ANTI;
        }

        OperatorTester tester(long ttl) {
            JoinInput input = new JoinInput(TYPE, new int[] {0}, isUnique ? new int[] {2} : new int[0], isUnique, ttl);
            JoinOperator.Rule rule = new JoinOperator.Rule(
                    type,
                    JOINED,
                    new boolean[] {filtersNulls},
                    hasCondition ? Optional.of(NotGreater::new) : Optional.empty(),
                    hasCondition ? new int[] {VALUE, 3 + VALUE} : new int[0]);
            return new OperatorTester(TYPE, isSemiOrAnti() ? TYPE : JOINED, () -> new JoinOperator(input, input, rule))
                    .withoutEventTime()
                    .restorable(new int[] {0});
        }

        private boolean isMatch(Object[] left, Object[] right) {
            boolean isSameKey = left[0] == null || right[0] == null
                    ? left[0] == right[0] && !filtersNulls
                    : left[0].equals(right[0]);
            return isSameKey
                    && (!hasCondition
                            || (left[VALUE] != null
                                    && right[VALUE] != null
                                    && (Long) left[VALUE] <= (Long) right[VALUE]));
        }

        List<String> table(List<Object[]> left, List<Object[]> right) {
            Object[] nulls = new Object[3];
            List<String> result = new ArrayList<>();
            for (Object[] row : left) {
                List<Object[]> matches =
                        right.stream().filter(other -> isMatch(row, other)).toList();
                if (isSemiOrAnti()) {
                    if (matches.isEmpty() == (type == JoinType.ANTI)) {
                        result.add("+I" + Arrays.toString(row));
                    }
                    continue;
                }
                matches.forEach(other -> result.add(joined(row, other)));
                if (matches.isEmpty() && (type == JoinType.LEFT || type == JoinType.FULL)) {
                    result.add(joined(row, nulls));
                }
            }
            if (type == JoinType.RIGHT || type == JoinType.FULL) {
                right.stream()
                        .filter(row -> left.stream().noneMatch(other -> isMatch(other, row)))
                        .forEach(row -> result.add(joined(nulls, row)));
            }
            result.sort(null);
            return result;
        }

        private static String joined(Object[] left, Object[] right) {
            List<Object> all = new ArrayList<>(Arrays.asList(left));
            all.addAll(Arrays.asList(right));
            return "+I" + all;
        }
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

    private static Object[] row(Random random, boolean isUnique) {
        return new Object[] {
            random.nextInt(6) == 0 ? null : (long) random.nextInt(4),
            random.nextInt(6) == 0 ? null : (long) random.nextInt(6),
            isUnique ? "name " + random.nextInt() : random.nextInt(6) == 0 ? null : "n" + random.nextInt(2)
        };
    }

    private static void change(OperatorTester tester, int input, boolean isAddition, Random random, Object[] row) {
        RowKind kind = isAddition
                ? random.nextBoolean() ? RowKind.INSERT : RowKind.UPDATE_AFTER
                : random.nextBoolean() ? RowKind.DELETE : RowKind.UPDATE_BEFORE;
        Object name = row[2] == null ? null : StringData.fromString((String) row[2]);
        tester.from(input).change(kind, row[0], row[1], name);
    }

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void changesComeToTheJoinOfWhatIsLeft(JoinType type) {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Scenario scenario = new Scenario(type, random.nextBoolean(), random.nextBoolean(), random.nextInt(3) == 0);
            OperatorTester tester = scenario.tester(0);
            List<List<Object[]>> sides = List.of(new ArrayList<>(), new ArrayList<>());
            int input = 0;
            int count = random.nextInt(80);
            for (int i = 0; i < count; i++) {
                input = random.nextInt(4) == 0 ? 1 - input : input;
                List<Object[]> side = sides.get(input);
                boolean isAddition = random.nextInt(3) > 0 || side.isEmpty();
                Object[] row = isAddition ? row(random, scenario.isUnique) : side.remove(random.nextInt(side.size()));
                if (isAddition) {
                    side.add(row);
                }
                change(tester, input, isAddition, random, row);
            }
            List<String> expected = scenario.table(sides.get(0), sides.get(1));

            for (Cut cut : Cut.values()) {
                tester.saving(SAVINGS.get(random.nextInt(SAVINGS.size())));
                List<String> given = tester.runInOrder(cut, seed % 2 == 0, 1 + random.nextInt(9), seed);
                assertThat(table(given))
                        .as(cut + ", " + scenario + ", seed " + seed)
                        .isEqualTo(expected);
            }
        }
    }

    /** With a time to live, a clock that goes on, and rows that come more than once: the order of equal ones counts. */
    @ParameterizedTest
    @EnumSource(JoinType.class)
    void aRestoredJoinGoesOnRowForRow(JoinType type) {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Scenario scenario = new Scenario(type, random.nextBoolean(), random.nextBoolean(), random.nextInt(3) == 0);
            OperatorTester tester = scenario.tester(random.nextBoolean() ? 0 : 30);
            List<Object[]> known = new ArrayList<>();
            int input = 0;
            long now = 0;
            for (int i = 0; i < 70; i++) {
                input = random.nextInt(4) == 0 ? 1 - input : input;
                now += random.nextInt(5) == 0 ? random.nextInt(25) : 0;
                boolean isKnown = !known.isEmpty() && random.nextInt(3) == 0;
                Object[] row = isKnown ? known.get(random.nextInt(known.size())) : row(random, scenario.isUnique);
                known.add(row);
                change(tester.time(now), input, random.nextInt(3) > 0, random, row);
            }
            List<String> expected = tester.saving(Saving.NONE).runInOrder(Cut.ONE, false, 3, seed);

            for (Saving saving : List.of(Saving.SAVED, Saving.RESTORED, Saving.RESCALED)) {
                assertThat(tester.saving(saving).runInOrder(Cut.ONE, true, 3, seed))
                        .as(saving + ", " + scenario + ", seed " + seed)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aSnapshotCostsTheRowsThatChangedHoweverManyTheirKeyHas() {
        OperatorTester tester = new Scenario(JoinType.LEFT, false, true, false).tester(0);
        StringData name = StringData.fromString("n");
        for (long i = 0; i < 50; i++) {
            tester.from(0).row(1L, i, name);
        }
        tester.change(RowKind.DELETE, 1L, 20L, name);
        tester.change(RowKind.DELETE, 1L, 99L, name);
        tester.from(1).row(2L, 1L, name);
        tester.from(1).row(1L, 1L, name);
        tester.from(1).row(null, 1L, name);

        List<Integer> entries = tester.savedEntries(Cut.ONE);

        // The row that matches changes the number of matches of the 49 on the other side.
        assertThat(entries.subList(0, 50)).allMatch(count -> count == 1);
        assertThat(entries.subList(50, 55)).containsExactly(1, 0, 1, 50, 0);
    }

    @Test
    void anOuterRowIsTakenBackWhenItsFirstMatchComesAndGivenOutAgainWhenTheLastGoes() {
        OperatorTester tester = new Scenario(JoinType.LEFT, false, true, false).tester(0);
        StringData name = StringData.fromString("n");
        tester.from(0).row(1L, 1L, name).row(null, 2L, name);
        tester.from(1).row(1L, 7L, name).row(1L, 8L, name);
        tester.change(RowKind.DELETE, 1L, 7L, name).change(RowKind.UPDATE_BEFORE, 1L, 8L, name);

        assertThat(tester.runInOrder(Cut.ALL, true, 2, 0))
                .containsExactly(
                        "+I[1, 1, n, null, null, null]",
                        "+I[null, 2, n, null, null, null]",
                        "-D[1, 1, n, null, null, null]",
                        "+I[1, 1, n, 1, 7, n]",
                        "+I[1, 1, n, 1, 8, n]",
                        "-D[1, 1, n, 1, 7, n]",
                        "-U[1, 1, n, 1, 8, n]",
                        "+I[1, 1, n, null, null, null]");
    }

    @Test
    void aRowTakesThePlaceOfTheOneWithTheSameUniqueKey() {
        OperatorTester tester = new Scenario(JoinType.INNER, false, true, true).tester(0);
        StringData name = StringData.fromString("n");
        tester.from(0).row(1L, 1L, name).change(RowKind.UPDATE_AFTER, 1L, 2L, name);
        tester.from(1).row(1L, 7L, name);
        tester.from(0).change(RowKind.DELETE, 1L, 2L, name);
        tester.from(1).row(1L, 8L, StringData.fromString("other"));

        assertThat(tester.runInOrder(Cut.RANDOM, false, 2, 0))
                .containsExactly("+I[1, 2, n, 1, 7, n]", "-D[1, 2, n, 1, 7, n]");
    }

    @Test
    void rowsAreForgottenOneByOneAfterTheirTimeToLive() {
        OperatorTester tester = new Scenario(JoinType.INNER, false, true, false).tester(1000);
        StringData name = StringData.fromString("n");
        tester.time(0).from(0).row(1L, 1L, name).row(2L, 2L, name);
        tester.time(600).row(1L, 3L, name);
        tester.time(1200).from(1).row(1L, 7L, name).row(2L, 8L, name);
        tester.time(5000).from(0).change(RowKind.DELETE, 1L, 3L, name).row(1L, 9L, name);

        assertThat(tester.runInOrder(Cut.ONE, false, 2, 0)).containsExactly("+I[1, 3, n, 1, 7, n]");
    }
}
