package io.weir.engine.expression;

/** Makes the expression for a call of one function. */
@FunctionalInterface
public interface FunctionCompiler {
    /**
     * Compiles the call.
     *
     * @throws io.weir.plan.NotNativeException if these operand types are not native
     */
    Expression compile(Call call);
}
