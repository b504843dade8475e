package io.weir.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.operator.OperatorTester;
import io.weir.plan.node.Window;
import io.weir.plan.node.Windowing;
import java.time.ZoneOffset;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class WindowTableFunctionOperatorTest {
    @Test
    void eachRowIsGivenOncePerWindowLateOrNot() {
        RowType input = RowType.of(new VarCharType(VarCharType.MAX_LENGTH), new TimestampType(3));
        RowType output = RowType.of(
                new VarCharType(VarCharType.MAX_LENGTH),
                new TimestampType(3),
                new TimestampType(3),
                new TimestampType(3),
                new TimestampType(3));
        Windowing windowing =
                new Windowing.TimeAttribute(new Window.Hopping(2000, 1000, 0), new TimestampType(3), true, 1);
        OperatorTester tester = new OperatorTester(
                input, output, () -> new WindowTableFunctionOperator(WindowInput.of(windowing, ZoneOffset.UTC)));
        tester.row(StringData.fromString("a"), TimestampData.fromEpochMillis(-1));
        tester.watermark(10_000);
        tester.row(StringData.fromString("late"), TimestampData.fromEpochMillis(0));
        tester.row(StringData.fromString("no time"), null);

        OperatorTester.Answer answer = tester.runInAllModes();

        assertThat(answer.rows())
                .containsExactlyInAnyOrder(
                        "+I[a, 1969-12-31T23:59:59.999,"
                                + " 1969-12-31T23:59:58, 1970-01-01T00:00, 1969-12-31T23:59:59.999]",
                        "+I[a, 1969-12-31T23:59:59.999,"
                                + " 1969-12-31T23:59:59, 1970-01-01T00:00:01, 1970-01-01T00:00:00.999]",
                        "+I[late, 1970-01-01T00:00, 1969-12-31T23:59:59, 1970-01-01T00:00:01, 1970-01-01T00:00:00.999]",
                        "+I[late, 1970-01-01T00:00, 1970-01-01T00:00, 1970-01-01T00:00:02, 1970-01-01T00:00:01.999]");
        assertThat(answer.droppedRows()).isEqualTo(1);
        assertThat(answer.lateRows()).isZero();
    }
}
