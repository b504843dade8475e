package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import io.weir.plan.expression.FunctionCall;
import io.weir.plan.expression.FunctionReference;
import io.weir.plan.expression.InputReference;
import io.weir.plan.expression.Literal;
import io.weir.plan.expression.PlanExpression;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Plan expressions and batches for tests, in few words. */
final class TestExpressions {
    private TestExpressions() {}

    static PlanExpression input(int index, LogicalType type) {
        return new InputReference(index, type);
    }

    static PlanExpression literal(Object value, LogicalType type) {
        return new Literal(value, type);
    }

    static PlanExpression call(String name, LogicalType type, PlanExpression... operands) {
        FunctionReference function =
                new FunctionReference(FunctionReference.Kind.BUILT_IN, name, 1, Optional.empty(), "FUNCTION");
        return new FunctionCall(function, List.of(operands), type);
    }

    /** A context with this clock and the zone Europe/Warsaw. */
    static ExpressionContext context(Clock clock) {
        return new ExpressionContext(clock, ZoneId.of("Europe/Warsaw"), Map.of());
    }

    static Expression compile(PlanExpression plan, LogicalType... inputTypes) {
        return ExpressionCompiler.compile(plan, RowType.of(inputTypes), context(Clock.SYSTEM));
    }

    /** A batch of one column, with the values that these texts stand for. */
    static Batch batch(LogicalType type, String... values) {
        Batch batch = Columns.batch(RowType.of(type), values.length);
        for (int i = 0; i < values.length; i++) {
            ColumnText.set(batch.column(0), type, i, values[i]);
        }
        batch.setRowCount(values.length);
        return batch;
    }

    static List<String> evaluate(Expression expression, Batch batch) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < batch.rowCount(); i++) {
            texts.add(ColumnText.get(expression.evaluate(batch), expression.type(), i));
        }
        return texts;
    }
}
