package io.weir.benchmarks.functions;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.expression.Expression;
import io.weir.engine.expression.ExpressionCompiler;
import io.weir.engine.expression.ExpressionContext;
import io.weir.engine.time.Clock;
import io.weir.plan.CompiledPlan;
import io.weir.plan.CompiledPlanReader;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.node.CalcNode;
import io.weir.plan.node.PlanNode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/** The expressions of one plan, compiled by Weir. */
final class WeirFunctions {
    private final RowType inputType;
    private final List<Expression> expressions;

    WeirFunctions(String planJson) {
        CompiledPlan plan = CompiledPlanReader.read(planJson);
        CalcNode calc = calc(plan);
        inputType = plan.node(calc.info().inputs().get(0).nodeId()).outputType();
        ExpressionContext context = new ExpressionContext(Clock.SYSTEM, ZoneOffset.UTC, Map.of());
        expressions = calc.projection().stream()
                .map(expression -> compile(expression, context))
                .toList();
    }

    private Expression compile(PlanExpression expression, ExpressionContext context) {
        return ExpressionCompiler.compile(expression, inputType, context);
    }

    private static CalcNode calc(CompiledPlan plan) {
        for (PlanNode node : plan.nodes()) {
            if (node instanceof CalcNode calc) {
                return calc;
            }
        }
        throw new IllegalStateException("no calc in\n" + plan.describe());
    }

    RowType inputType() {
        return inputType;
    }

    /** Evaluates all expressions for a batch. */
    void evaluate(Batch batch, Column[] results) {
        for (int i = 0; i < results.length; i++) {
            results[i] = expressions.get(i).evaluate(batch);
        }
    }
}
