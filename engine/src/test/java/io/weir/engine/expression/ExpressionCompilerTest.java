package io.weir.engine.expression;

import static io.weir.engine.expression.TestExpressions.batch;
import static io.weir.engine.expression.TestExpressions.call;
import static io.weir.engine.expression.TestExpressions.compile;
import static io.weir.engine.expression.TestExpressions.evaluate;
import static io.weir.engine.expression.TestExpressions.input;
import static io.weir.engine.expression.TestExpressions.literal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import io.weir.plan.expression.PlanExpression;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

final class ExpressionCompilerTest {
    private static final LogicalType INT = new IntType();
    private static final LogicalType BOOLEAN = new BooleanType();
    private static final LogicalType STRING = VarCharType.STRING_TYPE;

    @Test
    void namesAFunctionThatIsNotNative() {
        PlanExpression plan = call("SOUNDEX", STRING, input(0, STRING), literal(3L, INT));

        assertThatThrownBy(() -> compile(plan, STRING))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("function SOUNDEX(STRING, INT) giving STRING is not native");
    }

    @Test
    void evaluatesCallsOfConstantsOnce() {
        Expression sum = compile(call("+", INT, literal(1L, INT), literal(2L, INT)));

        assertThat(sum).isInstanceOf(Constant.class);
        assertThat(evaluate(sum, batch(INT, "0", null, "7"))).containsExactly("3", "3", "3");
    }

    @Test
    void leavesAFailureOfConstantsToTheRows() {
        Expression quotient = compile(call("/", INT, literal(1L, INT), literal(0L, INT)), INT);

        assertThat(quotient.isFallible()).isTrue();
        assertThatThrownBy(() -> quotient.evaluate(batch(INT, "0"))).isInstanceOfSatisfying(WeirException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.VALUE_INVALID);
            assertThat(e).hasMessageContaining("Division by zero").hasMessageContaining("NULLIF");
        });
    }

    @Test
    void saysWhichValueCannotBeCast() {
        Expression cast = compile(call("CAST", INT, input(0, STRING)), STRING);

        assertThatThrownBy(() -> cast.evaluate(batch(STRING, "12", null, "1x")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("'1x' cannot be cast to INT")
                .hasMessageContaining("TRY_CAST");
    }

    @Test
    void evaluatesWhatCanFailForTheRowsThatTakeItOnly() {
        PlanExpression quotient = call("/", INT, literal(10L, INT), input(0, INT));
        PlanExpression isZero = call("=", BOOLEAN, input(0, INT), literal(0L, INT));
        PlanExpression choice = call("CASE", INT, isZero, literal(-1L, INT), quotient);
        Batch batch = batch(INT, "5", "0", null, "2");

        assertThat(evaluate(compile(choice, INT), batch)).containsExactly("2", "-1", null, "5");
    }

    @Test
    void takesUnknownOnTheLeftOfAndAsUndecided() {
        PlanExpression positive = call(">", BOOLEAN, input(0, INT), literal(0L, INT));
        PlanExpression large = call(">", BOOLEAN, call("/", INT, literal(10L, INT), input(0, INT)), literal(2L, INT));
        Batch batch = batch(INT, "5", "0", null, "2");

        assertThat(evaluate(compile(call("AND", BOOLEAN, positive, large), INT), batch))
                .containsExactly("false", "false", null, "true");
    }

    @Test
    void readsTheClockOfTheContext() {
        Clock clock = new Clock() {
            @Override
            public long currentTimeMillis() {
                return 1_711_845_000_000L; // 2024-03-31T00:30:00Z, half an hour before summer time in Warsaw
            }

            @Override
            public long nanoTime() {
                return 0;
            }
        };
        Batch batch = batch(INT, "0", "1");

        assertThat(now("CURRENT_TIMESTAMP", new LocalZonedTimestampType(false, 3), clock, batch))
                .isEqualTo("2024-03-31T00:30:00Z");
        assertThat(now("PROCTIME_MATERIALIZE", new LocalZonedTimestampType(false, 3), clock, batch))
                .isEqualTo("2024-03-31T00:30:00Z");
        assertThat(now("LOCALTIMESTAMP", new TimestampType(false, 3), clock, batch))
                .isEqualTo("2024-03-31T01:30:00");
        assertThat(now("CURRENT_DATE", new DateType(false), clock, batch)).isEqualTo("2024-03-31");
        assertThat(now("UNIX_TIMESTAMP", new BigIntType(false), clock, batch)).isEqualTo("1711845000");
    }

    private static String now(String name, LogicalType type, Clock clock, Batch batch) {
        Expression expression =
                ExpressionCompiler.compile(call(name, type), RowType.of(INT), TestExpressions.context(clock));
        assertThat(expression.isDeterministic()).as(name).isFalse();
        return evaluate(expression, batch).get(1);
    }

    @Test
    void givesTheWatermarkInForceBeforeEachRow() {
        Batch batch = batch(INT, "0", "1", "2");
        long[] watermarks = batch.useRowWatermarks(3);
        watermarks[0] = Batch.NO_WATERMARK;
        watermarks[1] = 1000;
        watermarks[2] = 2000;

        assertThat(evaluate(compile(call("CURRENT_WATERMARK", new TimestampType(3), input(0, INT)), INT), batch))
                .containsExactly(null, "1970-01-01T00:00:01", "1970-01-01T00:00:02");
    }

    @Test
    void repeatsSeededRandomNumbers() {
        PlanExpression plan = call("RAND_INTEGER", INT, literal(7L, INT), literal(100L, INT));
        Batch batch = batch(INT, "0", "1", "2");

        assertThat(evaluate(compile(plan, INT), batch)).isEqualTo(evaluate(compile(plan, INT), batch));
    }
}
