package io.weir.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.operator.OperatorTester;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FunctionReference;
import io.weir.plan.node.Window;
import io.weir.plan.node.Windowing;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class LocalWindowAggregateOperatorTest {
    private static final VarCharType TEXT = new VarCharType(VarCharType.MAX_LENGTH);

    @Test
    void rowsOfAnAggregateWithoutPartialFormPassWithTheirSlice() {
        RowType input = RowType.of(new BigIntType(), new TimestampType(3), TEXT);
        AggregateCall list = new AggregateCall(
                "list",
                new FunctionReference(FunctionReference.Kind.BUILT_IN, "ARRAY_AGG", 1, Optional.empty(), "FUNCTION"),
                List.of(2),
                OptionalInt.empty(),
                false,
                false,
                false,
                new ArrayType(TEXT));
        WindowTransport transport = WindowTransport.of(new Aggregation(new int[] {0}, List.of(list), input));
        Windowing windowing = new Windowing.TimeAttribute(new Window.Tumbling(1000, 0), new TimestampType(3), true, 1);
        RowType output = RowType.of(new BigIntType(), new BigIntType(), new BigIntType(), TEXT);
        OperatorTester tester = new OperatorTester(
                        input,
                        output,
                        () -> new LocalWindowAggregateOperator(WindowInput.of(windowing, ZoneOffset.UTC), transport))
                .restorable();
        tester.row(7L, TimestampData.fromEpochMillis(2500), StringData.fromString("a"));
        tester.row(7L, TimestampData.fromEpochMillis(100), StringData.fromString("b"));
        tester.row(8L, TimestampData.fromEpochMillis(2600), StringData.fromString("c"));
        tester.row(7L, TimestampData.fromEpochMillis(999), StringData.fromString("d"));
        tester.watermark(999);
        tester.row(7L, TimestampData.fromEpochMillis(998), StringData.fromString("late"));
        tester.row(7L, TimestampData.fromEpochMillis(1000), null);

        OperatorTester.Answer answer = tester.runInAllModes();

        assertThat(answer.rows())
                .containsExactlyInAnyOrder(
                        "+I[3000, 3000, 7, a]",
                        "+I[1000, 1000, 7, b]",
                        "+I[3000, 3000, 8, c]",
                        "+I[1000, 1000, 7, d]",
                        "+I[2000, 2000, 7, null]");
        assertThat(answer.lateRows()).isEqualTo(1);
    }
}
