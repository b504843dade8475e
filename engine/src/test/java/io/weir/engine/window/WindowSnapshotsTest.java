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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random streams that are interrupted, saved and restored at random moments, against the same ones that are not. */
class WindowSnapshotsTest {
    private static final int CASES = 60;
    private static final LogicalType ROWTIME = new TimestampType(3);
    private static final RowType INPUT = RowType.of(new BigIntType(), ROWTIME, new DoubleType());

    /** How the operator is made. */
    private enum Kind {
        ORDERED,
        EARLIER_SLICES_FIRST,
        UNORDERED_SESSIONS,
        ORDERED_SESSIONS,
        CARRIED_WINDOWS,
        CHANGES,
        PROCESSING_TIME,
        PROCESSING_TIME_SESSIONS
    }

    private static AggregateCall call(String function, LogicalType result) {
        return new AggregateCall(
                "EXPR",
                new FunctionReference(FunctionReference.Kind.BUILT_IN, function, 1, Optional.empty(), "FUNCTION"),
                List.of(2),
                OptionalInt.empty(),
                false,
                false,
                false,
                result);
    }

    /** Calls whose results show the order in which values were put together, to the last bit. */
    private static List<AggregateCall> calls() {
        LogicalType type = new DoubleType();
        return List.of(
                call("SUM", type),
                call("AVG", type),
                call("ARRAY_AGG", new ArrayType(type)),
                call("FIRST_VALUE", type),
                call("LAST_VALUE", type),
                call("COUNT", new BigIntType(false)));
    }

    private static RowType outputType() {
        List<LogicalType> types = new ArrayList<>();
        types.add(new BigIntType());
        calls().forEach(call -> types.add(call.type()));
        types.add(new TimestampType(3));
        types.add(new TimestampType(3));
        return RowType.of(types.toArray(LogicalType[]::new));
    }

    private static Operator operator(Kind kind, Window window) {
        WindowResult result = new WindowResult(
                outputType(),
                1,
                calls().size(),
                List.of(
                        new WindowProperty("s", WindowProperty.Kind.WINDOW_START),
                        new WindowProperty("e", WindowProperty.Kind.WINDOW_END)));
        int[] keys = {0};
        Aggregation aggregation = kind == Kind.CHANGES
                ? Aggregation.ofChanges(keys, calls(), INPUT)
                : new Aggregation(keys, calls(), INPUT);
        boolean isRowtime = kind != Kind.PROCESSING_TIME && kind != Kind.PROCESSING_TIME_SESSIONS;
        LogicalType time = isRowtime ? ROWTIME : new LocalZonedTimestampType(3);
        if (window instanceof Window.Session session) {
            boolean isOrdered = kind == Kind.ORDERED_SESSIONS;
            WindowTime windowTime = WindowTime.of(time, ZoneOffset.UTC);
            return new SessionWindowAggregateOperator(
                    windowTime, isRowtime, 1, session.gapMillis(), isOrdered, result, aggregation);
        }
        Windowing windowing = kind == Kind.CARRIED_WINDOWS
                ? new Windowing.WindowAttached(window, time, true, -1, 1)
                : new Windowing.TimeAttribute(window, time, isRowtime, isRowtime ? 1 : -1);
        WindowInput input = WindowInput.of(windowing, ZoneOffset.UTC);
        return new WindowAggregateOperator(
                input, result, Optional.empty(), aggregation, kind == Kind.EARLIER_SLICES_FIRST);
    }

    private static Window window(Kind kind, Random random) {
        return switch (kind) {
            case CARRIED_WINDOWS -> new Window.Tumbling(10, 0);
            case ORDERED_SESSIONS, UNORDERED_SESSIONS, PROCESSING_TIME_SESSIONS ->
                new Window.Session(1 + random.nextInt(20), List.of());
            default ->
                switch (random.nextInt(3)) {
                    case 0 -> new Window.Tumbling(10, 0);
                    case 1 -> new Window.Hopping(10L * (1 + random.nextInt(5)), 10, 0);
                    default -> new Window.Cumulative(40, 10, 0);
                };
        };
    }

    /** Values are such that each order of additions gives another sum, or such that all give the same. */
    private static OperatorTester tester(Kind kind, long seed, boolean isExact) {
        Random random = new Random(seed);
        Window window = window(kind, random);
        OperatorTester tester = new OperatorTester(INPUT, outputType(), () -> operator(kind, window));
        boolean isRowtime = kind != Kind.PROCESSING_TIME && kind != Kind.PROCESSING_TIME_SESSIONS;
        List<Object[]> added = new ArrayList<>();
        long now = 100;
        long watermark = Long.MIN_VALUE;
        int keys = 1 + random.nextInt(12);
        for (int i = 0; i < 120; i++) {
            now += random.nextInt(8) == 0 ? random.nextInt(60) : random.nextInt(4);
            if (random.nextInt(5) == 0 && isRowtime) {
                watermark = Math.max(watermark, now - random.nextInt(30));
                tester.watermark(watermark);
            } else if (random.nextInt(3) == 0 && !isRowtime) {
                tester.time(now);
            }
            long time = now - (random.nextInt(3) == 0 ? random.nextInt(60) : 0);
            if (kind == Kind.CARRIED_WINDOWS) {
                time = Math.floorDiv(time, 10) * 10 + 10;
            }
            double value = isExact ? random.nextInt(100) / 4.0 : random.nextInt(1000) / 10.0 + 1e-7;
            Object[] row = {(long) random.nextInt(keys), TimestampData.fromEpochMillis(time), value};
            if (kind == Kind.CHANGES && !added.isEmpty() && random.nextInt(4) == 0) {
                tester.change(RowKind.DELETE, added.remove(random.nextInt(added.size())));
            } else {
                added.add(row);
                tester.row(row);
            }
        }
        if (!isRowtime) {
            tester.time(now + 1000).withoutEventTime();
        }
        return tester.restorable(new int[] {0});
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptionLeavesNoTrace(Kind kind) {
        for (long seed = 0; seed < CASES; seed++) {
            boolean isExact = seed % 2 == 0;
            OperatorTester tester = tester(kind, seed, isExact);
            check(kind + ", seed " + seed, tester, OperatorTester.Saving.RESTORED, seed);
            if (isExact) {
                check(kind + ", seed " + seed, tester, OperatorTester.Saving.RESCALED, seed);
            }
        }
    }

    /** Row by row, so that an unordered input sees the same watermarks before the same rows. */
    private static void check(String what, OperatorTester tester, OperatorTester.Saving saving, long seed) {
        OperatorTester.Answer expected =
                tester.saving(OperatorTester.Saving.NONE).run(OperatorTester.Cut.ONE, false, 3, seed);
        OperatorTester.Answer answer = tester.saving(saving).run(OperatorTester.Cut.ONE, seed % 3 == 0, 3, seed);
        assertThat(expected.rows()).as("rows without interruption, " + what).isNotEmpty();
        assertThat(answer.rows()).as(saving + ", " + what).isEqualTo(expected.rows());
        assertThat(answer.lateRows()).as("late rows, " + saving + ", " + what).isEqualTo(expected.lateRows());
    }

    /** The clock fires windows instance by instance, and a snapshot may come in between. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void windowsOfProcessingTimeFireOnceInEachKeyGroup(boolean isCumulative) {
        Window window = isCumulative ? new Window.Cumulative(40, 10, 0) : new Window.Hopping(30, 10, 0);
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            OperatorTester tester = new OperatorTester(
                            INPUT, outputType(), () -> operator(Kind.PROCESSING_TIME, window))
                    .restorable(new int[] {0})
                    .withoutEventTime();
            for (int i = 0; i < 60; i++) {
                tester.time(100 + i * 7L);
                for (long key = 0; key < 12; key++) {
                    if (random.nextInt(4) == 0) {
                        tester.row(key, TimestampData.fromEpochMillis(0), 0.5);
                    }
                }
            }
            tester.time(2000);
            check("seed " + seed, tester, OperatorTester.Saving.RESCALED, seed);
        }
    }

    @Test
    void theNameOfASliceCanBeReadAgain() {
        SliceKey key = new SliceKey(-20, Long.MIN_VALUE);

        assertThat(SliceKey.ofTableName(key.tableName())).isEqualTo(key);
    }
}
