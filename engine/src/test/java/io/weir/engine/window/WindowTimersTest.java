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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.junit.jupiter.api.Test;

/** Processing-time windows: fired by the clock, and silent at the end of input, as Flink's are. */
class WindowTimersTest {
    private static final RowType INPUT = RowType.of(new BigIntType());
    private static final RowType OUTPUT =
            RowType.of(new BigIntType(), new BigIntType(false), new TimestampType(3), new TimestampType(3));

    private static Operator operator(Window window) {
        Aggregation aggregation = new Aggregation(
                new int[] {0},
                List.of(new AggregateCall(
                        "EXPR",
                        new FunctionReference(
                                FunctionReference.Kind.BUILT_IN, "COUNT", 1, Optional.empty(), "FUNCTION"),
                        List.of(),
                        OptionalInt.empty(),
                        false,
                        false,
                        false,
                        new BigIntType(false))),
                INPUT);
        WindowResult result = new WindowResult(
                OUTPUT,
                1,
                1,
                List.of(
                        new WindowProperty("s", WindowProperty.Kind.WINDOW_START),
                        new WindowProperty("e", WindowProperty.Kind.WINDOW_END)));
        LocalZonedTimestampType time = new LocalZonedTimestampType(3);
        if (window instanceof Window.Session session) {
            return new SessionWindowAggregateOperator(
                    WindowTime.of(time, ZoneOffset.UTC), false, -1, session.gapMillis(), false, result, aggregation);
        }
        WindowInput input = WindowInput.of(new Windowing.TimeAttribute(window, time, false, -1), ZoneOffset.UTC);
        return new WindowAggregateOperator(input, result, Optional.empty(), aggregation);
    }

    private static List<String> run(Window window) {
        OperatorTester tester = new OperatorTester(INPUT, OUTPUT, () -> operator(window))
                .withoutEventTime()
                .restorable(new int[] {0});
        tester.time(1000).row(1L).row(2L).row(1L);
        tester.time(1999).row(1L);
        tester.time(2500).row(2L);
        tester.time(9000).row(7L);
        return tester.runInAllModes().rows();
    }

    @Test
    void tumblingWindowsFireWhenTheClockHasPassedTheirEnd() {
        assertThat(run(new Window.Tumbling(1000, 0)))
                .containsExactly(
                        "+I[1, 3, 1970-01-01T00:00:01, 1970-01-01T00:00:02]",
                        "+I[2, 1, 1970-01-01T00:00:01, 1970-01-01T00:00:02]",
                        "+I[2, 1, 1970-01-01T00:00:02, 1970-01-01T00:00:03]");
    }

    @Test
    void hoppingWindowsFireOneAfterAnother() {
        assertThat(run(new Window.Hopping(2000, 1000, 0)))
                .containsExactly(
                        "+I[1, 3, 1970-01-01T00:00, 1970-01-01T00:00:02]",
                        "+I[1, 3, 1970-01-01T00:00:01, 1970-01-01T00:00:03]",
                        "+I[2, 1, 1970-01-01T00:00, 1970-01-01T00:00:02]",
                        "+I[2, 1, 1970-01-01T00:00:02, 1970-01-01T00:00:04]",
                        "+I[2, 2, 1970-01-01T00:00:01, 1970-01-01T00:00:03]");
    }

    @Test
    void sessionsEndAfterTheGapSinceTheirLastRow() {
        assertThat(run(new Window.Session(1100, List.of())))
                .containsExactly(
                        "+I[1, 3, 1970-01-01T00:00:01, 1970-01-01T00:00:03.099]",
                        "+I[2, 1, 1970-01-01T00:00:01, 1970-01-01T00:00:02.100]",
                        "+I[2, 1, 1970-01-01T00:00:02.500, 1970-01-01T00:00:03.600]");
    }
}
