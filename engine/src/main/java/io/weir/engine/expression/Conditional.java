package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.plan.expression.CorrelationVariable;
import io.weir.plan.expression.FieldAccess;
import io.weir.plan.expression.FunctionCall;
import io.weir.plan.expression.InputReference;
import io.weir.plan.expression.PlanExpression;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An expression that may be evaluated for some of a batch's rows only: the rows are gathered, the columns that the
 * expression does not use are left out.
 */
final class Conditional {
    private final Expression expression;
    private final int[] inputs;
    private @Nullable Batch some;

    private Conditional(Expression expression, int[] inputs) {
        this.expression = expression;
        this.inputs = inputs;
    }

    /**
     * Makes a conditional expression.
     *
     * @param plan an expression that uses the same fields of the input
     */
    static Conditional of(Expression expression, PlanExpression plan) {
        Set<Integer> inputs = new TreeSet<>();
        collectInputs(plan, inputs);
        return new Conditional(
                expression, inputs.stream().mapToInt(Integer::intValue).toArray());
    }

    private static void collectInputs(PlanExpression plan, Set<Integer> inputs) {
        if (plan instanceof InputReference reference) {
            inputs.add(reference.index());
        } else if (plan instanceof FieldAccess access && access.expression() instanceof CorrelationVariable) {
            inputs.add(access.index());
        } else if (plan instanceof FieldAccess access) {
            collectInputs(access.expression(), inputs);
        } else if (plan instanceof FunctionCall call) {
            for (PlanExpression operand : call.operands()) {
                collectInputs(operand, inputs);
            }
        }
    }

    Expression expression() {
        return expression;
    }

    /** Evaluates for the rows at these positions; row i of the result is the one at {@code positions[i]}. */
    Column evaluate(Batch batch, int[] positions, int count) {
        if (count == batch.rowCount()) {
            return expression.evaluate(batch);
        }
        Batch gathered = some;
        if (gathered == null) {
            gathered = new Batch(new Column[batch.columnCount()]);
            for (int index : inputs) {
                gathered.setColumn(index, batch.column(index).newEmpty(0));
            }
            some = gathered;
        }
        for (int index : inputs) {
            gathered.column(index).gather(batch.column(index), positions, count);
        }
        gathered.gatherRows(batch, positions, count);
        return expression.evaluate(gathered);
    }
}
