package io.weir.engine.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.expression.Expression;
import io.weir.engine.expression.ExpressionCompiler;
import io.weir.engine.expression.ExpressionContext;
import io.weir.engine.operator.OperatorTester;
import io.weir.engine.operator.OperatorTester.Cut;
import io.weir.engine.time.Clock;
import io.weir.plan.expression.FunctionCall;
import io.weir.plan.expression.FunctionReference;
import io.weir.plan.expression.InputReference;
import io.weir.plan.expression.Literal;
import io.weir.plan.expression.PlanExpression;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

/** Rows (number, key) joined with what a table of (key, name, least) has for their keys. */
class LookupJoinOperatorTest {
    private static final LogicalType INT = new IntType();
    private static final LogicalType TEXT = VarCharType.STRING_TYPE;
    private static final RowType INPUT = RowType.of(INT, INT);
    private static final RowType TABLE = RowType.of(INT, TEXT, INT);
    private static final RowType OUTPUT = RowType.of(INT, INT, INT, TEXT, INT);
    private static final ExpressionContext CONTEXT = new ExpressionContext(Clock.SYSTEM, ZoneOffset.UTC, Map.of());

    private final FakeLookupSource source = new FakeLookupSource(
            TABLE,
            Map.of(
                    10, List.of(row(10, "Ada", 2)),
                    20, List.of(row(20, "Bob", 1), row(20, "Bea", 9), row(20, "Bo", null))));

    private static RowData row(int key, String name, Integer least) {
        return GenericRowData.of(key, StringData.fromString(name), least);
    }

    private static Expression compile(PlanExpression expression, RowType type) {
        return ExpressionCompiler.compile(expression, type, CONTEXT);
    }

    private static PlanExpression greater(int left, PlanExpression right) {
        FunctionReference function =
                new FunctionReference(FunctionReference.Kind.BUILT_IN, ">", 1, Optional.empty(), "BINARY");
        return new FunctionCall(function, List.of(new InputReference(left, INT), right), new BooleanType());
    }

    private OperatorTester tester(
            boolean isLeft,
            Optional<PlanExpression> preFilter,
            Optional<PlanExpression> filter,
            Optional<PlanExpression> condition) {
        OperatorTester tester = new OperatorTester(INPUT, OUTPUT, () -> {
            LookupJoinOperator.Rule rule = new LookupJoinOperator.Rule(
                    new Expression[] {compile(new InputReference(1, INT), INPUT)},
                    preFilter.map(expression -> compile(expression, INPUT)),
                    condition.map(expression -> compile(expression, OUTPUT)),
                    new int[] {0, 4},
                    isLeft);
            FoundRows found = new FoundRows(
                    List.of(),
                    new int[] {0, 1, 2},
                    TABLE,
                    filter.map(expression -> compile(expression, TABLE)),
                    Optional.empty(),
                    TABLE);
            return new LookupJoinOperator(source, rule, found, INPUT, OUTPUT);
        });
        return tester.restorable(new int[] {1})
                .row(1, 10)
                .row(2, 20)
                .row(3, null)
                .row(4, 30)
                .watermark(5)
                .change(RowKind.UPDATE_BEFORE, 5, 20)
                .row(6, 10);
    }

    private OperatorTester tester(boolean isLeft) {
        return tester(isLeft, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void anInnerJoinGivesEachRowWithEachRowOfItsKey() {
        assertThat(tester(false).runInAllModes().rows())
                .containsExactlyInAnyOrder(
                        "+I[1, 10, 10, Ada, 2]",
                        "+I[2, 20, 20, Bea, 9]",
                        "+I[2, 20, 20, Bo, null]",
                        "+I[2, 20, 20, Bob, 1]",
                        "+I[6, 10, 10, Ada, 2]",
                        "-U[5, 20, 20, Bea, 9]",
                        "-U[5, 20, 20, Bo, null]",
                        "-U[5, 20, 20, Bob, 1]");
    }

    @Test
    void aLeftJoinKeepsNullKeysAndKeysThatAreNotThere() {
        assertThat(tester(true).runInAllModes().rows())
                .hasSize(10)
                .contains("+I[3, null, null, null, null]", "+I[4, 30, null, null, null]");
    }

    @Test
    void aConditionOverBothSidesLeavesTheRowOfALeftJoin() {
        Optional<PlanExpression> condition = Optional.of(greater(0, new InputReference(4, INT)));
        assertThat(tester(true, Optional.empty(), Optional.empty(), condition)
                        .runInAllModes()
                        .rows())
                .containsExactlyInAnyOrder(
                        "+I[1, 10, null, null, null]",
                        "+I[2, 20, 20, Bob, 1]",
                        "+I[3, null, null, null, null]",
                        "+I[4, 30, null, null, null]",
                        "+I[6, 10, 10, Ada, 2]",
                        "-U[5, 20, 20, Bob, 1]");
    }

    @Test
    void rowsOfTheTableThatDoNotCountAreNotJoined() {
        Optional<PlanExpression> filter = Optional.of(greater(2, new Literal(5, INT)));
        assertThat(tester(false, Optional.empty(), filter, Optional.empty())
                        .runInAllModes()
                        .rows())
                .containsExactlyInAnyOrder("+I[2, 20, 20, Bea, 9]", "-U[5, 20, 20, Bea, 9]");
    }

    @Test
    void onlyRowsOfThePreFilterAreLookedUp() {
        Optional<PlanExpression> preFilter = Optional.of(greater(0, new Literal(4, INT)));
        assertThat(tester(true, preFilter, Optional.empty(), Optional.empty())
                        .runInAllModes()
                        .rows())
                .contains("+I[1, 10, null, null, null]", "+I[2, 20, null, null, null]", "+I[6, 10, 10, Ada, 2]")
                .hasSize(8);
    }

    @Test
    void aBatchAsksForEachKeyOnceAndForNoNull() {
        List<String> rows = tester(true).runInOrder(Cut.ALL, false, 4096, 0);

        assertThat(rows).hasSize(10);
        assertThat(source.asked.stream().flatMap(List::stream)).containsOnly(10, 20, 30);
        assertThat(source.asked).allSatisfy(keys -> assertThat(keys).doesNotHaveDuplicates());
        assertThat(source.closed).isEqualTo(1);
    }
}
