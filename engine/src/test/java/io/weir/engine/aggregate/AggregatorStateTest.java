package io.weir.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowKinds;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowConverter;
import io.weir.engine.type.RowDataAppender;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FunctionReference;
import io.weir.plan.expression.FunctionReference.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random rows, with a snapshot in between: who has read it gives the same results as who was never interrupted. */
class AggregatorStateTest {
    private static final int SLOTS = 7;
    private static final int RUNS = 20;
    private static final LogicalType TEXT = new VarCharType(VarCharType.MAX_LENGTH);

    private static final int LONG = 0;
    private static final int INT = 1;
    private static final int DOUBLE = 2;
    private static final int DECIMAL = 3;
    private static final int STRING = 4;
    private static final int FLOAT = 7;
    private static final int COMPACT = 8;
    /** Another value in each row. */
    private static final int UNIQUE = 9;

    private static final int PERCENTAGE = 10;
    private static final int DELIMITER = 11;
    private static final int OFFSET = 12;
    private static final int FREQUENCY = 13;
    private static final RowType TYPE = RowType.of(
            new BigIntType(),
            new IntType(),
            new DoubleType(),
            new DecimalType(30, 2),
            TEXT,
            new TimestampType(6),
            new BooleanType(),
            new FloatType(),
            new DecimalType(10, 2),
            TEXT,
            new DoubleType(false),
            TEXT,
            new IntType(false),
            new BigIntType());

    /** A call; its rows are taken away again if that is asked for. */
    private record Call(String function, LogicalType result, boolean isDistinct, boolean takesBack, int... arguments) {
        AggregateCall plan() {
            boolean isUsers = function.startsWith("io.");
            return new AggregateCall(
                    "EXPR",
                    isUsers
                            ? new FunctionReference(Kind.INLINE, function, 0, Optional.of(function), "FUNCTION")
                            : new FunctionReference(Kind.BUILT_IN, function, 1, Optional.empty(), "FUNCTION"),
                    Arrays.stream(arguments).boxed().toList(),
                    OptionalInt.empty(),
                    isDistinct,
                    false,
                    false,
                    result);
        }

        Aggregation aggregation() {
            return new Aggregation(new int[0], List.of(plan()), TYPE, new boolean[] {takesBack});
        }

        @Override
        public String toString() {
            return function
                    + (isDistinct ? " DISTINCT " : " ")
                    + Arrays.toString(arguments)
                    + (takesBack ? " with retractions" : "");
        }
    }

    private static Stream<Call> calls() {
        List<Call> calls = new ArrayList<>();
        LogicalType bigint = new BigIntType();
        for (boolean takesBack : new boolean[] {false, true}) {
            add(calls, "COUNT", bigint, takesBack);
            add(calls, "COUNT", bigint, takesBack, LONG);
            add(calls, "SUM", bigint, takesBack, LONG);
            add(calls, "$SUM0", bigint, takesBack, LONG);
            add(calls, "AVG", new IntType(), takesBack, INT);
            add(calls, "SUM", new DoubleType(), takesBack, DOUBLE);
            add(calls, "AVG", new DoubleType(), takesBack, DOUBLE);
            add(calls, "SUM", new FloatType(), takesBack, FLOAT);
            add(calls, "SUM", new DecimalType(38, 2), takesBack, DECIMAL);
            add(calls, "SUM", new DecimalType(38, 2), takesBack, COMPACT);
            add(calls, "AVG", new DecimalType(38, 6), takesBack, DECIMAL);
            add(calls, "$WELFORD_M2$1", new DoubleType(), takesBack, DOUBLE);
            for (int argument = LONG; argument <= COMPACT; argument++) {
                add(calls, "MIN", TYPE.getTypeAt(argument), takesBack, argument);
                add(calls, "MAX", TYPE.getTypeAt(argument), takesBack, argument);
            }
            add(calls, "FIRST_VALUE", TEXT, takesBack, STRING);
            add(calls, "LAST_VALUE", TEXT, takesBack, STRING);
            add(calls, "LAST_VALUE", bigint, takesBack, LONG);
            add(calls, "ARRAY_AGG", new ArrayType(TEXT), takesBack, STRING);
            add(calls, "LISTAGG", TEXT, takesBack, STRING);
            add(calls, "LISTAGG", TEXT, takesBack, STRING, DELIMITER);
            add(calls, "JSON_ARRAYAGG_NULL_ON_NULL", TEXT, takesBack, STRING);
            add(calls, "JSON_OBJECTAGG_NULL_ON_NULL", TEXT, takesBack, UNIQUE, STRING);
            add(calls, "COLLECT", new MultisetType(TEXT), takesBack, STRING);
            add(calls, "PERCENTILE", new DoubleType(), takesBack, DOUBLE, PERCENTAGE);
            add(calls, "PERCENTILE", new DoubleType(), takesBack, DOUBLE, PERCENTAGE, FREQUENCY);
            add(calls, UserAccumulators.Texts.class.getName(), TEXT, takesBack, STRING);
            add(calls, UserAccumulators.Sums.class.getName(), bigint, takesBack, LONG);
            for (int argument : new int[] {LONG, INT, STRING, DOUBLE}) {
                calls.add(new Call("COUNT", bigint, true, takesBack, argument));
            }
            calls.add(new Call("SUM", bigint, true, takesBack, LONG));
            calls.add(new Call("LISTAGG", TEXT, true, takesBack, STRING));
        }
        calls.add(new Call("LAG", TEXT, false, false, STRING));
        calls.add(new Call("LAG", TEXT, false, false, STRING, OFFSET, DELIMITER));
        return calls.stream();
    }

    private static void add(
            List<Call> calls, String function, LogicalType result, boolean takesBack, int... arguments) {
        calls.add(new Call(function, result, false, takesBack, arguments));
    }

    /** Some groups with a call's accumulators, under slots of their own. */
    private static final class Groups {
        private final SlotAggregators aggregators;
        private final Aggregation aggregation;
        private final int[] slotOf;

        Groups(Call call, int... slotOf) {
            aggregation = call.aggregation();
            aggregators = new SlotAggregators(aggregation);
            aggregators.ensureSlots(SLOTS);
            this.slotOf = slotOf;
        }

        void accumulate(Batch batch, int[] groups) {
            int[] positions = new int[groups.length];
            int[] slots = new int[groups.length];
            for (int i = 0; i < groups.length; i++) {
                positions[i] = i;
                slots[i] = slotOf[groups[i]];
            }
            aggregators.accumulate(batch, positions, slots, groups.length);
        }

        void readFrom(Groups other, StateOutput out) {
            assertThat(aggregators.schema()).isEqualTo(other.aggregators.schema());
            for (int group : new int[] {3, 0, 6, 1, 5, 2, 4}) {
                out.clear();
                other.aggregators.writeSlot(other.slotOf[group], out);
                StateInput in = new StateInput();
                in.reset(out.bytes(), 0, out.length());
                aggregators.readSlot(slotOf[group], in);
                assertThat(in.isAtEnd()).isTrue();
            }
        }

        List<String> results(LogicalType type) {
            Column[] results = aggregation.newResultColumns(SLOTS);
            for (int group = 0; group < SLOTS; group++) {
                aggregators.writeResult(slotOf[group], results, 0, group);
            }
            Batch batch = new Batch(results);
            batch.setRowCount(SLOTS);
            RowConverter converter = new RowConverter(RowType.of(type));
            List<String> rows = new ArrayList<>();
            for (int group = 0; group < SLOTS; group++) {
                rows.add(converter.toRow(batch, group).toString());
            }
            return rows;
        }
    }

    private record Change(int group, Object[] row) {}

    private static Object[] newRow(Random random, int number) {
        Object[] row = {
            (long) random.nextInt(9) - 4,
            random.nextInt(5),
            List.of(Double.NaN, -0.0, 0.0, 0.1, 1e300, random.nextGaussian()).get(random.nextInt(6)),
            DecimalData.fromBigDecimal(BigDecimal.valueOf(random.nextInt(99), 2), 30, 2),
            StringData.fromString("t".repeat(random.nextInt(4)) + random.nextInt(3)),
            TimestampData.fromEpochMillis(random.nextInt(4), random.nextInt(3) * 1000),
            random.nextBoolean(),
            random.nextFloat(),
            DecimalData.fromBigDecimal(BigDecimal.valueOf(random.nextInt(99), 2), 10, 2),
            StringData.fromString("key " + number),
            0.3,
            StringData.fromString("; "),
            2,
            (long) random.nextInt(3)
        };
        for (int field = 0; field <= COMPACT; field++) {
            row[field] = random.nextInt(8) == 0 ? null : row[field];
        }
        return row;
    }

    /** Adds rows to some groups, and takes some away. */
    private static void play(Call call, Random random, List<Change> there, List<Groups> all) {
        RowDataAppender appender = new RowDataAppender(TYPE);
        Batch batch = Columns.batch(TYPE, 4);
        int count = 1 + random.nextInt(12);
        int[] groups = new int[count];
        for (int i = 0; i < count; i++) {
            boolean isRetraction = call.takesBack && random.nextInt(3) == 0 && !there.isEmpty();
            Change change;
            if (isRetraction) {
                change = there.remove(random.nextInt(there.size()));
            } else {
                // The last groups often stay empty.
                change =
                        new Change((int) Math.abs(random.nextGaussian() * 2) % SLOTS, newRow(random, random.nextInt()));
                there.add(change);
            }
            groups[i] = change.group;
            appender.append(GenericRowData.of(change.row), batch);
            if (isRetraction) {
                batch.setRowKind(i, RowKinds.DELETE);
            }
        }
        all.forEach(each -> each.accumulate(batch, groups));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whoHasReadASnapshotGivesTheSameResultsAsWhoWasNotInterrupted(Call call) {
        StateOutput out = new StateOutput();
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            Groups uninterrupted = new Groups(call, 0, 1, 2, 3, 4, 5, 6);
            Groups interrupted = new Groups(call, 0, 1, 2, 3, 4, 5, 6);
            List<Change> there = new ArrayList<>();
            for (int restores = 0; restores < 4; restores++) {
                for (int i = 0; i < 5; i++) {
                    play(call, random, there, List.of(uninterrupted, interrupted));
                    assertThat(interrupted.results(call.result))
                            .as("seed %s, after %s restores", seed, restores)
                            .isEqualTo(uninterrupted.results(call.result));
                }
                Groups restored = new Groups(call, 6, 4, 2, 0, 1, 3, 5);
                restored.readFrom(interrupted, out);
                assertThat(restored.results(call.result))
                        .as("seed %s, restore %s", seed, restores)
                        .isEqualTo(uninterrupted.results(call.result));
                interrupted = restored;
            }
        }
    }

    @Test
    void theOnlyRowOfASubqueryStaysTheOnlyOne() {
        Call call = new Call("SINGLE_VALUE", TEXT, false, true, STRING);
        Random random = new Random(1);
        Groups before = new Groups(call, 0, 1, 2, 3, 4, 5, 6);
        Batch batch = Columns.batch(TYPE, 1);
        new RowDataAppender(TYPE).append(GenericRowData.of(newRow(random, 1)), batch);
        before.accumulate(batch, new int[] {2});
        Groups after = new Groups(call, 6, 5, 4, 3, 2, 1, 0);
        after.readFrom(before, new StateOutput());

        assertThat(after.results(TEXT)).isEqualTo(before.results(TEXT));
        assertThatThrownBy(() -> after.accumulate(batch, new int[] {2})).hasMessageContaining("more than one row");
        batch.setRowKind(0, RowKinds.DELETE);
        Groups third = new Groups(call, 0, 1, 2, 3, 4, 5, 6);
        third.readFrom(before, new StateOutput());
        third.accumulate(batch, new int[] {2});
        assertThat(third.results(TEXT).get(2)).isEqualTo("+I[null]");
    }

    @Test
    void aCallThatWasAddedAtTheEndBeginsEmpty() {
        Call sum = new Call("SUM", new BigIntType(), false, false, LONG);
        Call count = new Call("COUNT", new BigIntType(), false, false);
        Aggregation old = Aggregation.ofChanges(new int[0], List.of(sum.plan()), TYPE);
        Aggregation evolved = Aggregation.ofChanges(new int[0], List.of(sum.plan(), count.plan()), TYPE);
        SlotAggregators before = new SlotAggregators(old);
        before.ensureSlots(1);
        Batch batch = Columns.batch(TYPE, 1);
        Object[] row = newRow(new Random(3), 1);
        row[LONG] = 41L;
        new RowDataAppender(TYPE).append(GenericRowData.of(row), batch);
        before.accumulate(batch, new int[] {0}, new int[] {0}, 1);
        StateOutput out = new StateOutput();
        before.writeSlot(0, out);

        SlotAggregators after = new SlotAggregators(evolved);
        after.ensureSlots(1);
        StateInput in = new StateInput();
        in.reset(out.bytes(), 0, out.length());
        after.readSlot(0, in);

        assertThat(after.schema()).startsWith(before.schema()).isNotEqualTo(before.schema());
        assertThat(in.isAtEnd()).isTrue();
        assertThat(after.isEmpty(0)).isFalse();
        Column[] results = evolved.newResultColumns(1);
        after.writeResult(0, results, 0, 0);
        Batch result = new Batch(results);
        result.setRowCount(1);
        assertThat(new RowConverter(RowType.of(new BigIntType(), new BigIntType()))
                        .toRow(result, 0)
                        .toString())
                .isEqualTo("+I[41, 0]");
    }

    @Test
    void aChangedCallHasAnotherSchema() {
        List<String> schemas = calls().map(call -> new SlotAggregators(call.aggregation()).schema())
                .distinct()
                .toList();
        assertThat(new SlotAggregators(new Call("SUM", new DecimalType(38, 2), false, false, DECIMAL).aggregation())
                        .schema())
                .isEqualTo("SUM DECIMAL 2 of DECIMAL 2;");
        for (String schema : schemas) {
            assertThat(schemas).filteredOn(other -> other.startsWith(schema)).hasSize(1);
        }
    }
}
