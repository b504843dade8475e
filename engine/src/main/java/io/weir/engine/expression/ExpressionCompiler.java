package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.function.UserFunction;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import io.weir.plan.expression.CorrelationVariable;
import io.weir.plan.expression.FieldAccess;
import io.weir.plan.expression.FunctionCall;
import io.weir.plan.expression.InputReference;
import io.weir.plan.expression.Literal;
import io.weir.plan.expression.PlanExpression;
import java.util.List;
import org.apache.flink.table.functions.FunctionKind;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Makes vectorised expressions of the expressions of a plan.
 *
 * <p>Each compilation gives a new expression with columns of its own, so every operator instance compiles for itself. A
 * call whose operands are all constants is evaluated at once.
 */
public final class ExpressionCompiler {
    private final RowType inputType;
    private final ExpressionContext context;

    private ExpressionCompiler(RowType inputType, ExpressionContext context) {
        this.inputType = inputType;
        this.context = context;
    }

    /**
     * Compiles one expression.
     *
     * @param inputType the type of the batches that it will see
     * @throws NotNativeException if a function or a type is not native; the message names it
     */
    public static Expression compile(PlanExpression expression, RowType inputType, ExpressionContext context) {
        return new ExpressionCompiler(inputType, context).compile(expression);
    }

    /** A column that holds a literal's value, of the given type, at position 0. */
    public static Column literal(Literal literal, LogicalType type) {
        Batch row = new Batch();
        row.setRowCount(1);
        return Literals.constant(literal, type).evaluate(row);
    }

    ExpressionContext context() {
        return context;
    }

    Expression compile(PlanExpression expression) {
        if (expression instanceof InputReference reference) {
            return input(reference);
        }
        if (expression instanceof Literal literal) {
            return Literals.constant(literal);
        }
        if (expression instanceof FieldAccess access && access.expression() instanceof CorrelationVariable) {
            // The row of the left side, which is the input.
            return input(new InputReference(access.index(), access.type()));
        }
        if (expression instanceof FieldAccess access) {
            return new FieldExpression(compile(access.expression()), access.index(), access.type());
        }
        if (expression instanceof FunctionCall call) {
            return call(call);
        }
        throw new NotNativeException("expression " + expression.describe());
    }

    private Expression input(InputReference reference) {
        int index = reference.index();
        if (index >= inputType.getFieldCount()) {
            throw new IllegalArgumentException("field " + index + " of an input that has " + inputType.getFieldCount());
        }
        return new InputExpression(index, inputType.getTypeAt(index));
    }

    private Expression call(FunctionCall plan) {
        Call call = new Call(plan, this);
        if (!plan.function().isBuiltIn()) {
            return userCall(call);
        }
        if (plan.name().equals("DEFAULT")) {
            // An argument that was left out.
            return Literals.constant(new Literal(null, plan.type()));
        }
        FunctionCompiler compiler = FunctionRegistry.builtIn().find(plan.name()).orElseThrow(call::notNative);
        Expression compiled = compiler.compile(call);
        return fold(compiled);
    }

    private Expression userCall(Call call) {
        List<LogicalType> types =
                call.planOperands().stream().map(PlanExpression::type).toList();
        UserFunction function =
                context.functions().resolve(call.plan().function(), call.planOperands(), types, call.type());
        if (function.function().getKind() != FunctionKind.SCALAR) {
            throw new NotNativeException("function " + function.name() + " of kind "
                    + function.function().getKind() + " in this place");
        }
        return new UserCall(function, call.type(), call.operands());
    }

    /** The value of an expression over constants; any other expression itself. */
    static Expression fold(Expression expression) {
        return isConstantCall(expression) ? folded(expression) : expression;
    }

    private static boolean isConstantCall(Expression expression) {
        if (!(expression instanceof KernelExpression kernel)
                || !kernel.isDeterministic()
                || kernel.operands().length == 0) {
            return false;
        }
        for (Expression operand : kernel.operands()) {
            if (!(operand instanceof Constant)) {
                return false;
            }
        }
        return true;
    }

    /** The value of a call of constants; a call that fails does so for the rows that need it, not here. */
    private static Expression folded(Expression call) {
        Batch one = new Batch();
        one.setRowCount(1);
        try {
            return constant(call.type(), call.evaluate(one));
        } catch (WeirException e) {
            return call;
        }
    }

    /** A constant with the value at position 0 of a column. */
    static Constant constant(LogicalType type, Column value) {
        Column column = Columns.column(type, 1);
        column.set(0, value, 0);
        return new Constant(type, column);
    }
}
