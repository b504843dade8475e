package io.weir.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorTester;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FunctionReference;
import io.weir.plan.node.Window;
import io.weir.plan.node.WindowProperty;
import io.weir.plan.node.Windowing;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Early and late firing against an oracle that follows Flink's triggers, with a clock that the test moves. */
class EmittingGroupWindowAggregateOperatorTest {
    private static final RowType INPUT = RowType.of(new BigIntType(), new TimestampType(3));
    private static final RowType OUTPUT = RowType.of(new BigIntType(), new BigIntType(false), new BigIntType());

    private static Operator operator(
            Window window, boolean isRowtime, EmitStrategy strategy, boolean givesEveryChange) {
        AggregateCall count = new AggregateCall(
                "EXPR",
                new FunctionReference(FunctionReference.Kind.BUILT_IN, "COUNT", 1, Optional.empty(), "FUNCTION"),
                List.of(),
                OptionalInt.empty(),
                false,
                false,
                false,
                new BigIntType(false));
        WindowResult result =
                new WindowResult(OUTPUT, 1, 1, List.of(new WindowProperty("s", WindowProperty.Kind.WINDOW_START)));
        LogicalType time = isRowtime ? new TimestampType(3) : new LocalZonedTimestampType(3);
        WindowInput input = WindowInput.of(
                new Windowing.TimeAttribute(window, time, isRowtime, isRowtime ? 1 : -1), ZoneOffset.UTC);
        return new EmittingGroupWindowAggregateOperator(
                input,
                result,
                Aggregation.ofChanges(new int[] {0}, List.of(count), INPUT),
                strategy,
                true,
                givesEveryChange);
    }

    private static OperatorTester tester(Window window, boolean isRowtime, EmitStrategy strategy) {
        return tester(window, isRowtime, strategy, false);
    }

    private static OperatorTester tester(
            Window window, boolean isRowtime, EmitStrategy strategy, boolean givesEveryChange) {
        return new OperatorTester(INPUT, OUTPUT, () -> operator(window, isRowtime, strategy, givesEveryChange))
                .restorable(new int[] {0});
    }

    private static Object[] row(long key, long time) {
        return new Object[] {key, TimestampData.fromEpochMillis(time)};
    }

    /** The same events for the operator and for the oracle. */
    private static void addEvents(Random random, OperatorTester tester, EmitOracle oracle) {
        List<long[]> added = new ArrayList<>();
        long now = 100;
        long time = 1000;
        long watermark = Long.MIN_VALUE;
        for (int i = 0; i < 120; i++) {
            time += random.nextInt(5);
            switch (random.nextInt(8)) {
                case 0 -> {
                    now += random.nextInt(20);
                    tester.time(now);
                    oracle.time(now);
                }
                case 1 -> {
                    watermark = Math.max(watermark, time - random.nextInt(20));
                    tester.watermark(watermark);
                    oracle.watermark(watermark);
                }
                case 2 -> {
                    if (!added.isEmpty()) {
                        long[] old = added.remove(random.nextInt(added.size()));
                        tester.change(RowKind.DELETE, row(old[0], old[1]));
                        oracle.row(String.valueOf(old[0]), old[1], false);
                    }
                }
                default -> {
                    long[] fresh = {random.nextInt(3), time - random.nextInt(40)};
                    added.add(fresh);
                    tester.change(RowKind.INSERT, row(fresh[0], fresh[1]));
                    oracle.row(String.valueOf(fresh[0]), fresh[1], true);
                }
            }
        }
        oracle.watermark(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 30",
        "0, -1, 0",
        "0, 0, 25",
        "7, -1, 0",
        "7, 0, 25",
        "-1, 9, 40",
        "0, 9, 40",
        "7, 9, 40",
        "8, 8, 40"
    })
    void firesAsFlinksTriggersDo(long early, long late, long lateness) {
        EmitStrategy strategy = new EmitStrategy(early, late, lateness);
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            long slide = 20;
            long size = slide * (1 + seed % 3);
            Window window = size == slide ? new Window.Tumbling(size, 0) : new Window.Hopping(size, slide, 0);
            OperatorTester tester = tester(window, true, strategy);
            EmitOracle oracle = new EmitOracle(size, slide, strategy);
            addEvents(random, tester, oracle);
            String what = strategy + ", seed " + seed;

            OperatorTester.Answer single = tester.run(OperatorTester.Cut.ONE, seed % 2 == 0, 1 + (int) seed, seed);
            List<String> expected = new ArrayList<>(oracle.changes());
            expected.sort(null);
            assertThat(single.rows()).as(what).isEqualTo(expected);
            assertThat(single.lateRows()).as("late rows of " + what).isEqualTo(oracle.lateRows());

            Map<String, Integer> table = EmitOracle.table(oracle.changes());
            for (OperatorTester.Saving saving : OperatorTester.Saving.values()) {
                tester.saving(saving);
                for (OperatorTester.Cut cut : OperatorTester.Cut.values()) {
                    OperatorTester.Answer answer = tester.run(cut, seed % 3 == 0, 3, seed);
                    String mode = saving + ", " + cut + ", " + what;
                    assertThat(EmitOracle.table(answer.rows())).as(mode).isEqualTo(table);
                    assertThat(answer.lateRows()).as("late rows: " + mode).isEqualTo(oracle.lateRows());
                }
                OperatorTester.Answer again = tester.run(OperatorTester.Cut.ONE, false, 3, seed);
                assertThat(again.rows()).as(saving + ", " + what).isEqualTo(expected);
            }
        }
    }

    @Test
    void everyChangeIsGivenInEveryModeIfThatIsAskedFor() {
        EmitStrategy strategy = new EmitStrategy(0, 0, 30);
        for (long seed = 0; seed < 20; seed++) {
            OperatorTester tester = tester(new Window.Hopping(40, 20, 0), true, strategy, true);
            EmitOracle oracle = new EmitOracle(40, 20, strategy);
            addEvents(new Random(seed), tester, oracle);
            List<String> expected = new ArrayList<>(oracle.changes());
            expected.sort(null);
            assertThat(tester.runInSomeModes(seed, 5).rows()).as("seed " + seed).isEqualTo(expected);
        }
    }

    @Test
    void aLateRowUpdatesItsWindowAndNoOther() {
        OperatorTester tester = tester(new Window.Tumbling(60_000, 0), true, new EmitStrategy(-1, 0, 60_000));
        for (int i = 0; i < 45; i++) {
            tester.row(row(1, 30_000));
        }
        for (int i = 0; i < 52; i++) {
            tester.row(row(1, 90_000));
        }
        tester.row(row(1, 150_000)).watermark(150_000).row(row(1, 105_000)).row(row(1, 155_000));
        assertThat(tester.runInAllModes().rows())
                .containsExactly(
                        "+I[1, 2, 120000]", "+I[1, 45, 0]", "+I[1, 52, 60000]", "+U[1, 53, 60000]", "-U[1, 52, 60000]");
    }

    @Test
    void aProcessingTimeWindowIsGivenOutEarlyInABeatOfItsOwnAndAtItsEnd() {
        OperatorTester tester = tester(new Window.Tumbling(1000, 0), false, new EmitStrategy(300, -1, 0));
        tester.time(100).row(row(1, 0)).row(row(2, 0));
        tester.time(350).row(row(1, 0));
        tester.time(650).row(row(1, 0));
        tester.time(950).row(row(2, 0));
        tester.time(1000).row(row(2, 0));
        tester.time(1500);
        assertThat(tester.withoutEventTime().runInAllModes().rows())
                .containsExactly(
                        "+I[1, 2, 0]",
                        "+I[2, 1, 0]",
                        "+I[2, 1, 1000]",
                        "+U[1, 3, 0]",
                        "+U[2, 2, 0]",
                        "-U[1, 2, 0]",
                        "-U[2, 1, 0]");
    }
}
