package io.weir.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.expression.Expression;
import io.weir.engine.expression.ExpressionCompiler;
import io.weir.engine.expression.ExpressionContext;
import io.weir.engine.time.Clock;
import io.weir.plan.expression.InputReference;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class CorrelateOperatorTest {
    private static final LogicalType INT = new IntType();
    private static final LogicalType INTS = new ArrayType(INT);
    private static final RowType INPUT = RowType.of(INT, INTS);
    private static final RowType OUTPUT = RowType.of(INT, INTS, INT);

    @Test
    void anInnerJoinGivesARowForEachElement() {
        assertThat(scenario(false).runInAllModes().rows()).hasSize(4);
    }

    @Test
    void aLeftJoinKeepsRowsWithoutElements() {
        assertThat(scenario(true).runInAllModes().rows()).hasSize(6);
    }

    private static OperatorTester scenario(boolean isLeft) {
        ExpressionContext context = new ExpressionContext(Clock.SYSTEM, ZoneOffset.UTC, Map.of());
        return new OperatorTester(INPUT, OUTPUT, () -> {
                    Expression array = ExpressionCompiler.compile(new InputReference(1, INTS), INPUT, context);
                    TableCall call = new UnnestTableCall(array, RowType.of(INT), false);
                    return new CorrelateOperator(INPUT, OUTPUT, call, Optional.empty(), isLeft);
                })
                .restorable(new int[] {0})
                .row(1, new GenericArrayData(new Object[] {1, null, 3}))
                .row(2, new GenericArrayData(new Object[0]))
                .row(3, null)
                .row(4, new GenericArrayData(new Object[] {4}));
    }
}
