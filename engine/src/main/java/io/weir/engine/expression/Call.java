package io.weir.engine.expression;

import io.weir.plan.NotNativeException;
import io.weir.plan.expression.FunctionCall;
import io.weir.plan.expression.Literal;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.expression.SearchArgument;
import io.weir.plan.expression.SymbolLiteral;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** A call of a function as its {@link FunctionCompiler} sees it: operands that are compiled when they are asked for. */
public final class Call {
    private final FunctionCall plan;
    private final ExpressionCompiler compiler;
    private final @Nullable Expression[] operands;

    Call(FunctionCall plan, ExpressionCompiler compiler) {
        this.plan = plan;
        this.compiler = compiler;
        operands = new @Nullable Expression[plan.operands().size()];
    }

    /** The function's bare name, such as AND. */
    public String name() {
        return plan.name();
    }

    /** The type of the result. */
    public LogicalType type() {
        return plan.type();
    }

    public ExpressionContext context() {
        return compiler.context();
    }

    public int operandCount() {
        return operands.length;
    }

    /** The type of an operand. */
    public LogicalType operandType(int index) {
        return planOperand(index).type();
    }

    /** An operand as the plan has it. */
    public PlanExpression planOperand(int index) {
        return plan.operand(index);
    }

    /** An operand, compiled. */
    public Expression operand(int index) {
        Expression operand = operands[index];
        if (operand == null) {
            operand = compiler.compile(planOperand(index));
            operands[index] = operand;
        }
        return operand;
    }

    /** All operands, compiled. */
    public Expression[] operands() {
        Expression[] all = new Expression[operands.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = operand(i);
        }
        return all;
    }

    /** The operands from the given one to the last, compiled. */
    public Expression[] operandsFrom(int first) {
        Expression[] some = new Expression[operands.length - first];
        for (int i = 0; i < some.length; i++) {
            some[i] = operand(first + i);
        }
        return some;
    }

    /** The operand as a constant that is not null, or null if it is something else. */
    public @Nullable Constant constant(int index) {
        return operand(index) instanceof Constant constant && !constant.isNull() ? constant : null;
    }

    /** The member named by an operand that is a symbol of the grammar, such as HOUR. */
    public String symbol(int index) {
        PlanExpression operand = planOperand(index);
        if (operand instanceof SymbolLiteral symbol) {
            return symbol.value();
        }
        if (operand instanceof Literal literal && literal.value() instanceof String text) {
            return text;
        }
        throw notNative();
    }

    /** The second operand of SEARCH. */
    public SearchArgument searchArgument(int index) {
        if (planOperand(index) instanceof SearchArgument argument) {
            return argument;
        }
        throw notNative();
    }

    /** An expression that says with what columns another one works; see {@link Conditional}. */
    public Conditional conditional(int index) {
        return Conditional.of(operand(index), planOperand(index));
    }

    /** Says that this function is not native with these types. */
    public NotNativeException notNative() {
        String types = plan.operands().stream()
                .map(operand -> operand.type().asSummaryString())
                .collect(Collectors.joining(", "));
        return new NotNativeException("function " + name() + "(" + types + ") giving " + type().asSummaryString());
    }

    /** The call in the plan. */
    public FunctionCall plan() {
        return plan;
    }

    List<PlanExpression> planOperands() {
        return plan.operands();
    }
}
